import { describe, expect, it } from 'vitest';
import { storedObjects } from '@/lib/config/stored-objects';
import { meshView } from './mesh-view';
import type { SimulatedRequest } from './request';
import { explainRoute, simulateRoute } from './route';

const BASE = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: istio-ingressgateway, namespace: istio-system }
spec: { template: { metadata: { labels: { istio: ingressgateway } } } }
---
apiVersion: v1
kind: Service
metadata: { name: productpage, namespace: bookinfo }
spec: { selector: { app: productpage }, ports: [{ port: 9080, name: http }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: productpage-v1, namespace: bookinfo }
spec: { template: { metadata: { labels: { app: productpage, version: v1 } } } }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: bookinfo-gateway, namespace: bookinfo }
spec:
  selector: { istio: ingressgateway }
  servers:
  - port: { number: 80, name: http, protocol: HTTP }
    hosts: ["*"]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: bookinfo, namespace: bookinfo }
spec:
  hosts: ["*"]
  gateways: [bookinfo-gateway]
  http:
  - match:
    - uri: { exact: /productpage }
    - uri: { prefix: /static }
    route: [{ destination: { host: productpage, port: { number: 9080 } } }]
`;

const REQUEST: SimulatedRequest = {
  client: { namespace: 'istio-system', labels: {}, gateway: 'istio-ingressgateway' },
  host: 'bookinfo.example',
  port: 80,
  method: 'GET',
  path: '/productpage?u=normal',
  headers: {},
  scheme: 'http',
};

function ask(yaml: string, request: Partial<SimulatedRequest> = {}) {
  const { placed, unreadable } = storedObjects(yaml, 'test', () => '');
  expect(unreadable).toEqual([]);
  const view = meshView(placed.map((entry) => entry.object));
  const outcome = explainRoute(view, { ...REQUEST, ...request });
  // The short way must say the same, only without the reasons.
  expect({ ...simulateRoute(view, { ...REQUEST, ...request }), steps: outcome.steps }).toEqual(outcome);
  return outcome;
}

function bound(name: string, hosts: string, http: string, extra = '') {
  return `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: bookinfo }
spec:
  hosts: ${hosts}
  gateways: [bookinfo-gateway]
  ${extra}
  http:
