/** A subset behind which nothing stands: requests get 503 (UH). */
import type { Check } from '@/lib/config/analysis/check';
import { facet } from '@/lib/config/analysis/facets';
import { fullHost, servicesOfHost } from '@/lib/config/analysis/hosts';
import { DESTINATION_RULE } from '@/lib/config/analysis/kinds';
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import { backendsOf, unreadClusters } from '@/lib/config/analysis/pods';
import {
  destinationRuleOf,
  virtualServiceDestinations,
  virtualServiceOf,
} from '@/lib/config/analysis/readings';
import { labelsInclude } from '@/lib/config/simulation/source-filter';

export const subsetPods: Check = {
  code: 'PER0303',
  title: 'Subset chooses nothing',
  condition:
    'No pod or endpoint of the host has the labels of a subset, in any cluster of the mesh. An error where a VirtualService sends requests to it, else a hint; a hint as well where a cluster could not be read.',
  severity: 'error',
  ist: ['IST0173'],
  kia: ['KIA0203'],
  kinds: [DESTINATION_RULE],
  fix: null,
  *run(object, mesh) {
    const { host: written, namespace, subsets } = destinationRuleOf(object);
    if (subsets.length === 0 || written.startsWith('*')) return;
    const host = fullHost(mesh, written, namespace);
    const found = servicesOfHost(mesh, host).map((service) => ({
      service,
      pods: backendsOf(mesh, service),
      unread: unreadClusters(service),
    }));
    const judged = found.filter(({ service: { endpoints }, pods, unread }) =>
      endpoints.kind === 'selector'
        ? mesh.known.workloads
        : endpoints.kind === 'listed' || pods.length + unread.length > 0,
    );
    if (judged.length === 0) return;
    const services = judged.map(({ service }) => service);
    const backends = judged.flatMap(({ pods }) => pods);
    const unread = [...new Set(judged.flatMap((one) => one.unread))];
    for (const [index, { name, labels }] of subsets.entries()) {
      const wanted = Object.entries(labels).filter(([label]) => !label.startsWith('topology.'));
      if (wanted.length === 0) continue;
      if (backends.some((pods) => labelsInclude(pods.labels, Object.fromEntries(wanted)))) continue;
      const text = wanted.map(([label, value]) => `${label}=${value}`).join(', ');
      const isUsed = usesSubset(mesh, host, name);
      const known = unread.length === 0;
      const fails = `requests for subset ${name} ${isUsed ? '' : 'would '}fail`;
      yield {
        path: ['spec', 'subsets', index, 'labels'],
        severity: isUsed && known ? 'error' : 'info',
        message: known
          ? `Nothing behind ${host} has ${text}, so ${fails}. Correct the labels or deploy that version.`
          : `Nothing behind ${host} that could be read has ${text}. Cluster ${unread.join(', ')} could not be read: unless it stands there, ${fails}.`,
        related: services.map(({ id }) => ({ id, path: ['spec'] })),
      };
    }
  },
};

function usesSubset(mesh: MeshIndex, host: string, subset: string): boolean {
  return mesh
    .under(facet.routesTo(host))
    .some((route) =>
      virtualServiceDestinations(route).some(
        ({ destination }) =>
          destination.subset === subset &&
          fullHost(mesh, destination.host, virtualServiceOf(route).namespace) === host,
      ),
    );
}
