/** What one entry of a match takes, as Envoy compares: case, presence, absence, encoding, and who asks. */
import { describe, expect, it } from 'vitest';
import type { SimulatedRequest } from './request';
import { simulateRoute } from './route';
import { viewFromYaml } from './view-from-yaml';

const MESH = `
apiVersion: v1
kind: Service
metadata: { name: api, namespace: bank }
spec: { selector: { app: api }, ports: [{ port: 80, name: http }, { port: 8080, name: http-alt }] }
---
`;

const REQUEST: SimulatedRequest = {
  client: { namespace: 'shop', labels: { app: 'web', tier: 'front' }, gateway: null },
  host: 'api.bank',
  port: 80,
  method: 'GET',
  path: '/Books/7?q=a%20b&q=second&flag&plus=a+b',
  headers: { 'End-User': 'jason', Cookie: 'user=jason; theme=dark', empty: '' },
  scheme: 'http',
};

function takes(match: string, request: Partial<SimulatedRequest> = {}, gateways = 'mesh'): boolean {
  const yaml = `${MESH}
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: v, namespace: bank }
spec:
  hosts: [api]
  gateways: [${gateways}]
  http:
  - match: [${match}]
    directResponse: { status: 201 }
  - directResponse: { status: 202 }
`;
  const outcome = simulateRoute(viewFromYaml(yaml), { ...REQUEST, ...request });
  if (outcome.kind !== 'direct-response') throw new Error(outcome.kind);
  return outcome.httpStatus === 201;
}

describe('claims of a token', () => {
  const claims = { groups: ['staff', 'ops'], org: { unit: 'web' }, scope: 'read write' };
  it.each([
    ["{ headers: { '@request.auth.claims.groups': { exact: ops } } }", true],
    ["{ headers: { '@request.auth.claims[org][unit]': { prefix: we } } }", true],
    ["{ headers: { '@request.auth.claims.scope': { exact: write } } }", true],
    ["{ headers: { '@request.auth.claims.groups': { exact: admin } } }", false],
    ["{ withoutHeaders: { '@request.auth.claims.groups': { exact: ops } } }", false],
    ["{ withoutHeaders: { '@request.auth.claims.email': { regex: .* } } }", true],
  ])('%s is %s', (match, expected) => {
    expect(takes(match, { claims })).toBe(expected);
  });

  it('are none where no token was accepted, whatever the headers say', () => {
    const match = "{ headers: { '@request.auth.claims.groups': { exact: ops } } }";
    expect(takes(match, { headers: { '@request.auth.claims.groups': 'ops' } })).toBe(false);
  });
});

type Case = readonly [string, boolean, Partial<SimulatedRequest>?];

const CASES: readonly Case[] = [
  ['{}', true],
  ['{ uri: { exact: /Books/7 } }', true],
  ['{ uri: { exact: /books/7 } }', false],
  ['{ uri: { exact: /books/7 }, ignoreUriCase: true }', true],
  ['{ uri: { prefix: /books }, ignoreUriCase: true }', true],
  ['{ uri: { regex: "/books/.*" }, ignoreUriCase: true }', false],
  ['{ uri: { prefix: /Boo } }', true],
  ['{ uri: { prefix: "/Books/7?q" } }', false],
  ['{ uri: { regex: "/Books" } }', false],
  ['{ uri: { regex: "/Books/[0-9]" } }', true],
  ['{ uri: { regex: "(?i)/books/\\\\d" } }', true],
  ['{ uri: { exact: /a }, headers: { end-user: { exact: jason } } }', false],
  ['{ headers: { end-user: { exact: jason } } }', true],
  ['{ headers: { END-USER: { exact: jason } } }', true],
  ['{ headers: { end-user: { exact: Jason } } }', false],
  ['{ headers: { end-user: { prefix: ja } } }', true],
  ['{ headers: { end-user: { regex: "ja" } } }', false],
  ['{ headers: { cookie: { regex: "^(.*?;)?\\\\s*(user=jason)(;.*)?$" } } }', true],
  ['{ headers: { end-user: {} } }', true],
  ['{ headers: { end-user: { regex: "*" } } }', true],
  ['{ headers: { missing: {} } }', false],
  ['{ headers: { missing: { regex: ".*" } } }', false],
  ['{ headers: { empty: {} } }', true],
  ['{ headers: { empty: { exact: "" } } }', true],
  ['{ withoutHeaders: { end-user: {} } }', false],
  ['{ withoutHeaders: { missing: {} } }', true],
  ['{ withoutHeaders: { missing: { exact: a } } }', true],
  ['{ withoutHeaders: { missing: { regex: ".*" } } }', false],
  ['{ withoutHeaders: { missing: { regex: ".+" } } }', true],
  ['{ withoutHeaders: { end-user: { exact: jason } } }', false],
  ['{ withoutHeaders: { end-user: { exact: other } } }', true],
  ['{ method: { exact: GET } }', true],
  ['{ method: { exact: get } }', false],
  ['{ method: { regex: "GET|HEAD" } }', true],
  ['{ method: { regex: "GE" } }', false],
  ['{ method: { prefix: G } }', true],
  ['{ scheme: { exact: http } }', true],
  ['{ scheme: { exact: https } }', false],
  ['{ authority: { exact: api.bank } }', true],
  ['{ authority: { exact: api.bank }  }', false, { host: 'api.bank.svc.cluster.local' }],
  ['{ authority: { prefix: api } }', true, { host: 'api.bank:80' }],
  ['{ queryParams: { q: { exact: "a%20b" } } }', true],
  ['{ queryParams: { q: { exact: "a b" } } }', false],
  ['{ queryParams: { q: { exact: second } } }', false],
  ['{ queryParams: { plus: { exact: "a+b" } } }', true],
  ['{ queryParams: { flag: { exact: "" } } }', true],
  ['{ queryParams: { flag: {} } }', true],
  ['{ queryParams: { Q: {} } }', false],
  ['{ port: 80 }', true],
  ['{ port: 8080 }', false],
  ['{ port: 8080 }', true, { port: 8080 }],
  ['{ sourceLabels: { app: web } }', true],
  ['{ sourceLabels: { app: web, tier: back } }', false],
  ['{ sourceNamespace: shop }', true],
  ['{ sourceNamespace: bank }', false],
  ['{ gateways: [mesh] }', true],
  ['{ gateways: [edge] }', false],
  ['{ gateways: [mesh], sourceLabels: { app: other }, sourceNamespace: other }', true],
  ['{ headers: { end-user: { exact: jason } } }, { uri: { exact: /x } }', true],
  ['{ uri: { exact: /x } }, { headers: { end-user: { exact: jason } } }', true],
];

