/** Rules for sidecars do not hold at a gateway that sends requests to the same service by itself. */
import type { Check } from '@/lib/config/analysis/check';
import { facet } from '@/lib/config/analysis/facets';
import { fullHost } from '@/lib/config/analysis/hosts';
import { VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import { virtualServiceDestinations, virtualServiceOf } from '@/lib/config/analysis/readings';
import { objectName } from '@/lib/config/identity';
import type { StoredObject } from '@/lib/config/store';

export const ingressUnaffected: Check = {
  code: 'PER0215',
  title: 'Subsets do not hold at the gateway',
  condition:
    'A VirtualService on a gateway sends requests to a host without a subset, while another one, for sidecars alone, sends requests for that host to subsets.',
  severity: 'info',
  ist: ['IST0140'],
  kia: [],
  kinds: [VIRTUAL_SERVICE],
  fix: null,
  *run(object, mesh) {
    const own = virtualServiceOf(object);
    if (own.gateways.every((gateway) => gateway === 'mesh')) return;
    for (const { destination, path, role } of virtualServiceDestinations(object)) {
      if (role !== 'route' || destination.subset !== null || path[1] !== 'http') continue;
      const host = fullHost(mesh, destination.host, own.namespace);
      const ruling = mesh
        .under(facet.virtualServiceHost(host))
        .find((other) => other !== object && isForSidecars(other) && choosesSubset(mesh, other, host));
      if (ruling === undefined) continue;
      yield {
        path: [...path, 'host'],
        message: `${objectName(ruling.id)} sends requests between sidecars to subsets of ${destination.host}; those that come through the gateway here go to every version. Name the subset here too if it should hold for both.`,
        related: [{ id: ruling.id, path: ['spec', 'http'] }],
      };
    }
  },
};

function isForSidecars(stored: StoredObject): boolean {
  return virtualServiceOf(stored).gateways.every((gateway) => gateway === 'mesh');
}

function choosesSubset(mesh: MeshIndex, stored: StoredObject, host: string): boolean {
  const { namespace } = virtualServiceOf(stored);
  return virtualServiceDestinations(stored).some(
    ({ destination, role }) =>
      role === 'route' && destination.subset !== null && fullHost(mesh, destination.host, namespace) === host,
  );
}
