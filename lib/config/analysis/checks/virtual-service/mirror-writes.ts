/** Copies of requests that write. */
import type { Check } from '@/lib/config/analysis/check';
import { VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import { virtualServiceOf } from '@/lib/config/analysis/readings';
import { textAt } from '@/lib/config/simulation/read/fields';
import { writtenRoutes } from './written-routes';

/** Methods that change something at the server. */
const WRITING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

export const mirrorWrites: Check = {
  code: 'PER0219',
  title: 'Writes are mirrored',
  condition:
    'A route that takes only requests of a writing method (POST, PUT, PATCH, DELETE) sends copies of them elsewhere.',
  severity: 'warning',
  ist: [],
  kia: [],
  kinds: [VIRTUAL_SERVICE],
  fix: null,
  *run(object) {
    const { http } = virtualServiceOf(object);
    for (const { key, path, fields } of writtenRoutes(object)) {
      const route = key === 'http' ? http[Number(path.at(-1))] : undefined;
      if (route === undefined || route.mirrors.length === 0 || route.match.length === 0) continue;
      const methods = route.match.map(({ method }) => (method?.kind === 'exact' ? method.value : ''));
      if (!methods.every((method) => WRITING.has(method))) continue;
      const host = route.mirrors[0]?.destination.host ?? '';
      const name = textAt(fields, 'name');
      yield {
        path: [...path, 'mirror' in fields ? 'mirror' : 'mirrors'],
        message: `Copies of ${[...new Set(methods)].join(', ')} requests${name === null ? '' : ` of ${name}`} go to ${host}: whatever they change is changed there too. Make sure that it keeps its own data.`,
      };
    }
  },
};