${http}`;
}

describe('a request through an Istio Gateway', () => {
  it('is taken by the VirtualService bound to the Gateway', () => {
    expect(ask(BASE)).toMatchObject({
      kind: 'routed',
      matched: { object: { name: 'bookinfo' }, routeIndex: 0, matchIndex: 0 },
      destinations: [
        {
          host: 'productpage.bookinfo.svc.cluster.local',
          port: 9080,
          workloads: [{ name: 'productpage-v1' }],
        },
      ],
    });
    expect(ask(BASE, { path: '/static/a.css' }).matched).toMatchObject({ matchIndex: 1 });
  });

  it('gets 404 when no rule takes it', () => {
    expect(ask(BASE, { path: '/admin' })).toMatchObject({ kind: 'not-found', httpStatus: 404 });
  });

  it('gets 404 when nothing listens on the port, and when no server has the host', () => {
    expect(ask(BASE, { port: 8443 })).toMatchObject({ kind: 'not-found' });
    const narrow = BASE.replace('hosts: ["*"]\n---', 'hosts: ["shop.example"]\n---');
    expect(ask(narrow)).toMatchObject({
      kind: 'not-found',
      because: expect.stringContaining('has a host that covers'),
    });
  });

  it('does not use a Gateway whose selector does not choose the proxy', () => {
    expect(ask(BASE, { client: { ...REQUEST.client, labels: { istio: 'egressgateway' } } }).kind).toBe(
      'not-found',
    );
  });

  it('does not use rules that are for the mesh only', () => {
    const meshOnly = BASE.replace('gateways: [bookinfo-gateway]', 'gateways: [mesh]');
    expect(ask(meshOnly).kind).toBe('not-found');
  });

  it('respects the namespace in a server host', () => {
    expect(ask(BASE.replace('hosts: ["*"]\n---', 'hosts: ["./*"]\n---')).kind).toBe('routed');
    expect(ask(BASE.replace('hosts: ["*"]\n---', 'hosts: ["shop/*"]\n---')).kind).toBe('not-found');
  });

  it('redirects to HTTPS when the server says so', () => {
    const yaml = BASE.replace('hosts: ["*"]\n---', 'hosts: ["*"]\n    tls: { httpsRedirect: true }\n---');
    expect(ask(yaml)).toMatchObject({
      kind: 'redirect',
      httpStatus: 301,
      location: 'https://bookinfo.example/productpage?u=normal',
    });
  });

  it('redirects only what a virtual host of the redirecting server takes', () => {
    const redirects = (hosts: string) =>
      BASE.replace('hosts: ["*"]\n---', `hosts: ["${hosts}"]\n    tls: { httpsRedirect: true }\n---`);
    const none = { host: 'other.example' };
    // A host of its own serves for the redirect without any VirtualService, unless it names a namespace.
    expect(ask(redirects('*').replaceAll('gateways: [bookinfo-gateway]', 'gateways: [mesh]')).kind).toBe(
      'redirect',
    );
    expect(ask(redirects('./*').replaceAll('gateways: [bookinfo-gateway]', 'gateways: [mesh]')).kind).toBe(
      'not-found',
    );
    expect(ask(redirects('./*')).kind).toBe('redirect');
    expect(ask(redirects('bookinfo.example'), none).kind).toBe('not-found');
  });

  it('merges VirtualServices with one host and puts rules that take everything last', () => {
    const first = bound('a', '["shop.example"]', '  - directResponse: { status: 201 }');
    const second = bound(
      'b',
      '["shop.example"]',
      '  - match: [{ uri: { prefix: /b } }]\n    directResponse: { status: 202 }',
    );
    const host = 'shop.example';
    expect(ask(BASE + first + second, { host, path: '/b' })).toMatchObject({ httpStatus: 202 });
    expect(ask(BASE + first + second, { host, path: '/c' })).toMatchObject({ httpStatus: 201 });
  });

  it('takes the most exact host alone', () => {
    const exact = bound(
      'exact',
      '["shop.example"]',
      '  - match: [{ uri: { exact: /only } }]\n    directResponse: { status: 202 }',
    );
    expect(ask(BASE + exact, { host: 'shop.example' }).kind).toBe('not-found');
    expect(ask(BASE + exact, { host: 'other.example' }).kind).toBe('routed');
  });

  it('applies entries of a VirtualService by gateway', () => {
    const both = bound(
      'both',
      '["shop.example"]',
      '  - match: [{ gateways: [mesh] }]\n    directResponse: { status: 201 }\n  - match: [{ gateways: [bookinfo/bookinfo-gateway] }]\n    directResponse: { status: 202 }',
    );
    expect(ask(BASE + both, { host: 'shop.example' })).toMatchObject({ httpStatus: 202 });
  });

  it('passes TLS through by SNI', () => {
    const yaml = `${BASE.replace(
      'hosts: ["*"]\n---',
      'hosts: ["*"]\n  - port: { number: 443, name: tls, protocol: TLS }\n    hosts: ["secure.example"]\n    tls: { mode: PASSTHROUGH }\n---',
    )}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: secure, namespace: bookinfo }
