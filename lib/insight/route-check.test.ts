import { expect, it } from 'vitest';
import type { RouteCheck, TableVerdict } from '@/lib/proxies/contract';
import { differencesBetween } from './route-check';

type Simulated = NonNullable<RouteCheck['simulated']>;

const held = (more: Partial<TableVerdict>): TableVerdict => ({
  kind: 'routed',
  sentence: 'It goes to a.',
  routeConfig: '80',
  virtualHost: 'a',
  routeIndex: 0,
  routeName: null,
  clusters: [],
  timeoutSeconds: null,
  httpStatus: null,
  from: null,
  notes: [],
  ...more,
});
const wanted = (more: Partial<Simulated>): Simulated => ({
  kind: 'routed',
  sentence: 'It goes to a.',
  clusters: [],
  httpStatus: null,
  from: null,
  ...more,
});
const shares = (...all: readonly (readonly [string, number])[]) => ({
  clusters: all.map(([label, share]) => ({ label, share })),
});

it('takes shares that differ by rounding for the same', () => {
  expect(
    differencesBetween(
      held(shares(['v1', 0.33], ['v2', 0.67])),
      wanted(shares(['v1', 1 / 3], ['v2', 2 / 3])),
    ),
  ).toEqual([]);
});

it('says what is sent where nothing or another share should go', () => {
  expect(
    differencesBetween(held(shares(['v1', 0.9], ['v3', 0.1])), wanted(shares(['v1', 0.8], ['v2', 0.2]))),
  ).toEqual([
    'The proxy sends 90 % to v1, which should get 80 %.',
    'The proxy sends nothing to v2, which should get 20 %.',
    'The proxy sends 10 % to v3, which should get nothing.',
  ]);
});

it('holds answers of the proxy’s own against each other, by kind and by status', () => {
  const redirect = wanted({ kind: 'redirect', httpStatus: 301, sentence: 'It is redirected to /new (301).' });
  expect(differencesBetween(held({ kind: 'redirect', httpStatus: 301 }), redirect)).toEqual([]);
  expect(differencesBetween(held({ kind: 'redirect', httpStatus: 302 }), redirect)).toEqual([
    'By configuration the answer is 301, of the proxy it is 302.',
  ]);
  expect(differencesBetween(held({}), redirect)).toEqual([
    'By configuration: It is redirected to /new (301). The proxy: It goes to a.',
  ]);
});

it('counts a cluster without healthy endpoints as the one that requests are sent to', () => {
  expect(
    differencesBetween(
      held(shares(['v1', 1])),
      wanted({ kind: 'no-healthy-upstream', httpStatus: 503, ...shares(['v1', 1]) }),
    ),
  ).toEqual([]);
});

it('takes what no table names for let through or stopped, as the mesh says', () => {
  const none = held({ kind: 'not-found', httpStatus: 404 });
  expect(differencesBetween(none, wanted({ kind: 'passthrough' }))).toEqual([]);
  expect(differencesBetween(none, wanted({ kind: 'blackhole', httpStatus: 502 }))).toEqual([]);
});
