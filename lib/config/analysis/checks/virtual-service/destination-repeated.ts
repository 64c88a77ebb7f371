/** One destination written twice in a route. */
import type { Check } from '@/lib/config/analysis/check';
import { fullHost } from '@/lib/config/analysis/hosts';
import { VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import { fieldsAt, numberAt, textAt } from '@/lib/config/simulation/read/fields';
import { writtenRoutes } from './written-routes';

export const destinationRepeated: Check = {
  code: 'PER0208',
  title: 'Destination is repeated',
  condition: 'A route lists the same host, subset and port more than once.',
  severity: 'warning',
  ist: [],
  kia: ['KIA1105'],
  kinds: [VIRTUAL_SERVICE],
  fix: null,
  *run(object, mesh) {
    for (const { destinations, path } of writtenRoutes(object)) {
      if (destinations.length < 2) continue;
      const first = new Map<string, number>();
      for (const [index, entry] of destinations.entries()) {
        const destination = fieldsAt(entry, 'destination');
        const host = fullHost(mesh, textAt(destination, 'host') ?? '', object.id.namespace ?? '');
        const subset = textAt(destination, 'subset');
        const port = numberAt(fieldsAt(destination, 'port'), 'number');
        const key = JSON.stringify([host, subset, port]);
        const before = first.get(key);
        if (before === undefined) {
          first.set(key, index);
          continue;
        }
        const name = subset === null ? host : `${host}, subset ${subset},`;
        yield {
          path: [...path, 'route', index, 'destination'],
          message: `${name} is listed already as destination ${before + 1} of this route. Put their weights together.`,
        };
      }
    }
  },
};
