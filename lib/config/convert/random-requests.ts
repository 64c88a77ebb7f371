/** Random VirtualServices, HTTPRoutes and requests for the conversions' property test; the same for the same seed. */
import type { Fields } from '@/lib/config/simulation/read/fields';
import type { SimulatedRequest } from '@/lib/config/simulation/request';

/** mulberry32: small, and good enough to vary test data. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  pick<T>(from: readonly T[]): T {
    const found = from[this.below(from.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** Between `least` and `most` of what `make` makes. */
  some<T>(least: number, most: number, make: () => T): readonly T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, make);
  }
}

const PATHS = ['/', '/a', '/a/b', '/a/b/c', '/b', '/b/c', '/abc'];
const HEADERS = ['end-user', 'x-team'];
const VALUES = ['jason', 'anna', 'jan'];
const METHODS = ['GET', 'POST', 'DELETE'];

/** Where rules apply: to calls of the Service `reviews`, or to what enters through the gateway `edge`. */
export type Entrance = 'mesh' | 'gateway';

/** The host that is asked for at the gateway. */
const OUTSIDE_HOST = 'shop.example.com';

export function randomVirtualServiceSpec(random: Random, entrance: Entrance = 'mesh'): Fields {
  const place =
    entrance === 'mesh'
      ? { hosts: ['reviews'] }
      : { hosts: [random.pick([OUTSIDE_HOST, '*.example.com', '*'])], gateways: ['edge'] };
  return { ...place, http: random.some(1, 4, () => virtualServiceRule(random, entrance)) };
}

function virtualServiceRule(random: Random, entrance: Entrance): Fields {
  const match = random.chance(0.8) ? { match: random.some(1, 2, () => virtualServiceMatch(random)) } : {};
  if (random.chance(0.1)) return { ...match, redirect: { uri: '/moved', redirectCode: 302 } };
  const destinations = random.some(1, 3, () => ({
    destination: {
      host: 'reviews',
      ...(random.chance(0.7) ? { subset: random.pick(['v1', 'v2']) } : {}),
      // The gateway listens on another port than the service.
      ...(entrance === 'gateway' ? { port: { number: 9080 } } : {}),
    },
    weight: 1 + random.below(9),
  }));
  return {
    ...match,
    route: destinations,
    ...(random.chance(0.3) ? { timeout: random.pick(['0.5s', '2s', '1m']) } : {}),
    ...(random.chance(0.2)
      ? { mirror: { host: 'ratings', port: { number: 9080 } }, mirrorPercentage: { value: 12.5 } }
      : {}),
    ...(random.chance(0.2) ? { rewrite: { authority: 'reviews.example.com' } } : {}),
  };
}

function virtualServiceMatch(random: Random): Fields {
  const text = (value: string) =>
    random.pick([{ exact: value }, { prefix: value.slice(0, 2) }, { regex: `${value}.*` }]);
  return {
    ...(random.chance(0.7)
      ? {
          uri: random.pick([
            { exact: random.pick(PATHS) },
            { prefix: random.pick(PATHS) },
            { regex: '/a/.*' },
          ]),
        }
      : {}),
    ...(random.chance(0.1) ? { ignoreUriCase: true } : {}),
    ...(random.chance(0.3) ? { method: { exact: random.pick(METHODS) } } : {}),
    ...(random.chance(0.4) ? { headers: { [random.pick(HEADERS)]: text(random.pick(VALUES)) } } : {}),
    ...(random.chance(0.2) ? { queryParams: { page: text(random.pick(VALUES)) } } : {}),
    ...(random.chance(0.05) ? { withoutHeaders: { 'x-team': {} } } : {}),
  };
}

export function randomHttpRouteSpec(random: Random, entrance: Entrance = 'mesh'): Fields {
  const place =
    entrance === 'mesh'
      ? {
          parentRefs: [
            { group: '', kind: 'Service', name: 'reviews', ...(random.chance(0.3) ? { port: 9080 } : {}) },
          ],
        }
      : {
          parentRefs: [{ name: 'edge' }],
          ...(random.chance(0.8) ? { hostnames: [random.pick([OUTSIDE_HOST, '*.example.com'])] } : {}),
        };
  return {
    ...place,
    rules: random.some(1, 4, () => httpRouteRule(random)),
  };
}

function httpRouteRule(random: Random): Fields {
  const matches = random.chance(0.85) ? { matches: random.some(1, 2, () => httpRouteMatch(random)) } : {};
  const backendRefs = random.some(0, 3, () => ({
    name: random.pick(['reviews-v1', 'reviews-v2', 'ratings']),
    port: 9080,
    weight: random.below(5),
  }));
  const rewrite = {
    type: 'URLRewrite',
    urlRewrite: { path: { type: 'ReplaceFullPath', replaceFullPath: '/whole' } },
  };
  return {
    ...matches,
    ...(random.chance(0.2) ? { filters: [rewrite] } : {}),
    backendRefs,
    ...(random.chance(0.3) ? { timeouts: { request: '3s' } } : {}),
  };
}

function httpRouteMatch(random: Random): Fields {
  const path = random.pick([
    { type: 'Exact', value: random.pick(PATHS) },
    { type: 'PathPrefix', value: random.pick(PATHS) },
    { value: random.pick(PATHS) },
    { type: 'RegularExpression', value: '/a/.*' },
  ]);
  const named = (name: string) =>
    random.chance(0.5)
      ? { name, value: random.pick(VALUES) }
      : { type: 'RegularExpression', name, value: 'ja.*' };
  return {
    ...(random.chance(0.8) ? { path } : {}),
    ...(random.chance(0.3) ? { method: random.pick(METHODS) } : {}),
    ...(random.chance(0.4) ? { headers: [named(random.pick(HEADERS))] } : {}),
    ...(random.chance(0.2) ? { queryParams: [named('page')] } : {}),
  };
}

export function randomRequest(random: Random, entrance: Entrance = 'mesh'): SimulatedRequest {
  const path = random.pick([...PATHS, '/A/b', '/a/', '/abcd']);
  return {
    ...(entrance === 'mesh'
      ? {
          client: {
            namespace: random.pick(['bookinfo', 'shop']),
            labels: { app: 'productpage' },
            gateway: null,
          },
          host: 'reviews.bookinfo',
          port: 9080,
        }
      : {
          client: { namespace: 'bookinfo', labels: { istio: 'edge' }, gateway: 'edge' },
          host: random.pick([OUTSIDE_HOST, OUTSIDE_HOST, 'other.example.com', 'example.org']),
          port: 80,
        }),
    method: random.pick(METHODS),
    path: random.chance(0.3) ? `${path}?page=${random.pick(VALUES)}` : path,
    headers: Object.fromEntries(
      HEADERS.filter(() => random.chance(0.5)).map((name) => [name, random.pick(VALUES)]),
    ),
    scheme: 'http',
  };
}
