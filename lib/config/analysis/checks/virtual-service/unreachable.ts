/** Routes that no request reaches, because earlier ones take everything that they would take. */
import type { Check } from '@/lib/config/analysis/check';
import type { Draft } from '@/lib/config/analysis/finding';
import { VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import { virtualServiceOf } from '@/lib/config/analysis/readings';
import { fieldsAt, fieldsListAt } from '@/lib/config/simulation/read/fields';
import type { HttpRoute } from '@/lib/config/simulation/read/virtual-service';
import type { StoredObject } from '@/lib/config/store';
import { type Earlier, EarlierMatches } from './earlier-matches';
import { EVERYTHING, matchCovers } from './match-covers';
import { writtenRoutes } from './written-routes';

export const unreachable: Check = {
  code: 'PER0210',
  title: 'Route can never match',
  condition:
    'An HTTP route or one of its matches takes only requests that earlier routes take already, by path, headers, query, method, port, gateway and caller; or a TCP or TLS route stands behind one that takes everything or the same. Warning for a whole route, hint for a match of it.',
  severity: 'warning',
  ist: ['IST0130', 'IST0131'],
  kia: [],
  kinds: [VIRTUAL_SERVICE],
  fix: 'Moves the route in front of the one that hides it, or takes the repeated match away.',
  *run(object) {
    yield* hiddenHttp(object);
    yield* hiddenL4(object);
  },
};

function* hiddenHttp(object: StoredObject): Generator<Draft> {
  const { http, gateways: written } = virtualServiceOf(object);
  const gateways = written.length === 0 ? ['mesh'] : written;
  const isDelegating = fieldsListAt(fieldsAt(object.value, 'spec'), 'http').map(
    (route) => 'delegate' in route,
  );
  const earlier = new EarlierMatches();
  for (const [at, route] of http.entries()) {
    const own = matchesOf(route, at);
    // Routes of a delegate may leave requests over for the routes behind it.
    const known = isDelegating[at] ? earlier.fork() : earlier;
    const hidden = own.map((entry) => {
      const by = known.firstThat(entry.match, ({ match }) => matchCovers(match, entry.match, gateways));
      known.add(entry);
      return by;
    });
    yield* draftsOf(at, own, hidden);
  }
}

function matchesOf(route: HttpRoute, at: number): readonly Earlier[] {
  if (route.match.length === 0) return [{ route: at, index: null, match: EVERYTHING }];
  return route.match.map((match, index) => ({ route: at, index, match }));
}

function* draftsOf(
  at: number,
  own: readonly Earlier[],
  hidden: readonly (Earlier | null)[],
): Generator<Draft> {
  const path = ['spec', 'http', at];
  const [first] = hidden;
  if (first !== undefined && hidden.every((by) => by !== null && by.route < at)) {
    const all = [...new Set(hidden.map((by) => (by?.route ?? 0) + 1))];
    const isSame = own.every(
      ({ match }, index) => JSON.stringify(match) === JSON.stringify(hidden[index]?.match),
    );
    const target = Math.min(...all) - 1;
    yield {
      path,
      message: `No request reaches this route: route ${all.join(' and ')} above ${all.length > 1 ? 'take' : 'takes'} them all. ${isSame ? 'Remove one of them' : 'Put it above, or make the earlier one narrower'}.`,
      fix: isSame
        ? { label: 'Remove this route', steps: [{ kind: 'remove', path }] }
        : {
            label: `Move it above route ${target + 1}`,
            steps: [{ kind: 'reorder', path: ['spec', 'http'], from: at, to: target }],
          },
    };
    return;
  }
  for (const [index, by] of hidden.entries()) {
    const written = own[index]?.index ?? null;
    if (by === null || written === null) continue;
    const place = [...path, 'match', written];
    const where = by.route === at ? `match ${(by.index ?? 0) + 1} of this route` : `route ${by.route + 1}`;
    yield {
      path: place,
      severity: 'info',
      message: `Every request that this match takes is taken by ${where} already. Remove it, or make it different.`,
      fix: { label: 'Remove this match', steps: [{ kind: 'remove', path: place }] },
    };
  }
}

/** Of TCP and TLS routes only what is plain: nothing asked for at all, or the very same. */
function* hiddenL4(object: StoredObject): Generator<Draft> {
  const seen = new Map<string, number>();
  for (const { key, matches, path } of writtenRoutes(object)) {
    if (key === 'http') continue;
    const at = Number(path.at(-1));
    const everything = seen.get(`${key} {}`);
    const asked = matches.length === 0 ? ['{}'] : matches.map((match) => JSON.stringify(match));
    const before = asked.map((text) => {
      const earlier = everything ?? seen.get(`${key} ${text}`);
      if (earlier === undefined) seen.set(`${key} ${text}`, at);
      return earlier;
    });
    if (before.some((route) => route === undefined || route === at)) {
      yield* repeatedMatches(path, before);
      continue;
    }
    yield {
      path,
      message: `No connection reaches this route: route ${(before[0] ?? 0) + 1} of ${key} above takes them all. Put it above, or remove it.`,
      fix: { label: 'Remove this route', steps: [{ kind: 'remove', path }] },
    };
  }
}

function* repeatedMatches(path: Draft['path'], before: readonly (number | undefined)[]): Generator<Draft> {
  for (const [index, route] of before.entries()) {
    if (route === undefined) continue;
    const place = [...path, 'match', index];
    yield {
      path: place,
      severity: 'info',
      message: `The very same is asked for in ${route === path.at(-1) ? 'this route' : `route ${route + 1}`} already. Remove this match.`,
      fix: { label: 'Remove this match', steps: [{ kind: 'remove', path: place }] },
    };
  }
}
