/** One table of the whole route simulation, long on purpose: its cases share one mesh, and are read against one another. */
import { describe, expect, it } from 'vitest';
import { storedObjects } from '@/lib/config/stored-objects';
import { type MeshSettings, type MeshView, meshView } from './mesh-view';
import type { RouteOutcome } from './outcome';
import type { SimulatedRequest } from './request';
import { explainRoute, simulateRoute } from './route';

const BASE = `
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: bookinfo }
spec: { selector: { app: reviews }, ports: [{ port: 9080, name: http }] }
---
apiVersion: v1
kind: Service
metadata: { name: ratings, namespace: bookinfo }
spec: { selector: { app: ratings }, ports: [{ port: 9080, name: http }] }
---
apiVersion: v1
kind: Service
metadata: { name: mongodb, namespace: bookinfo }
spec: { selector: { app: mongodb }, ports: [{ port: 27017, name: mongo }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: reviews-v1, namespace: bookinfo }
spec: { replicas: 3, template: { metadata: { labels: { app: reviews, version: v1 } } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: reviews-v2, namespace: bookinfo }
spec: { template: { metadata: { labels: { app: reviews, version: v2 } } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: reviews-v3, namespace: bookinfo }
spec: { replicas: 0, template: { metadata: { labels: { app: reviews, version: v3 } } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: mongodb-v1, namespace: bookinfo }
spec: { template: { metadata: { labels: { app: mongodb, version: v1 } } } }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: bookinfo }
spec:
  host: reviews
  subsets:
  - { name: v1, labels: { version: v1 } }
  - { name: v2, labels: { version: v2 } }
  - { name: v3, labels: { version: v3 } }
`;

function mesh(yaml: string, settings: Partial<MeshSettings> = {}): MeshView {
  const { placed, unreadable } = storedObjects(`${BASE}\n---\n${yaml}`, 'test', () => '');
  expect(unreadable).toEqual([]);
  return meshView(
    placed.map((entry) => entry.object),
    settings,
  );
}

const REQUEST: SimulatedRequest = {
  client: { namespace: 'bookinfo', labels: { app: 'productpage', version: 'v1' }, gateway: null },
  host: 'reviews',
  port: 9080,
  method: 'GET',
  path: '/reviews/0',
  headers: {},
  scheme: 'http',
};

function ask(yaml: string, request: Partial<SimulatedRequest> = {}, settings: Partial<MeshSettings> = {}) {
  const view = mesh(yaml, settings);
  const outcome = explainRoute(view, { ...REQUEST, ...request });
  // The short way must say the same, only without the reasons.
  expect({ ...simulateRoute(view, { ...REQUEST, ...request }), steps: outcome.steps }).toEqual(outcome);
  return outcome;
}

