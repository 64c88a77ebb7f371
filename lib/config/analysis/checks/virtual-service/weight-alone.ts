/** A weight that says nothing: there is nowhere else to go. */
import type { Check } from '@/lib/config/analysis/check';
import { VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import { numberAt } from '@/lib/config/simulation/read/fields';
import { writtenRoutes } from './written-routes';

export const weightAlone: Check = {
  code: 'PER0206',
  title: 'Weight of the only destination',
  condition: 'A route has one destination, with a weight below 100; it gets all requests nevertheless.',
  severity: 'warning',
  ist: [],
  kia: ['KIA1104'],
  kinds: [VIRTUAL_SERVICE],
  fix: 'Takes the weight away.',
  *run(object) {
    for (const { destinations, path } of writtenRoutes(object)) {
      const weight = numberAt(destinations[0] ?? {}, 'weight');
      if (destinations.length !== 1 || weight === null || weight >= 100) continue;
      const place = [...path, 'route', 0, 'weight'];
      yield {
        path: place,
        message: `This is the only destination, so it gets every request whatever its weight; ${weight} is not a share. Remove the weight, or add the other destination.`,
        fix: { label: 'Remove the weight', steps: [{ kind: 'remove', path: place }] },
      };
    }
  },
};