spec:
  hosts: [secure.example]
  gateways: [bookinfo-gateway]
  tls:
  - match: [{ port: 443, sniHosts: [secure.example] }]
    route: [{ destination: { host: productpage, port: { number: 9080 } } }]`;
    const outcome = ask(yaml, { host: 'secure.example', port: 443, scheme: 'tls' });
    expect(outcome).toMatchObject({ kind: 'routed', protocol: 'tls' });
  });
});

const GATEWAY_API = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, name: http }] }
---
apiVersion: v1
kind: Service
metadata: { name: web-next, namespace: shop }
spec: { selector: { app: web-next }, ports: [{ port: 80, name: http }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { app: web } } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web-next, namespace: shop }
spec: { template: { metadata: { labels: { app: web-next } } } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec:
  gatewayClassName: istio
  listeners: [{ name: http, port: 80, protocol: HTTP }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: shop }
spec:
  parentRefs: [{ name: edge }]
  rules:
  - matches: [{ path: { type: PathPrefix, value: / } }]
    backendRefs: [{ name: web, port: 80, weight: 9 }, { name: web-next, port: 80, weight: 1 }]
  - matches: [{ path: { type: PathPrefix, value: /v2 } }]
    backendRefs: [{ name: web-next, port: 80 }]
  - matches: [{ path: { type: Exact, value: /old } }]
    filters: [{ type: RequestRedirect, requestRedirect: { path: { type: ReplaceFullPath, replaceFullPath: /new } } }]
  - matches: [{ path: { type: PathPrefix, value: /v2 }, headers: [{ name: X-Beta, value: "1" }] }]
    filters: [{ type: URLRewrite, urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: /beta } } }]
    backendRefs: [{ name: nowhere, port: 80 }]
`;

describe('a request through a Gateway of the Gateway API', () => {
  const at = (path: string, headers: Record<string, string> = {}) =>
    ask(GATEWAY_API, {
      client: {
        namespace: 'shop',
        labels: { 'gateway.networking.k8s.io/gateway-name': 'edge' },
        gateway: 'edge-istio',
      },
      path,
      headers,
    });

  it('splits by weight', () => {
    expect(at('/x')).toMatchObject({ kind: 'routed', destinations: [{ share: 0.9 }, { share: 0.1 }] });
  });

  it('asks the most specific path first, by whole segments', () => {
    expect(at('/v2')).toMatchObject({ matched: { routeIndex: 1 } });
    expect(at('/v2/a')).toMatchObject({ matched: { routeIndex: 1 } });
    expect(at('/v2example')).toMatchObject({ matched: { routeIndex: 0 } });
    expect(at('/v2/a', { 'x-beta': '1' })).toMatchObject({ matched: { routeIndex: 3 } });
  });

  it('redirects with a status of 302 unless another is written', () => {
    expect(at('/old')).toMatchObject({
      kind: 'redirect',
      httpStatus: 302,
      location: 'http://bookinfo.example/new',
    });
  });

  it('answers 500 where a backend does not exist, and rewrites the prefix', () => {
    expect(at('/v2/a', { 'x-beta': '1' })).toMatchObject({
      kind: 'no-cluster',
      httpStatus: 500,
      rewrite: { path: '/beta/a' },
    });
  });

  it('takes routes of other namespaces only where the listener allows them', () => {
    const elsewhere = GATEWAY_API.replace(
      'kind: HTTPRoute\nmetadata: { name: web, namespace: shop }\nspec:\n  parentRefs: [{ name: edge }]',
      'kind: HTTPRoute\nmetadata: { name: web, namespace: other }\nspec:\n  parentRefs: [{ name: edge, namespace: shop }]',
    );
    const client = {
      namespace: 'shop',
      labels: { 'gateway.networking.k8s.io/gateway-name': 'edge' },
      gateway: 'edge-istio',
    };
    expect(ask(elsewhere, { client }).kind).toBe('not-found');
    const open = elsewhere.replace(
      'protocol: HTTP }',
      'protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }',
    );
    expect(ask(open, { client, path: '/old' }).kind).toBe('redirect');
  });
});

describe('an HTTPRoute attached to a Service', () => {
  it('rules requests inside the mesh', () => {
    const yaml = GATEWAY_API.replace(
      'parentRefs: [{ name: edge }]',
      'parentRefs: [{ group: "", kind: Service, name: web, port: 80 }]',
    );
    const client = { namespace: 'other', labels: {}, gateway: null };
    expect(ask(yaml, { client, host: 'web.shop', path: '/v2/a' })).toMatchObject({
      matched: { object: { kind: 'HTTPRoute' }, routeIndex: 1 },
      destinations: [{ host: 'web-next.shop.svc.cluster.local' }],
    });
  });
});

