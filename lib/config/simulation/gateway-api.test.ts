/** Routes of the Gateway API by table: https://gateway-api.sigs.k8s.io/reference/spec/ */
import { describe, expect, it } from 'vitest';
import type { RouteOutcome } from './outcome';
import type { SimulatedRequest } from './request';
import { explainRoute } from './route';
import { viewFromYaml } from './view-from-yaml';

const MESH = `
apiVersion: v1
kind: Namespace
metadata: { name: apps, labels: { team: blue } }
---
apiVersion: v1
kind: Service
metadata: { name: a, namespace: infra }
spec: { selector: { app: a }, ports: [{ port: 80, name: http }] }
---
apiVersion: v1
kind: Service
metadata: { name: b, namespace: infra }
spec: { selector: { app: a }, ports: [{ port: 80, name: http }] }
---
apiVersion: v1
kind: Service
metadata: { name: c, namespace: apps }
spec: { selector: { app: c }, ports: [{ port: 80, name: http }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: a, namespace: infra }
spec: { template: { metadata: { labels: { app: a } } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: c, namespace: apps }
spec: { template: { metadata: { labels: { app: c } } } }
---
`;

function gateway(listeners: string, rest = ''): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: infra }
spec: { gatewayClassName: istio, listeners: [${listeners}] ${rest} }
---`;
}

const HTTP = gateway('{ name: http, port: 80, protocol: HTTP }');

function route(
  rules: string,
  rest = '',
  name = 'r',
  kind = 'HTTPRoute',
  namespace = 'infra',
  created = '2026-01-01T00:00:00Z',
): string {
  const parents = rest.includes('parentRefs') ? '' : 'parentRefs: [{ name: edge, namespace: infra }], ';
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace}, creationTimestamp: "${created}" }
spec: { ${parents}${rest === '' ? '' : `${rest}, `}rules: [${rules}] }
---`;
}

const REQUEST: SimulatedRequest = {
  client: { namespace: 'infra', labels: {}, gateway: 'edge-istio' },
  host: 'shop.example.com',
  port: 80,
  method: 'GET',
  path: '/v2/x',
  headers: { kind: 'test' },
  scheme: 'http',
};

function ask(yaml: string, request: Partial<SimulatedRequest> = {}): RouteOutcome {
  return explainRoute(viewFromYaml(MESH + yaml), { ...REQUEST, ...request });
}

/** The service that gets the most, or what happened else. */
function target(outcome: RouteOutcome): string {
  if (outcome.kind !== 'routed') return outcome.kind;
  return outcome.destinations[0]?.host.split('.')[0] ?? '';
}

const TO = (name: string, rest = '') => `backendRefs: [{ name: ${name}, port: 80 ${rest} }]`;
const AT = (match: string, name: string) => `{ matches: [${match}], ${TO(name)} }`;

