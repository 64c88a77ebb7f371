/** Rules for sidecars do not hold at a gateway that sends requests to the same service by itself. */
import type { Check } from '@/lib/config/analysis/check';
import { facet } from '@/lib/config/analysis/facets';
import { fullHost } from '@/lib/config/analysis/hosts';
import { VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import { virtualServiceDestinations, virtualServiceOf } from '@/lib/config/analysis/readings';
import { objectName } from '@/lib/config/identity';

export const ingressUnaffected: Check = {
  code: 'PER0215',
  title: 'Subsets do not hold at the gateway',
  condition:
    'A VirtualService for sidecars alone sends requests to subsets of its host, while another one on a gateway sends requests to that host without a subset.',
  severity: 'info',
  ist: ['IST0140'],
  kia: [],
  kinds: [VIRTUAL_SERVICE],
  fix: null,
  *run(object, mesh) {
    const own = virtualServiceOf(object);
    if (own.gateways.some((gateway) => gateway !== 'mesh')) return;
    const subsets = virtualServiceDestinations(object).filter(
      ({ destination, role }) => role === 'route' && destination.subset !== null,
    );
    for (const [index, written] of own.hosts.entries()) {
      const host = fullHost(mesh, written, own.namespace);
      const isRuled = subsets.some(
        ({ destination }) => fullHost(mesh, destination.host, own.namespace) === host,
      );
      if (!isRuled) continue;
      const through = mesh.under(facet.routesTo(host)).find((stored) => {
        const other = virtualServiceOf(stored);
        const isGateway = other.gateways.length > 0 && !other.gateways.includes('mesh');
        return (
          isGateway &&
          virtualServiceDestinations(stored).some(
            ({ destination, role }) =>
              role === 'route' &&
              destination.subset === null &&
              fullHost(mesh, destination.host, other.namespace) === host,
          )
        );
      });
      if (through === undefined) continue;
      yield {
        path: ['spec', 'hosts', index],
        message: `Requests that come through the gateway of ${objectName(through.id)} go to every version of ${host}: the subsets here hold between sidecars only. Name the subset there too if it should hold for both.`,
        related: [{ id: through.id, path: ['spec', 'http'] }],
      };
    }
  },
};
