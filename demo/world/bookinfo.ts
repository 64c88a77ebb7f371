/**
 * Bookinfo's behaviour (https://istio.io/latest/docs/examples/bookinfo/): productpage asks details, then reviews
 * (twice if need be, three seconds each); black and red stars ask ratings, the version without stars does not.
 */
import type { Behaviour, Call, Entry } from './behaviour';
import { INGRESS_GATEWAY } from './workloads';

const get = (host: string, path: string): Call => ({ host, port: 9080, protocol: 'http', path });

const ratings = (patienceMs: number): Call => ({ ...get('ratings', '/ratings/0'), patienceMs });

export const BOOKINFO: readonly Behaviour[] = [
  {
    of: 'bookinfo/productpage',
    handlings: [
      {
        path: '/productpage',
        latency: { medianMs: 9, p95Ms: 22 },
        responseBytes: 5290,
        calls: [
          [{ ...get('details', '/details/0'), patienceMs: 3000 }],
          [{ ...get('reviews', '/reviews/0'), patienceMs: 3000, tries: 2 }],
        ],
      },
      {
        path: '/api/v1/products',
        latency: { medianMs: 3, p95Ms: 8 },
        responseBytes: 395,
        failures: [{ share: 0.03, code: 404 }],
        calls: [[{ ...get('details', '/details/0'), each: 0.5, patienceMs: 3000 }]],
      },
      { path: '/', latency: { medianMs: 1.2, p95Ms: 4 }, responseBytes: 24_300 },
    ],
  },
  {
    of: 'bookinfo/details',
    handlings: [{ path: '/', latency: { medianMs: 2.5, p95Ms: 7 }, responseBytes: 178 }],
  },
  {
    of: 'bookinfo/reviews-v1',
    handlings: [{ path: '/', latency: { medianMs: 6, p95Ms: 15 }, responseBytes: 295 }],
  },
  {
    of: 'bookinfo/reviews-v2',
    handlings: [
      {
        path: '/',
        latency: { medianMs: 7, p95Ms: 18 },
        responseBytes: 379,
        calls: [[ratings(10_000)]],
      },
    ],
  },
  {
    of: 'bookinfo/reviews-v3',
    handlings: [
      {
        path: '/',
        latency: { medianMs: 8, p95Ms: 24 },
        responseBytes: 379,
        calls: [[ratings(2500)]],
      },
    ],
  },
  {
    of: 'bookinfo/ratings',
    handlings: [
      {
        path: '/',
        latency: { medianMs: 1.8, p95Ms: 6 },
        responseBytes: 48,
      },
    ],
  },
];

const page = (path: string, method = 'GET'): Call => ({
  host: 'bookinfo.example.com',
  port: 80,
  protocol: 'http',
  method,
  path,
  patienceMs: 10_000,
});

const people = { client: INGRESS_GATEWAY, wave: 'readers', traced: true } as const;

export const BOOKINFO_ENTRIES: readonly Entry[] = [
  { ...people, name: 'read the page', ratePerSecond: 14, call: page('/productpage') },
  {
    ...people,
    name: 'Jason reads the page',
    ratePerSecond: 0.5,
    call: page('/productpage'),
    headers: { 'end-user': 'jason' },
  },
  { ...people, name: 'products', ratePerSecond: 2.5, call: page('/api/v1/products') },
  { ...people, name: 'styles', ratePerSecond: 4, call: page('/static/tailwind/tailwind.css') },
  { ...people, name: 'nobody knows the way', ratePerSecond: 0.15, call: page('/wp-login.php') },
];