function virtualService(http: string, rest = 'hosts: [reviews]', name = 'reviews', namespace = 'bookinfo') {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  ${rest}
  http:
${http}`;
}

const TO = (subset: string, weight?: number) =>
  `{ destination: { host: reviews, subset: ${subset} }${weight === undefined ? '' : `, weight: ${weight}`} }`;

function shares(outcome: RouteOutcome): Record<string, number> {
  if (!('destinations' in outcome)) throw new Error(`not forwarded: ${outcome.kind}`);
  return Object.fromEntries(
    outcome.destinations.map(({ host, subset, share }) => [subset ?? host.split('.')[0], share]),
  );
}

describe('simulateRoute inside the mesh', () => {
  it('spreads over every pod by replicas when no rule speaks for the service', () => {
    const outcome = ask('');
    expect(outcome).toMatchObject({
      kind: 'routed',
      matched: null,
      retries: { attempts: 2, isDefault: true },
      timeoutSeconds: null,
      destinations: [
        {
          host: 'reviews.bookinfo.svc.cluster.local',
          subset: null,
          port: 9080,
          share: 1,
          workloads: [
            { name: 'reviews-v1', share: 0.75 },
            { name: 'reviews-v2', share: 0.25 },
          ],
        },
      ],
    });
  });

  it.each([
    'reviews',
    'reviews.bookinfo',
    'reviews.bookinfo.svc',
    'reviews.bookinfo.svc.cluster.local',
    'REVIEWS:9080',
  ])('knows the service as %s', (host) => {
    expect(ask('', { host }).kind).toBe('routed');
  });

  it('knows a bare name only inside the own namespace', () => {
    const client = { ...REQUEST.client, namespace: 'shop' };
    expect(ask('', { client }).kind).toBe('passthrough');
    expect(ask('', { client, host: 'reviews.bookinfo' }).kind).toBe('routed');
  });

  it('takes weights as proportions and leaves weight 0 out', () => {
    const yaml = virtualService(`  - route: [${TO('v1', 80)}, ${TO('v2', 30)}, ${TO('v3', 0)}]`);
    expect(shares(ask(yaml))).toEqual({ v1: 80 / 110, v2: 30 / 110 });
  });

  it('gives a single destination everything whatever its weight', () => {
    expect(shares(ask(virtualService(`  - route: [${TO('v2', 0)}]`)))).toEqual({ v2: 1 });
  });

  it('reads rules from top to bottom and stops at the first that takes everything', () => {
    const yaml = virtualService(`
  - match: [{ uri: { prefix: / } }]
    route: [${TO('v1')}]
  - match: [{ headers: { end-user: { exact: jason } } }]
    route: [${TO('v2')}]`);
    expect(shares(ask(yaml, { headers: { 'end-user': 'jason' } }))).toEqual({ v1: 1 });
  });

  const MATCHES: readonly (readonly [string, Partial<SimulatedRequest>, boolean])[] = [
    ['{ uri: { exact: /reviews/0 } }', {}, true],
    ['{ uri: { exact: /reviews/0 } }', { path: '/reviews/0?x=1' }, true],
    ['{ uri: { exact: /Reviews/0 } }', {}, false],
    ['{ uri: { exact: /Reviews/0 }, ignoreUriCase: true }', {}, true],
    ['{ uri: { prefix: /rev } }', {}, true],
    ['{ uri: { prefix: /v2 } }', { path: '/v2example' }, true],
    ['{ uri: { regex: "/reviews/[0-9]+" } }', {}, true],
    ['{ uri: { regex: "reviews" } }', {}, false],
    ['{ uri: { regex: "/REVIEWS/.*" }, ignoreUriCase: true }', {}, false],
    ['{ uri: { regex: "(?i)/REVIEWS/.*" } }', {}, true],
    ['{ uri: { regex: "/(?=reviews).*" } }', {}, false],
    ['{ headers: { end-user: { exact: jason } } }', { headers: { 'End-User': 'jason' } }, true],
    ['{ headers: { end-user: { exact: jason } } }', { headers: { 'end-user': 'Jason' } }, false],
    ['{ headers: { end-user: {} } }', { headers: { 'end-user': 'x' } }, true],
    ['{ headers: { end-user: {} } }', {}, false],
    ['{ headers: { end-user: { regex: "*" } } }', { headers: { 'end-user': 'x' } }, true],
    [
      '{ headers: { cookie: { regex: "^(.*?;)?(user=jason)(;.*)?$" } } }',
      { headers: { cookie: 'a=b;user=jason' } },
      true,
    ],
    ['{ withoutHeaders: { x-canary: {} } }', {}, true],
    ['{ withoutHeaders: { x-canary: {} } }', { headers: { 'x-canary': '1' } }, false],
    ['{ withoutHeaders: { x-canary: { exact: yes please } } }', {}, true],
    [
      '{ withoutHeaders: { x-canary: { exact: yes please } } }',
      { headers: { 'x-canary': 'yes please' } },
      false,
    ],
    ['{ method: { exact: GET } }', {}, true],
    ['{ method: { exact: get } }', {}, false],
    ['{ authority: { exact: reviews } }', {}, true],
    ['{ authority: { prefix: ratings } }', {}, false],
    ['{ scheme: { exact: http } }', {}, true],
    ['{ scheme: { exact: https } }', {}, false],
    ['{ queryParams: { page: { exact: "2" } } }', { path: '/reviews/0?page=2&page=3' }, true],
    ['{ queryParams: { page: { exact: "2" } } }', { path: '/reviews/0' }, false],
    ['{ port: 9080 }', {}, true],
    ['{ port: 80 }', {}, false],
    ['{ sourceLabels: { app: productpage } }', {}, true],
    ['{ sourceLabels: { app: productpage, version: v2 } }', {}, false],
    ['{ sourceNamespace: bookinfo }', {}, true],
    ['{ sourceNamespace: shop }', {}, false],
    ['{ gateways: [mesh], sourceLabels: { app: other } }', {}, true],
    ['{ gateways: [edge] }', {}, false],
    ['{ uri: { prefix: /reviews }, method: { exact: POST } }', {}, false],
  ];
  it.each(MATCHES)('matches %s against %j: %s', (match, request, taken) => {
    const yaml = virtualService(`
  - match: [${match}]
    route: [${TO('v2')}]
  - route: [${TO('v1')}]`);
    expect(shares(ask(yaml, request))).toEqual(taken ? { v2: 1 } : { v1: 1 });
  });

  it('takes entries as alternatives and names the one that took the request', () => {
    const yaml = virtualService(`
  - name: testers
    match: [{ headers: { a: { exact: "1" } } }, { headers: { b: { exact: "1" } } }]
    route: [${TO('v2')}]
  - route: [${TO('v1')}]`);
    expect(ask(yaml, { headers: { b: '1' } }).matched).toMatchObject({
      routeIndex: 0,
      routeName: 'testers',
      matchIndex: 1,
    });
  });

  it('answers 404 NR when the host is claimed and no rule takes the request', () => {
    const yaml = virtualService(`  - match: [{ uri: { exact: /health } }]\n    route: [${TO('v1')}]`);
    const outcome = ask(yaml);
    expect(outcome).toMatchObject({ kind: 'not-found', httpStatus: 404 });
    expect(outcome.steps.at(-1)).toMatchObject({ kind: 'skipped', path: ['spec', 'http', 0, 'match', 0] });
  });

  it('leaves the host unclaimed when no rule survives the source conditions', () => {
    const yaml = virtualService(`  - match: [{ sourceNamespace: shop }]\n    route: [${TO('v2')}]`);
    expect(ask(yaml)).toMatchObject({ kind: 'routed', matched: null });
  });

  it('lets the first of two VirtualServices with one host win entirely', () => {
    const first = virtualService(
      `  - match: [{ uri: { exact: /never } }]\n    route: [${TO('v2')}]`,
      undefined,
      'a',
    );
    const second = virtualService(`  - route: [${TO('v1')}]`, undefined, 'b');
    const outcome = ask(`${second}\n---\n${first}`);
    expect(outcome.kind).toBe('not-found');
    expect(outcome.steps.map((step) => step.text).join(' ')).toContain('has the same host and comes first');
  });

  it('prefers an exact host over a wildcard, whatever the order', () => {
    const wildcard = virtualService(
      `  - route: [${TO('v2')}]`,
      'hosts: ["*.bookinfo.svc.cluster.local"]',
      'a',
    );
    const exact = virtualService(`  - route: [${TO('v1')}]`, undefined, 'b');
    expect(shares(ask(`${wildcard}\n---\n${exact}`))).toEqual({ v1: 1 });
    expect(shares(ask(wildcard))).toEqual({ v2: 1 });
  });

  it('prefers a private VirtualService over a public one with the same host', () => {
    const open = virtualService(`  - route: [${TO('v1')}]`, undefined, 'a');
    const own = virtualService(`  - route: [${TO('v2')}]`, 'exportTo: ["."]\n  hosts: [reviews]', 'b');
    expect(shares(ask(`${open}\n---\n${own}`))).toEqual({ v2: 1 });
  });

  it('resolves a short host in the namespace of the VirtualService', () => {
    const elsewhere = virtualService(`  - route: [${TO('v2')}]`, undefined, 'reviews', 'shop');
    expect(ask(elsewhere)).toMatchObject({ matched: null });
  });

  it('does not apply a VirtualService that is not exported or bound to a gateway only', () => {
    const hidden = virtualService(
      `  - route: [{ destination: { host: reviews.bookinfo.svc.cluster.local, subset: v2 } }]`,
      'exportTo: ["."]\n  hosts: [reviews.bookinfo.svc.cluster.local]',
      'r',
      'shop',
    );
    expect(ask(hidden)).toMatchObject({ matched: null });
    expect(
      ask(virtualService(`  - route: [${TO('v2')}]`, 'hosts: [reviews]\n  gateways: [edge]')),
    ).toMatchObject({ matched: null });
  });
});

describe('what a rule does', () => {
  it('never injects a fault whose percentage is not written', () => {
    const yaml = virtualService(`
  - fault: { delay: { fixedDelay: 7s }, abort: { httpStatus: 500 } }
    route: [${TO('v1')}]`);
    expect(ask(yaml)).toMatchObject({
      fault: { delay: { seconds: 7, share: 0 }, abort: { httpStatus: 500, share: 0 } },
    });
  });

  it('reads delay and abort with their shares, and drops a delay without fixedDelay', () => {
    const yaml = virtualService(`
  - fault:
      delay: { percentage: { value: 50 }, fixedDelay: 2.000s }
      abort: { percentage: { value: 0.1 }, grpcStatus: UNAVAILABLE }
    route: [${TO('v1')}]`);
    expect(ask(yaml)).toMatchObject({
      fault: {
        delay: { seconds: 2, share: 0.5 },
        abort: { httpStatus: null, grpcStatus: 'UNAVAILABLE', share: 0.001 },
      },
    });
    const broken = virtualService(`
  - fault: { delay: { percentage: { value: 50 }, httpStatus: 500 } }
    route: [${TO('v1')}]`);
    expect(ask(broken)).toMatchObject({ fault: { delay: null, abort: null } });
  });

  it('keeps the default retries until something is written', () => {
    expect(ask(virtualService(`  - timeout: 3s\n    route: [${TO('v1')}]`))).toMatchObject({
      timeoutSeconds: 3,
      retries: { attempts: 2, isDefault: true },
    });
    expect(
      ask(
        virtualService(
          `  - retries: { attempts: 3, perTryTimeout: 2s, retryOn: "5xx,reset" }\n    route: [${TO('v1')}]`,
        ),
      ),
    ).toMatchObject({
      retries: { attempts: 3, perTryTimeoutSeconds: 2, retryOn: ['5xx', 'reset'], isDefault: false },
    });
    expect(ask(virtualService(`  - retries: { attempts: 0 }\n    route: [${TO('v1')}]`))).toMatchObject({
      retries: { attempts: 0, retryOn: [] },
    });
  });

  it('mirrors everything unless a percentage says less', () => {
    expect(
      ask(virtualService(`  - mirror: { host: reviews, subset: v2 }\n    route: [${TO('v1')}]`)),
    ).toMatchObject({ mirrors: [{ subset: 'v2', share: 1, workloads: [{ name: 'reviews-v2' }] }] });
    expect(
      ask(
        virtualService(
          `  - mirrors: [{ destination: { host: reviews, subset: v2 }, percentage: { value: 10 } }]\n    route: [${TO('v1')}]`,
        ),
      ),
    ).toMatchObject({ mirrors: [{ share: 0.1 }] });
    expect(
      ask(
        virtualService(
          `  - mirror: { host: reviews, subset: v2 }\n    mirrorPercentage: { value: 0 }\n    route: [${TO('v1')}]`,
        ),
      ),
    ).toMatchObject({ mirrors: [] });
  });

  it.each([
    ['match: [{ uri: { prefix: /reviews } }]\n    rewrite: { uri: /v1 }', '/v1/0?x=1'],
    ['match: [{ uri: { exact: /reviews/0 } }]\n    rewrite: { uri: /v1 }', '/v1?x=1'],
    ['rewrite: { uriRegexRewrite: { match: "^/reviews/(.*)$", rewrite: "/r/\\\\1" } }', '/r/0?x=1'],
  ])('rewrites with %s', (rule, path) => {
    const outcome = ask(virtualService(`  - ${rule}\n    route: [${TO('v1')}]`), { path: '/reviews/0?x=1' });
    expect(outcome).toMatchObject({ rewrite: { path } });
  });

  it('redirects and answers directly', () => {
    expect(
      ask(
        virtualService(
          '  - redirect: { uri: /new, authority: example.org, scheme: https, redirectCode: 302 }',
        ),
      ),
    ).toMatchObject({
      kind: 'redirect',
      httpStatus: 302,
      location: 'https://example.org/new',
    });
    expect(ask(virtualService('  - directResponse: { status: 418, body: { string: tea } }'))).toMatchObject({
      kind: 'direct-response',
      httpStatus: 418,
      body: 'tea',
    });
  });

  it('collects header changes of the rule and of the destination', () => {
    const outcome = ask(
      virtualService(`
  - headers: { request: { set: { x-a: "1", Host: other } } }
    route: [{ destination: { host: reviews, subset: v1 }, headers: { response: { remove: [x-b] } } }]`),
    );
    expect(outcome).toMatchObject({
      headers: { request: { set: { 'x-a': '1' } } },
      rewrite: { authority: 'other' },
      destinations: [{ headers: { response: { remove: ['x-b'] } } }],
    });
  });
});

describe('destinations', () => {
  it('says NC for an unknown subset, host or port and UH for a subset without pods', () => {
    expect(ask(virtualService(`  - route: [${TO('v9')}]`))).toMatchObject({
      kind: 'no-cluster',
      httpStatus: 503,
    });
    expect(ask(virtualService('  - route: [{ destination: { host: nowhere } }]'))).toMatchObject({
      kind: 'no-cluster',
    });
    expect(
      ask(virtualService('  - route: [{ destination: { host: reviews, port: { number: 1 } } }]')),
    ).toMatchObject({ kind: 'no-cluster' });
    expect(ask(virtualService(`  - route: [${TO('v3')}]`))).toMatchObject({
      kind: 'no-healthy-upstream',
      httpStatus: 503,
    });
  });

  it('is routed when one of several destinations is ready, and says why the other is not', () => {
    const outcome = ask(virtualService(`  - route: [${TO('v1', 50)}, ${TO('v9', 50)}]`));
    expect(outcome).toMatchObject({
      kind: 'routed',
      destinations: [
        { state: 'ready', share: 0.5 },
        { state: 'no-cluster', because: 'DestinationRule reviews has no subset v9.' },
      ],
    });
  });

  const rule = (namespace: string, name: string, host: string, rest: string) => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  host: ${host}
  ${rest}`;

  it('looks for a DestinationRule in the client namespace, the service namespace, the root; first hit decides', () => {
    const client = { namespace: 'shop', labels: {}, gateway: null };
    const host = 'ratings.bookinfo';
    const root = rule(
      'istio-system',
      'all',
      '"*.svc.cluster.local"',
      'trafficPolicy: { tls: { mode: ISTIO_MUTUAL } }',
    );
    const service = rule('bookinfo', 'ratings', 'ratings', 'trafficPolicy: { tls: { mode: DISABLE } }');
    const own = rule(
      'shop',
      'wide',
      '"*.bookinfo.svc.cluster.local"',
      'trafficPolicy: { tls: { mode: SIMPLE } }',
    );
    const tls = (yaml: string) => {
      const outcome = ask(yaml, { client, host });
      return 'destinations' in outcome ? outcome.destinations[0]?.limits.tlsMode : outcome.kind;
    };
    expect(tls(root)).toBe('ISTIO_MUTUAL');
    expect(tls(`${root}\n---\n${service}`)).toBe('DISABLE');
    expect(tls(`${root}\n---\n${service}\n---\n${own}`)).toBe('SIMPLE');
    expect(tls(service.replace('spec:', 'spec:\n  exportTo: ["."]'))).toBe(null);
  });

  it('merges rules for one host in one namespace: all subsets, the first policy that is written', () => {
    const more = rule(
      'bookinfo',
      'reviews-more',
      'reviews',
      'trafficPolicy: { loadBalancer: { simple: RANDOM } }\n  subsets: [{ name: all, labels: {} }]',
    );
    const outcome = ask(`${more}\n---\n${virtualService(`  - route: [${TO('all')}]`)}`);
    expect(outcome).toMatchObject({
      kind: 'routed',
      destinations: [{ limits: { loadBalancer: 'RANDOM' } }],
    });
  });

  it('overrides the policy by subset field by field and by port as a whole', () => {
    const yaml = rule(
      'bookinfo',
      'ratings',
      'ratings',
      `trafficPolicy:
    loadBalancer: { simple: ROUND_ROBIN }
    connectionPool: { tcp: { maxConnections: 10 }, http: { http1MaxPendingRequests: 1 } }
    outlierDetection: { consecutive5xxErrors: 7, interval: 1s }
  subsets:
  - name: all
    labels: {}
    trafficPolicy: { loadBalancer: { simple: RANDOM } }
  - name: port
    labels: {}
    trafficPolicy: { portLevelSettings: [{ port: { number: 9080 }, connectionPool: { tcp: { maxConnections: 3 } } }] }`,
    );
    const limits = (subset: string) => {
      const vs = virtualService(`  - route: [{ destination: { host: ratings, subset: ${subset} } }]`);
      const outcome = ask(`${yaml}\n---\n${vs}`);
      return 'destinations' in outcome ? outcome.destinations[0]?.limits : null;
    };
    expect(limits('all')).toMatchObject({
      loadBalancer: 'RANDOM',
      connectionPool: { maxConnections: 10, http1MaxPendingRequests: 1, maxRetries: null },
      outlierDetection: {
        consecutive5xxErrors: 7,
        intervalSeconds: 1,
        baseEjectionSeconds: 30,
        maxEjectionPercent: 10,
      },
    });
    expect(limits('port')).toMatchObject({
      loadBalancer: 'LEAST_REQUEST',
      connectionPool: { maxConnections: 3, http1MaxPendingRequests: null },
      outlierDetection: null,
    });
  });

  it('takes a rule with a matching workloadSelector first', () => {
    const open = rule('bookinfo', 'a', 'ratings', 'trafficPolicy: { loadBalancer: { simple: RANDOM } }');
    const chosen = rule(
      'bookinfo',
      'b',
      'ratings',
      'workloadSelector: { matchLabels: { app: productpage } }\n  trafficPolicy: { loadBalancer: { simple: PASSTHROUGH } }',
    );
    const balancer = (labels: Record<string, string>) => {
      const outcome = ask(`${open}\n---\n${chosen}`, {
        host: 'ratings',
        client: { ...REQUEST.client, labels },
      });
      return 'destinations' in outcome ? outcome.destinations[0]?.limits.loadBalancer : null;
    };
    expect(balancer({ app: 'productpage' })).toBe('PASSTHROUGH');
    expect(balancer({ app: 'reviews' })).toBe('RANDOM');
  });
});