describe('which rule', () => {
  const CASES: readonly (readonly [string, string, Partial<SimulatedRequest>, string])[] = [
    [
      'exact before prefix',
      `${AT('{ path: { value: /v2/x } }', 'a')}, ${AT('{ path: { type: Exact, value: /v2/x } }', 'b')}`,
      {},
      'b',
    ],
    [
      'longer prefix first',
      `${AT('{ path: { value: / } }', 'a')}, ${AT('{ path: { value: /v2 } }', 'b')}`,
      {},
      'b',
    ],
    [
      'prefix by segments',
      `${AT('{ path: { value: /v } }', 'b')}, ${AT('{ path: { value: / } }', 'a')}`,
      {},
      'a',
    ],
    ['prefix with a slash at its end', AT('{ path: { value: /v2/ } }', 'b'), { path: '/v2' }, 'b'],
    [
      'prefix before regex',
      `${AT('{ path: { type: RegularExpression, value: "/v2/.*" } }', 'a')}, ${AT('{ path: { value: /v2 } }', 'b')}`,
      {},
      'b',
    ],
    [
      'method next',
      `${AT('{ path: { value: /v2 } }', 'a')}, ${AT('{ path: { value: /v2 }, method: GET }', 'b')}`,
      {},
      'b',
    ],
    [
      'more headers next',
      `${AT('{ path: { value: /v2 } }', 'a')}, ${AT('{ path: { value: /v2 }, headers: [{ name: Kind, value: test }] }', 'b')}`,
      {},
      'b',
    ],
    [
      'method before headers',
      `${AT('{ headers: [{ name: kind, value: test }] }', 'a')}, ${AT('{ method: GET }', 'b')}`,
      {},
      'b',
    ],
    [
      'query last',
      `${AT('{ path: { value: /v2 } }', 'a')}, ${AT('{ path: { value: /v2 }, queryParams: [{ name: q, value: "1" }] }', 'b')}`,
      { path: '/v2?q=1' },
      'b',
    ],
    [
      'equals by order',
      `${AT('{ path: { value: /v2 } }', 'a')}, ${AT('{ path: { value: /v2 } }', 'b')}`,
      {},
      'a',
    ],
    ['no match', AT('{ path: { value: /other } }', 'a'), {}, 'not-found'],
  ];

  it.each(CASES)('%s', (_name, rules, request, expected) => {
    expect(target(ask(HTTP + route(rules), request))).toBe(expected);
  });

  it('takes the oldest route of equals, then the first by namespace and name', () => {
    const young = route(
      AT('{ path: { value: /v2 } }', 'a'),
      '',
      'a',
      'HTTPRoute',
      'infra',
      '2026-02-01T00:00:00Z',
    );
    expect(target(ask(HTTP + young + route(AT('{ path: { value: /v2 } }', 'b'), '', 'z')))).toBe('b');
    const twin = route(AT('{ path: { value: /v2 } }', 'a'), '', 'a');
    expect(target(ask(HTTP + route(AT('{ path: { value: /v2 } }', 'b'), '', 'z') + twin))).toBe('a');
  });

  it('takes the most specific hostname', () => {
    const wide = route(
      AT('{ path: { type: Exact, value: /v2/x } }', 'a'),
      'hostnames: ["*.example.com"]',
      'wide',
    );
    const exact = route(`{ ${TO('b')} }`, 'hostnames: [shop.example.com]', 'exact');
    expect(target(ask(HTTP + wide + exact))).toBe('b');
    expect(target(ask(HTTP + exact, { host: 'else.example.com' }))).toBe('not-found');
  });

  it('reads GRPCRoutes as paths', () => {
    const grpc = (method: string, name: string) => `{ matches: [{ method: { ${method} } }], ${TO(name)} }`;
    const rules = `${grpc('service: shop.Cart', 'a')}, ${grpc('service: shop.Cart, method: Add', 'b')}`;
    const yaml = HTTP + route(rules, '', 'g', 'GRPCRoute');
    expect(target(ask(yaml, { path: '/shop.Cart/Add' }))).toBe('b');
    expect(target(ask(yaml, { path: '/shop.Cart/List' }))).toBe('a');
    expect(target(ask(yaml, { path: '/shop.Other/Add' }))).toBe('not-found');
  });
});

describe('which routes attach', () => {
  const listener = (allowed: string) =>
    gateway(`{ name: http, port: 80, protocol: HTTP, allowedRoutes: ${allowed} }`);
  const foreign = route(`{ ${TO('c')} }`, '', 'r', 'HTTPRoute', 'apps');

  it.each([
    ['{ namespaces: { from: Same } }', 'not-found'],
    ['{ namespaces: { from: All } }', 'c'],
    ['{ namespaces: { from: Selector, selector: { matchLabels: { team: blue } } } }', 'c'],
    [
      '{ namespaces: { from: Selector, selector: { matchExpressions: [{ key: team, operator: NotIn, values: [blue] }] } } }',
      'not-found',
    ],
    ['{ namespaces: { from: All }, kinds: [{ kind: GRPCRoute }] }', 'not-found'],
  ])('%s', (allowed, expected) => {
    expect(target(ask(listener(allowed) + foreign))).toBe(expected);
  });

  it('takes listeners of a ListenerSet that the Gateway lets in', () => {
    const set = `
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: { name: more, namespace: apps }
spec: { parentRef: { name: edge, namespace: infra }, listeners: [{ name: extra, port: 8080, protocol: HTTP }] }
---`;
    const own = route(
      `{ ${TO('c')} }`,
      'parentRefs: [{ kind: ListenerSet, name: more }]',
      'r',
      'HTTPRoute',
      'apps',
    );
    const edge = (rest: string) => gateway('{ name: http, port: 80, protocol: HTTP }', rest);
    const open = edge(', allowedListeners: { namespaces: { from: All } }');
    expect(target(ask(open + set + own, { port: 8080 }))).toBe('c');
    expect(target(ask(edge('') + set + own, { port: 8080 }))).toBe('not-found');
  });

  it('takes TLSRoutes by SNI at a listener that passes TLS through, and TCPRoutes at TCP', () => {
    const tls = gateway('{ name: tls, port: 443, protocol: TLS, tls: { mode: Passthrough } }');
    const yaml = tls + route(`{ ${TO('a')} }`, 'hostnames: [db.example.com]', 't', 'TLSRoute');
    const request = { port: 443, scheme: 'tls', sni: 'db.example.com' } as const;
    expect(target(ask(yaml, request))).toBe('a');
    expect(target(ask(yaml, { ...request, sni: 'x.example.com' }))).toBe('not-found');
    const tcp =
      gateway('{ name: tcp, port: 9000, protocol: TCP }') + route(`{ ${TO('b')} }`, '', 't', 'TCPRoute');
    expect(target(ask(tcp, { port: 9000, scheme: 'tcp' }))).toBe('b');
  });
});

