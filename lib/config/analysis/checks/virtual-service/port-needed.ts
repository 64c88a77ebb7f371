/** A service with several ports and a destination that chooses none. */
import type { Check } from '@/lib/config/analysis/check';
import { fullHost, lookUpHost } from '@/lib/config/analysis/hosts';
import { VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import { virtualServiceDestinations } from '@/lib/config/analysis/readings';

export const portNeeded: Check = {
  code: 'PER0213',
  title: 'Destination needs a port',
  condition: 'A destination of a VirtualService chooses no port of a service that has several.',
  severity: 'warning',
  ist: ['IST0112'],
  kia: [],
  kinds: [VIRTUAL_SERVICE],
  fix: null,
  *run(object, mesh) {
    const namespace = object.id.namespace ?? '';
    for (const { destination, path } of virtualServiceDestinations(object)) {
      if (destination.port !== null) continue;
      const found = lookUpHost(mesh, fullHost(mesh, destination.host, namespace), namespace);
      if (found.kind !== 'found' || found.service.ports.length < 2) continue;
      const ports = found.service.ports.map(({ number }) => number);
      yield {
        path,
        message: `${destination.host} has the ports ${ports.join(', ')} and none is chosen: the port that the caller used is taken, which at a gateway is the gateway's. Add port: {number: …}.`,
        related: [{ id: found.service.id, path: ['spec', 'ports'] }],
      };
    }
  },
};
