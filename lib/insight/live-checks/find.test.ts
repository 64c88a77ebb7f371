/** The demo's configuration and traffic as a test puts it; each check once as it speaks, and once as it is silent. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { storedObjects } from '@/lib/config/stored-objects';
import { observedCall, type SampleCall } from '@/lib/insight/calls/sample-calls';
import type { ControlPlaneFigures } from '@/lib/metrics/control-plane';
import { liveFindings } from './find';
import { LIVE_CHECKS, liveCodes } from './registry';

const FOLDER = join(process.cwd(), 'demo/manifests');
const DEMO = readdirSync(FOLDER).flatMap((file) => objectsOf(readFileSync(join(FOLDER, file), 'utf8'), file));

function objectsOf(text: string, file = 'more.yaml') {
  return storedObjects(text, file, (own) => own).placed.map(({ object }) => object);
}

const istio = (kind: string, name: string, spec: object, group = 'networking.istio.io') => {
  const [namespace = '', own = ''] = name.split('/');
  return objectsOf(
    JSON.stringify({ apiVersion: `${group}/v1`, kind, metadata: { name: own, namespace }, spec }),
  );
};

const NOW = 1_800_000_000;

function found(
  calls: readonly SampleCall[],
  more = objectsOf(''),
  controlPlane: ControlPlaneFigures | null = null,
) {
  const keys = new Set(more.map(({ id }) => `${id.kind}/${id.namespace}/${id.name}`));
  const objects = [...DEMO.filter(({ id }) => !keys.has(`${id.kind}/${id.namespace}/${id.name}`)), ...more];
  const facts = { objects, calls: calls.map(observedCall), controlPlane, nowSeconds: NOW, suppress: [] };
  return liveFindings(facts);
}

const codes = (...given: Parameters<typeof found>) => found(...given).map(({ code }) => code);

const INVENTORY = { from: 'shop/checkout', to: 'shop/inventory', reached: { 'shop/inventory': 2 } };
const DETAILS = {
  from: 'bookinfo/productpage-v1',
  to: 'bookinfo/details',
  reached: { 'bookinfo/details-v1': 10 },
};

describe('circuit breakers', () => {
  it('are told that turn requests away, seen or by the load', () => {
    const [finding] = found([{ ...INVENTORY, overflowPerSecond: 0.1 }]);
    expect(finding).toMatchObject({ code: 'PER1301', id: { kind: 'DestinationRule', name: 'inventory' } });
    expect(finding?.line).toBeGreaterThan(1);
    expect(codes([{ ...INVENTORY, latencyMs: { avg: 400, p50: 1, p95: 1, p99: 1 } }])).toEqual(['PER1301']);
  });

  it('are left alone that are neither reached nor far from it', () => {
    expect(codes([INVENTORY])).toEqual([]);
  });

  it('are told that nothing could ever reach', () => {
    const wide = istio('DestinationRule', 'bookinfo/details', {
      host: 'details',
      trafficPolicy: { connectionPool: { http: { http2MaxRequests: 10_000 } } },
    });
    expect(codes([DETAILS], wide)).toEqual(['PER1302']);
  });
});

describe('policies', () => {
  it('are told that shut out a caller which is seen', () => {
    const policy = istio(
      'AuthorizationPolicy',
      'bookinfo/details-viewer',
      {
        selector: { matchLabels: { app: 'details' } },
        rules: [{ from: [{ source: { namespaces: ['nobody'] } }] }],
      },
      'security.istio.io',
    );
    const [finding] = found([DETAILS], policy);
    expect(finding).toMatchObject({ code: 'PER1303', id: { name: 'details-viewer' } });
  });

  it('are left alone that let the caller in, or whose answer metrics cannot tell', () => {
    expect(codes([DETAILS])).toEqual([]);
  });

  it('of strict mutual TLS are told where the caller has no proxy', () => {
    const strict = istio('PeerAuthentication', 'shop/all', { mtls: { mode: 'STRICT' } }, 'security.istio.io');
    const [finding] = found([{ from: null, to: 'shop/inventory', reached: { 'shop/inventory': 1 } }], strict);
    expect(finding).toMatchObject({ code: 'PER1303', id: { name: 'all' } });
  });
});

describe('faults, mirrors and retries', () => {
  it('are told where faults meet requests, and only there', () => {
    const currency = {
      from: 'shop/frontend',
      to: 'shop/currency',
      protocol: 'grpc' as const,
      reached: { 'shop/currency': 6 },
    };
    expect(codes([{ ...currency, injectedPerSecond: 0.1 }])).toEqual(['PER1306']);
    expect(codes([currency])).toEqual([]);
  });

  it('are told where copies reach the store of the original', () => {
    const cart = { from: 'shop/frontend', to: 'shop/cart', reached: { 'shop/cart': 4 } };
    const redis = (from: string) => ({
      from,
      to: 'shop/redis-cart',
      protocol: 'tcp' as const,
      reached: { 'shop/redis-cart': 1 },
    });
    expect(codes([cart, redis('shop/cart'), redis('shop/cart-next')])).toEqual(['PER1307']);
    expect(codes([cart, redis('shop/cart')])).toEqual([]);
  });

  it('are told where retries multiply along a chain whose end fails', () => {
    const retry = istio('VirtualService', 'bookinfo/reviews', {
      hosts: ['reviews'],
      http: [{ retries: { attempts: 3 }, route: [{ destination: { host: 'reviews' } }] }],
    });
    const first = {
      from: 'bookinfo/productpage-v1',
      to: 'bookinfo/reviews',
      reached: { 'bookinfo/reviews-v3': 4 },
    };
    const end = {
      from: 'bookinfo/reviews-v3',
      to: 'bookinfo/ratings',
      reached: { 'bookinfo/ratings-v1': 4 },
    };
    expect(codes([first, { ...end, errorsPerSecond: 1 }], retry)).toEqual(['PER1305']);
    expect(codes([first, end], retry)).toEqual([]);
  });

  it('are multiplied along the worst of several chains, whichever workload answered a call', () => {
    const retried = (host: string, attempts: number) =>
      istio('VirtualService', `bookinfo/${host}`, {
        hosts: [host],
        http: [{ retries: { attempts }, route: [{ destination: { host } }] }],
      });
    const more = [...retried('productpage', 1), ...retried('reviews', 4), ...retried('ratings', 3)];
    const calls = [
      { from: 'bookinfo/details-v1', to: 'bookinfo/reviews', reached: { 'bookinfo/reviews-v2': 1 } },
      {
        from: 'bookinfo/productpage-v1',
        to: 'bookinfo/reviews',
        reached: { 'bookinfo/reviews-v1': 4, 'bookinfo/reviews-v3': 4 },
      },
      { from: 'shop/frontend', to: 'bookinfo/productpage', reached: { 'bookinfo/productpage-v1': 2 } },
      {
        from: 'bookinfo/reviews-v3',
        to: 'bookinfo/ratings',
        reached: { 'bookinfo/ratings-v1': 4 },
        errorsPerSecond: 1,
      },
    ];
    const storms = found(calls, more).filter(({ code }) => code === 'PER1305');
    expect(storms.map(({ message }) => message)).toEqual([
      expect.stringContaining(
        'frontend → productpage-v1 → reviews-v3 → ratings one request may become 40 tries',
      ),
    ]);
    // A quarter fails at every one of four tries, so each try fails for 0.25^(1/4) = 71 %.
    expect(storms[0]?.message).toContain('at the failures of this window it is 2.6');
  });
});

describe('certificates', () => {
  const figures = (days: number): ControlPlaneFigures => ({
    instances: 1,
    versions: [],
    proxiesConnected: 1,
    pushesPerSecond: 0,
    pushErrors: 0,
    rejections: [],
    convergenceMs: { p50: null, p99: null },
    configRejections: 0,
    configChanges: 0,
    services: 1,
    virtualServices: 1,
    rootCertificateExpiresSeconds: NOW + days * 86_400,

    workloadCertificates: [],
    certificateFailures: 0,
    injectionFailures: 0,
  });

  it('are told that end soon', () => {
    expect(found([], objectsOf(''), figures(20))).toMatchObject([
      { code: 'PER1304', severity: 'warning', id: null },
    ]);
    expect(found([], objectsOf(''), figures(-1))).toMatchObject([{ code: 'PER1304', severity: 'error' }]);
    expect(codes([], objectsOf(''), figures(300))).toEqual([]);
  });

  it('of workloads are told that have ended or are not renewed, those still good are not', () => {
    const ends = (pod: string, seconds: number) => ({
      namespace: 'shop',
      pod,
      expiresSeconds: NOW + seconds,
    });
    const told = (...workloadCertificates: readonly ReturnType<typeof ends>[]) =>
      found([], objectsOf(''), { ...figures(300), workloadCertificates: [...workloadCertificates] });
    expect(told(ends('cart-1', 12 * 3600))).toEqual([]);
    expect(told(ends('cart-1', -5), ends('cart-2', 600), ends('cart-3', 40_000))).toMatchObject([
      { code: 'PER1308', severity: 'error', message: expect.stringContaining('cart-1 in shop has expired') },
      { code: 'PER1308', severity: 'warning', message: expect.stringContaining('cart-2 in shop ends') },
    ]);
  });
});

it('gives each code to one check', () => {
  const all = LIVE_CHECKS.map(({ code }) => code);
  expect(new Set(all).size).toBe(all.length);
  expect(liveCodes().every(({ code }) => /^PER13\d\d$/.test(code))).toBe(true);
});
