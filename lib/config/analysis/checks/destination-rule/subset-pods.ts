/** A subset behind which nothing stands: requests get 503 (UH). */
import type { Check } from '@/lib/config/analysis/check';
import { facet } from '@/lib/config/analysis/facets';
import { fullHost, servicesOfHost } from '@/lib/config/analysis/hosts';
import { DESTINATION_RULE } from '@/lib/config/analysis/kinds';
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import { backendsOf } from '@/lib/config/analysis/pods';
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
    'No pod or endpoint of the host has the labels of a subset. An error where a VirtualService sends requests to it, else a hint.',
  severity: 'error',
  ist: ['IST0173'],
  kia: ['KIA0203'],
  kinds: [DESTINATION_RULE],
  fix: null,
  *run(object, mesh) {
    const { host: written, namespace, subsets } = destinationRuleOf(object);
    if (subsets.length === 0 || written.startsWith('*')) return;
    const host = fullHost(mesh, written, namespace);
    const services = servicesOfHost(mesh, host).filter(({ endpoints }) =>
      endpoints.kind === 'selector' ? mesh.known.workloads : endpoints.kind === 'listed',
    );
    if (services.length === 0) return;
    const backends = services.flatMap((service) => backendsOf(mesh, service));
    for (const [index, { name, labels }] of subsets.entries()) {
      const wanted = Object.entries(labels).filter(([label]) => !label.startsWith('topology.'));
      if (wanted.length === 0) continue;
      if (backends.some((pods) => labelsInclude(pods.labels, Object.fromEntries(wanted)))) continue;
      const text = wanted.map(([label, value]) => `${label}=${value}`).join(', ');
      const isUsed = usesSubset(mesh, host, name);
      yield {
        path: ['spec', 'subsets', index, 'labels'],
        severity: isUsed ? 'error' : 'info',
        message: `Nothing behind ${host} has ${text}, so requests for subset ${name} ${isUsed ? '' : 'would '}fail. Correct the labels or deploy that version.`,
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