describe('backends', () => {
  it('answers 500 for an invalid backend, by its share', () => {
    expect(ask(HTTP + route(`{ ${TO('missing')} }`))).toMatchObject({ kind: 'no-cluster', httpStatus: 500 });
    const half = ask(
      HTTP + route('{ backendRefs: [{ name: a, port: 80 }, { name: missing, port: 80, weight: 3 }] }'),
    );
    expect(half).toMatchObject({
      kind: 'routed',
      destinations: [{ share: 0.25 }, { share: 0.75, state: 'no-cluster' }],
    });
    expect(ask(HTTP + route('{ backendRefs: [] }'))).toMatchObject({ kind: 'no-cluster', httpStatus: 500 });
    expect(ask(HTTP + route('{ backendRefs: [{ name: a }] }'))).toMatchObject({ httpStatus: 500 });
  });

  it('reaches another namespace only by a ReferenceGrant', () => {
    const yaml = HTTP + route(`{ ${TO('c', ', namespace: apps')} }`);
    const grant = (from: string, to: string) => `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: g, namespace: apps }
spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: ${from} }], to: [{ group: "", kind: Service ${to} }] }
---`;
    expect(ask(yaml)).toMatchObject({ httpStatus: 500 });
    expect(target(ask(yaml + grant('infra', '')))).toBe('c');
    expect(target(ask(yaml + grant('infra', ', name: c')))).toBe('c');
    expect(ask(yaml + grant('infra', ', name: d'))).toMatchObject({ httpStatus: 500 });
    expect(ask(yaml + grant('apps', ''))).toMatchObject({ httpStatus: 500 });
  });

  it('redirects to the listener’s port, or that of the scheme', () => {
    const redirect = (filter: string) =>
      `{ filters: [{ type: RequestRedirect, requestRedirect: { ${filter} } }] }`;
    const to = (filter: string, request: Partial<SimulatedRequest> = {}) => {
      const outcome = ask(gateway('{ name: http, port: 8080, protocol: HTTP }') + route(redirect(filter)), {
        port: 8080,
        host: 'shop.example.com:8080',
        ...request,
      });
      return outcome.kind === 'redirect' ? outcome.location : outcome.kind;
    };
    expect(to('hostname: new.example.com')).toBe('http://new.example.com:8080/v2/x');
    expect(to('scheme: https')).toBe('https://shop.example.com/v2/x');
    expect(to('port: 80')).toBe('http://shop.example.com/v2/x');
  });

  it('reads retries, timeouts, mirrors and CORS', () => {
    const rule = `{ ${TO('a')}, timeouts: { request: 2s, backendRequest: 1s }, retry: { attempts: 3, codes: [503] }, filters: [
      { type: RequestMirror, requestMirror: { backendRef: { name: b, port: 80 }, fraction: { numerator: 1, denominator: 4 } } },
      { type: CORS, cors: { allowOrigins: ["https://*.example.com"] } }] }`;
    expect(ask(HTTP + route(rule))).toMatchObject({
      timeoutSeconds: 2,
      retries: { attempts: 3, perTryTimeoutSeconds: 1 },
      mirrors: [{ share: 0.25 }],
      cors: { allowOrigins: [{ kind: 'regex', value: 'https://.*\\.example\\.com' }] },
    });
  });
});

describe('inside the mesh', () => {
  const parent = 'parentRefs: [{ kind: Service, group: "", name: a, namespace: infra }]';
  const request = (namespace: string) => ({
    client: { namespace, labels: {}, gateway: null },
    host: 'a.infra',
  });

  it('takes the route of the service’s namespace for everyone, a client’s own for itself', () => {
    const producer = route(`{ ${TO('b')} }`, parent, 'p');
    const consumer = route(`{ ${TO('c')} }`, parent, 'q', 'HTTPRoute', 'apps');
    expect(target(ask(producer, request('apps')))).toBe('b');
    expect(target(ask(producer + consumer, request('apps')))).toBe('c');
    expect(target(ask(producer + consumer, request('infra')))).toBe('b');
  });
});