describe('a match entry of a VirtualService', () => {
  it.each(CASES.map((entry) => [entry[0], entry[1], entry] as const))('%s: %s', (_, __, entry) => {
    expect(takes(entry[0], entry[2])).toBe(entry[1]);
  });

  it('is one of a gateway only where the gateway is named, bare, with its namespace or as ./name', () => {
    const gateway = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: edge, namespace: bank }
spec: { selector: { istio: edge }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }] }
---`;
    for (const name of ['edge', 'bank/edge', './edge', 'edge.bank.svc.cluster.local']) {
      const yaml = `${gateway}
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: v, namespace: bank }
spec: { hosts: [x.example.com], gateways: ["${name}"], http: [{ match: [{ gateways: ["${name}"] }], directResponse: { status: 201 } }] }
`;
      const client = { namespace: 'bank', labels: { istio: 'edge' }, gateway: 'edge' };
      const outcome = simulateRoute(viewFromYaml(yaml), { ...REQUEST, client, host: 'x.example.com' });
      expect([name, outcome.kind]).toEqual([name, 'direct-response']);
    }
  });
});

describe('redirects', () => {
  it.each([
    ['{ uri: { prefix: /old } }', 'prefixRewrite: /new', '/old/7', '/new/7'],
    ['{ uri: { exact: /old } }', 'prefixRewrite: /new', '/old', '/new'],
    ['{ uri: { prefix: /old } }', 'uri: /new', '/old/7', '/new'],
    ['{ uri: { prefix: / } }', 'authority: api.bank', '/old/7?x=1', '/old/7?x=1'],
  ])('with %s and %s', (match, redirect, path, expected) => {
    const yaml = `${MESH}
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: v, namespace: bank }
spec: { hosts: [api], http: [{ match: [${match}], redirect: { ${redirect} } }] }
`;
    const outcome = simulateRoute(viewFromYaml(yaml), { ...REQUEST, path });
    expect(outcome).toMatchObject({ kind: 'redirect', location: `http://api.bank${expected}` });
  });
});

describe('what a port speaks', () => {
  it.each([
    ['{ port: 80, name: http-web }', 'http'],
    ['{ port: 80, name: HTTP }', 'http'],
    ['{ port: 80, name: web }', 'unknown'],
    ['{ port: 80, name: tcp-web, appProtocol: http }', 'http'],
    ['{ port: 80, appProtocol: kubernetes.io/h2c }', 'http'],
    ['{ port: 80, appProtocol: kubernetes.io/wss }', 'tls'],
    ['{ port: 80, name: grpc-web-x }', 'http'],
    ['{ port: 80, name: http_proxy }', 'http'],
    ['{ port: 443, name: https }', 'tls'],
    ['{ port: 3306, name: db }', 'tcp'],
    ['{ port: 3306, name: http-db }', 'http'],
    ['{ port: 53, name: dns, protocol: UDP }', 'tcp'],
    ['{ port: 5432, name: postgres }', 'unknown'],
    ['{ port: 80 }', 'unknown'],
  ])('%s: %s', (port, protocol) => {
    const view = viewFromYaml(
      `apiVersion: v1\nkind: Service\nmetadata: { name: s, namespace: shop }\nspec: { ports: [${port}] }\n`,
    );
    expect(view.services[0]?.ports[0]?.protocol).toBe(protocol);
  });
});
