/** A destination port that the service does not have: requests get 503 (NC). */
import type { Check } from '@/lib/config/analysis/check';
import { fullHost, lookUpHost } from '@/lib/config/analysis/hosts';
import { VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import { virtualServiceDestinations } from '@/lib/config/analysis/readings';

export const portUnknown: Check = {
  code: 'PER0214',
  title: 'Destination port does not exist',
  condition: 'A destination of a VirtualService chooses a port that the service does not have.',
  severity: 'error',
  ist: ['IST0101'],
  kia: [],
  kinds: [VIRTUAL_SERVICE],
  fix: 'Writes the port of a service that has only one.',
  *run(object, mesh) {
    const namespace = object.id.namespace ?? '';
    for (const { destination, path } of virtualServiceDestinations(object)) {
      const { port, host } = destination;
      if (port === null) continue;
      const found = lookUpHost(mesh, fullHost(mesh, host, namespace), namespace);
      if (found.kind !== 'found' || found.service.ports.length === 0) continue;
      const ports = found.service.ports.map(({ number }) => number);
      if (ports.includes(port)) continue;
      const place = [...path, 'port', 'number'];
      const [only, ...more] = ports;
      yield {
        path: place,
        message: `${host} has no port ${port}; it has ${ports.join(', ')}. Requests that come here fail.`,
        related: [{ id: found.service.id, path: ['spec', 'ports'] }],
        fix:
          only === undefined || more.length > 0
            ? null
            : { label: `Write ${only}`, steps: [{ kind: 'replace', path: place, value: String(only) }] },
      };
    }
  },
};
