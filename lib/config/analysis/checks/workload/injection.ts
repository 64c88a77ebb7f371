/** What is asked for by labels: a proxy beside the pods of a namespace or of a template. */
import { namespaceLabels } from '@/lib/config/analysis/ambient';
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import { flagAt } from '@/lib/config/simulation/read/fields';
import type { PodTemplate } from './containers';

type Labels = Readonly<Record<string, string>>;

/** Namespaces in which Kubernetes and Istio themselves run. */
export function isSystemNamespace(name: string, rootNamespace: string): boolean {
  return (
    name === rootNamespace ||
    name.startsWith('kube-') ||
    name === 'istio-system' ||
    name === 'local-path-storage'
  );
}

/** `istio-injection` wins over a revision. Null = the namespace says nothing. */
export function namespaceInjection(labels: Labels): boolean | null {
  const written = labels['istio-injection'];
  if (written === 'enabled') return true;
  if (written === 'disabled') return false;
  return labels['istio.io/rev'] === undefined ? null : true;
}

/** Whether the injector gives the pods a proxy: their own label, else the namespace's, else the default. */
export function wantsProxy(mesh: MeshIndex, namespace: string, template: PodTemplate): boolean {
  if (isSystemNamespace(namespace, 'kube-system') && namespace !== 'istio-system') return false;
  if (flagAt(template.spec, 'hostNetwork')) return false;
  const own = template.labels['sidecar.istio.io/inject'] ?? template.annotations['sidecar.istio.io/inject'];
  const labels = namespaceLabels(mesh, namespace);
  if (labels['istio-injection'] === 'disabled' || own === 'false') return false;
  if (own === 'true' || template.labels['istio.io/rev'] !== undefined) return true;
  return namespaceInjection(labels) ?? mesh.settings.injectsByDefault;
}
