/** A gateway that does not listen for the hosts that are bound to it. */
import type { Check } from '@/lib/config/analysis/check';
import { VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import { istioGatewayOf, virtualServiceOf } from '@/lib/config/analysis/readings';
import { objectName } from '@/lib/config/identity';
import { hostsOverlap } from '@/lib/config/simulation/host-names';
import { gatewayName } from '@/lib/config/simulation/source-filter';

export const hostNotInGateway: Check = {
  code: 'PER0212',
  title: 'Gateway does not take the host',
  condition: 'None of the hosts of a VirtualService is among those of a Gateway that it names.',
  severity: 'warning',
  ist: ['IST0132'],
  kia: [],
  kinds: [VIRTUAL_SERVICE],
  fix: null,
  *run(object, mesh) {
    const { hosts, gateways, namespace: own } = virtualServiceOf(object);
    if (hosts.length === 0) return;
    for (const [index, written] of gateways.entries()) {
      const [namespace = '', name = ''] = gatewayName(written, own).split('/');
      const id = { group: 'networking.istio.io', kind: 'Gateway', namespace, name };
      const stored = mesh.object(id);
      if (stored === null) continue;
      const taken = istioGatewayOf(stored).servers.flatMap((server) => server.hosts);
      const isTaken = taken.some((entry) => {
        const [host = '', scope = '*'] = entry.split('/').reverse();
        const inScope = scope === '*' || scope === own || (scope === '.' && namespace === own);
        return inScope && hosts.some((wanted) => hostsOverlap(host, wanted));
      });
      if (isTaken) continue;
      yield {
        path: ['spec', 'gateways', index],
        message: `${objectName(id)} takes ${taken.join(', ') || 'no host'} but none of ${hosts.join(', ')}, so nothing arrives here through it. Add the host to the Gateway or correct it here.`,
        related: [{ id, path: ['spec', 'servers'] }],
      };
    }
  },
};
