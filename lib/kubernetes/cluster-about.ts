/** The API server's own version, and the versions of the mesh's kinds that it serves. */
import 'server-only';
import type { ClusterAboutPort, ServedGroup } from '@/lib/config/cluster-about';
import { MESH_KIND_NAMES } from '@/lib/config/kind-names';
import type { KubernetesClient } from './client';
import type { Discovery } from './discovery';

/** `discovery` null = not read yet. */
export function clusterAbout(client: KubernetesClient, discovery: () => Discovery | null): ClusterAboutPort {
  return {
    address: client.title,
    async about(signal) {
      const answer = (await client.json({ path: '/version', signal })) as { readonly gitVersion?: unknown };
      const { gitVersion } = answer;
      const known = discovery();
      return {
        version: typeof gitVersion === 'string' ? gitVersion : null,
        served: known === null ? null : servedGroups(known),
      };
    },
  };
}

function servedGroups(discovery: Discovery): readonly ServedGroup[] {
  const groups = new Map<string, ServedGroup['kinds'][number][]>();
  for (const { group, kind } of MESH_KIND_NAMES) {
    const served = discovery.find(group, kind);
    if (served === null) continue;
    const kinds = groups.get(group) ?? [];
    groups.set(group, kinds);
    kinds.push({ kind, versions: served.versions });
  }
  return [...groups].map(([group, kinds]) => ({ group, kinds }));
}
