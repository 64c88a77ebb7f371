/** A route for everything before others: the others are dead. */
import type { Check } from '@/lib/config/analysis/check';
import { VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import { writtenRoutes } from './written-routes';

export const defaultNotLast: Check = {
  code: 'PER0211',
  title: 'Default route is not last',
  condition: 'A route without a match stands before other routes of its list, which it hides.',
  severity: 'warning',
  ist: ['IST0130'],
  kia: [],
  kinds: [VIRTUAL_SERVICE],
  fix: 'Moves it to the end.',
  *run(object) {
    const routes = writtenRoutes(object);
    const counts = new Map<string, number>();
    for (const { key } of routes) counts.set(key, (counts.get(key) ?? 0) + 1);
    for (const { key, matches, path, fields } of routes) {
      if (matches.length > 0 || 'delegate' in fields) continue;
      const last = (counts.get(key) ?? 0) - 1;
      const at = Number(path.at(-1));
      if (at === last) continue;
      yield {
        path,
        message:
          'This route has no match, so it takes everything and the routes below it are never used. Put it last.',
        fix: {
          label: 'Put it last',
          steps: [{ kind: 'reorder', path: ['spec', key], from: at, to: last + 1 }],
        },
      };
      return;
    }
  },
};