describe('hosts outside', () => {
  const ENTRY = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: pay, namespace: shop }
spec:
  hosts: [api.pay.example, "*.wild.example"]
  location: MESH_EXTERNAL
  resolution: DNS
  ports: [{ number: 443, name: tls, protocol: TLS }, { number: 80, name: http, protocol: HTTP }]`;

  it('leaves through Passthrough, or is stopped when the mesh says so', () => {
    const request = { host: 'elsewhere.example', port: 443, scheme: 'https' as const };
    expect(ask('', request).kind).toBe('passthrough');
    expect(ask('', request, { outboundPolicy: 'REGISTRY_ONLY' })).toMatchObject({
      kind: 'blackhole',
      httpStatus: 502,
    });
  });

  it('routes to a ServiceEntry host, exact or by wildcard', () => {
    expect(ask(ENTRY, { host: 'api.pay.example', port: 80 })).toMatchObject({
      kind: 'routed',
      protocol: 'http',
      destinations: [{ external: true, state: 'ready', workloads: [] }],
    });
    expect(ask(ENTRY, { host: 'a.wild.example', port: 443, scheme: 'https' })).toMatchObject({
      kind: 'routed',
      protocol: 'tls',
    });
    expect(ask(ENTRY, { host: 'wild.example', port: 443, scheme: 'https' }).kind).toBe('passthrough');
  });

  it('has no cluster for a subset of a looked-up name that none of its addresses is in', () => {
    const rules = `${ENTRY}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: pay, namespace: shop }