describe('servers that speak TLS', () => {
  const POD = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: istio-ingressgateway, namespace: istio-system }
spec: { template: { metadata: { labels: { istio: ingressgateway } } } }
---
apiVersion: v1
kind: Service
metadata: { name: db, namespace: data }
spec: { selector: { app: db }, ports: [{ port: 5432, name: tcp }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: db, namespace: data }
spec: { template: { metadata: { labels: { app: db } } } }`;
  const gateway = (name: string, host: string, tls: string, protocol = 'HTTPS') => `
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: data }
spec:
  selector: { istio: ingressgateway }
  servers: [{ port: { number: 443, name: s, protocol: ${protocol} }, hosts: ["${host}"], tls: { mode: ${tls} } }]`;
  const service = (name: string, gateways: string, rules: string) => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: data }
spec: { hosts: ["db.example.com"], gateways: [${gateways}], ${rules} }`;
  const say = (text: string) => `http: [{ directResponse: { status: 200, body: { string: ${text} } } }]`;
  const TO = 'route: [{ destination: { host: db, port: { number: 5432 } } }]';
  const REQUESTED = { host: 'db.example.com', port: 443, scheme: 'https' } as const;

  it('are picked by the most specific host, and only their own VirtualServices count', () => {
    const yaml =
      POD +
      gateway('wide', '*.example.com', 'SIMPLE') +
      gateway('exact', 'db.example.com', 'SIMPLE') +
      service('a', 'wide', say('wide')) +
      service('b', 'exact', say('exact'));
    expect(ask(yaml, REQUESTED)).toMatchObject({ kind: 'direct-response', body: 'exact' });
  });

  it('pass TLS through by the rules for TLS, and follow those for TCP where they end it', () => {
    const through = POD + gateway('g', '*', 'PASSTHROUGH', 'TLS');
    const tls = service('v', 'g', `tls: [{ match: [{ sniHosts: [db.example.com] }], ${TO} }]`);
    expect(ask(through + tls, { ...REQUESTED, scheme: 'tls' })).toMatchObject({
      kind: 'routed',
      protocol: 'tls',
    });
    expect(ask(through + tls, { ...REQUESTED, scheme: 'tls', sni: 'x.example.com' }).kind).toBe('not-found');
    const ended = POD + gateway('g', '*', 'SIMPLE', 'TLS') + service('v', 'g', `tcp: [{ ${TO} }]`);
    expect(ask(ended, { ...REQUESTED, scheme: 'tls' })).toMatchObject({ kind: 'routed', protocol: 'tcp' });
  });

  it('open nothing where they pass TLS through without a rule, so that a wider one takes the name', () => {
    const yaml =
      POD +
      gateway('wide', '*', 'SIMPLE') +
      gateway('through', 'db.example.com', 'PASSTHROUGH', 'TLS') +
      service('a', 'wide', say('wide'));
    expect(ask(yaml, REQUESTED)).toMatchObject({ kind: 'direct-response', body: 'wide' });
    const rule = service('b', 'through', `tls: [{ match: [{ sniHosts: [db.example.com] }], ${TO} }]`);
    expect(ask(yaml + rule, REQUESTED)).toMatchObject({ kind: 'routed', protocol: 'tls' });
  });

  it('name the cluster in the handshake between clusters', () => {
    const yaml = POD + gateway('g', '*.local', 'AUTO_PASSTHROUGH', 'TLS');
    const sni = 'outbound_.5432_._.db.data.svc.cluster.local';
    expect(ask(yaml, { ...REQUESTED, scheme: 'tls', host: sni })).toMatchObject({
      kind: 'routed',
      destinations: [{ host: 'db.data.svc.cluster.local', port: 5432 }],
    });
  });
});
