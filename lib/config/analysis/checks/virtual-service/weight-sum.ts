/** Weights are shares of their sum; where the sum is not 100 the numbers are not the per cent that they look like. */
import type { Check } from '@/lib/config/analysis/check';
import { VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import { numberAt } from '@/lib/config/simulation/read/fields';
import { writtenRoutes } from './written-routes';

export const weightSum: Check = {
  code: 'PER0207',
  title: 'Weights do not add up to 100',
  condition:
    'The weights of a route with several destinations add up to something else than 100; they are shares of their sum. Ratios of small numbers such as 1 to 3 are left alone.',
  severity: 'warning',
  ist: [],
  kia: [],
  kinds: [VIRTUAL_SERVICE],
  fix: null,
  *run(object) {
    for (const { destinations, path } of writtenRoutes(object)) {
      if (destinations.length < 2) continue;
      const weights = destinations.map((destination) => numberAt(destination, 'weight') ?? 0);
      const sum = weights.reduce((total, weight) => total + weight, 0);
      if (sum === 100 || sum === 0 || Math.max(...weights) < 10) continue;
      const shares = weights.map((weight) => `${Math.round((weight / sum) * 1000) / 10} %`);
      yield {
        path: [...path, 'route'],
        message: `The weights add up to ${sum}, so the destinations get ${shares.join(', ')}. Make them add up to 100.`,
      };
    }
  },
};