spec: { host: api.pay.example, subsets: [{ name: v1, labels: { version: v1 } }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: pay, namespace: shop }
spec: { hosts: [api.pay.example], http: [{ route: [{ destination: { host: api.pay.example, subset: v1 } }] }] }`;
    expect(ask(rules, { host: 'api.pay.example', port: 80 }).kind).toBe('no-cluster');
  });

  it('hides a ServiceEntry that is not exported', () => {
    const own = ENTRY.replace('spec:', 'spec:\n  exportTo: ["."]');
    expect(ask(own, { host: 'api.pay.example', port: 80 }).kind).toBe('passthrough');
  });

  it('serves a VirtualService host that is no service on port 80 only', () => {
    const http = `
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: bookinfo }
spec: { ports: [{ port: 80, name: http }, { port: 8080, name: http-admin }] }`;
    const rules = (rest: string) =>
      virtualService(`  - route: [{ destination: { host: reviews, port: { number: 9080 } } }]`, rest) + http;
    const yaml = rules('hosts: [shop.example]');
    expect(ask(yaml, { host: 'shop.example', port: 80 }).kind).toBe('routed');
    expect(ask(yaml, { host: 'shop.example', port: 8080 }).kind).toBe('passthrough');
    const beside = rules('hosts: [shop.example, web]');
    expect(ask(beside, { host: 'shop.example', port: 8080 }).kind).toBe('routed');
  });

  it('reads no HTTP on a port on which it knows no service that speaks it', () => {
    const yaml = virtualService(`  - route: [${TO('v1')}]`, 'hosts: [shop.example]');
    expect(ask(yaml, { host: 'shop.example', port: 80 }).kind).toBe('passthrough');
  });

  it('finds machines behind a ServiceEntry by its workloadSelector', () => {
    const yaml = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: ledger, namespace: bookinfo }
spec:
  hosts: [ledger.vm.local]
  location: MESH_INTERNAL
  resolution: STATIC
  ports: [{ number: 8080, name: http, protocol: HTTP }]
  workloadSelector: { labels: { app: ledger } }
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: { name: ledger-vm-1, namespace: bookinfo }
spec: { address: 10.0.0.9, labels: { app: ledger, version: v1 } }`;
    expect(ask(yaml, { host: 'ledger.vm.local', port: 8080 })).toMatchObject({
      kind: 'routed',
      destinations: [{ external: false, workloads: [{ name: 'ledger-vm-1', share: 1 }] }],
    });
  });
});

describe('layer 4', () => {
  const request = { host: 'mongodb', port: 27017, scheme: 'tcp' as const };

  it('goes to the service without rules, without retries', () => {
    expect(ask('', request)).toMatchObject({ kind: 'routed', protocol: 'tcp', retries: { attempts: 0 } });
  });

  it('follows the first TCP rule whose port matches', () => {
    const yaml = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: mongodb, namespace: bookinfo }
spec:
  hosts: [mongodb]
  tcp:
  - match: [{ port: 1 }]
    route: [{ destination: { host: nowhere } }]
  - match: [{ port: 27017 }]
    route:
    - { destination: { host: mongodb }, weight: 1 }
    - { destination: { host: ratings, port: { number: 9080 } }, weight: 3 }`;
    const outcome = ask(yaml, request);
    expect(outcome.matched).toMatchObject({ protocol: 'tcp', routeIndex: 1 });
    expect(shares(outcome)).toEqual({ mongodb: 0.25, ratings: 0.75 });
  });
});
