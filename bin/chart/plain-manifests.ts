/** deploy/kubernetes, for those without Helm: what the chart renders with its defaults, one file per concern. */
import { dump, loadAll } from 'js-yaml';
import { z } from 'zod';
import { renderChartText } from './render';

const WRITTEN_BY =
  '# Written by `node bin/bootstrap.mjs bin/plain-manifests.ts` from deploy/helm/periplus.\n';

const SECRET = `# Make it once, with a password of your own:
#   kubectl -n istio-system create secret generic periplus \\
#     --from-literal=admin-password-hash="$(npm run --silent hash-password)" \\
#     --from-literal=session-secret="$(openssl rand -base64 48)"
# A key viewer-password-hash adds the user viewer, who may only read.
`;

const KUSTOMIZATION = `# kubectl apply -k deploy/kubernetes, after the Secret was made (see periplus.yaml).
# Add the lines that are commented out for more rights.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: istio-system
resources:
  - periplus.yaml
  - viewer.yaml
  # The admin may write mesh configuration:
  # - editor.yaml
  # Proxies' own configuration can be read:
  # - proxy-viewer.yaml
`;

const named = z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) });
type Named = z.infer<typeof named>;

/** File names and their texts. Throws when Helm is not built or refuses the chart. */
export function plainManifests(): ReadonlyMap<string, string> {
  const objects = loadAll(
    renderChartText({
      values: { secret: { existingName: 'periplus' }, rights: { editor: true, proxyViewer: true } },
    }),
  ).map((document) => withoutHelm(named.parse(document)));
  const isRole = ({ kind }: Named) => kind.startsWith('ClusterRole') || kind.startsWith('Role');
  const roles = objects.filter(isRole);
  const rest = objects.filter((object) => !isRole(object));
  const of = (role: string) =>
    roles.filter(({ metadata }) => metadata.name.endsWith(`-istio-system-${role}`));
  // They are saved as ConfigMaps, which only the editor may write.
  const dashboards = roles.filter(({ metadata }) => metadata.name.endsWith('-dashboards'));
  return new Map([
    ['kustomization.yaml', KUSTOMIZATION],
    ['periplus.yaml', WRITTEN_BY + SECRET + written(rest)],
    ['viewer.yaml', WRITTEN_BY + written(of('viewer'))],
    ['editor.yaml', WRITTEN_BY + written([...of('editor'), ...dashboards])],
    ['proxy-viewer.yaml', WRITTEN_BY + written(of('proxy-viewer'))],
  ]);
}

function written(objects: readonly Named[]): string {
  return objects.map((object) => `---\n${dump(object, { lineWidth: 120, noRefs: true })}`).join('');
}

/** Labels by which Helm knows its own would be untrue here. */
function withoutHelm<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      key === 'helm.sh/chart' || key === 'app.kubernetes.io/managed-by' ? undefined : inner,
    ),
  );
}
