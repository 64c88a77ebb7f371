/** Which routes a listener of the Gateway API takes, and which proxies serve it. */
import { describe, expect, it } from 'vitest';
import type { SimulatedRequest } from './request';
import { explainRoute } from './route';
import { viewFromYaml } from './view-from-yaml';

const MESH = `
apiVersion: v1
kind: Service
metadata: { name: a, namespace: infra }
spec: { selector: { app: a }, ports: [{ port: 80, name: http }, { port: 53, name: dns, protocol: UDP }] }
---
apiVersion: v1
kind: Service
metadata: { name: b, namespace: infra }
spec: { selector: { app: a }, ports: [{ port: 80, name: http }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: a, namespace: infra }
spec: { template: { metadata: { labels: { app: a } } } }
---
`;

const REQUEST: SimulatedRequest = {
  client: { namespace: 'infra', labels: {}, gateway: 'edge-istio' },
  host: 'shop.example.com',
  port: 80,
  method: 'GET',
  path: '/shop.Cart/Add',
  headers: {},
  scheme: 'http',
};

function gateway(listeners: string, rest = ''): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: infra }
spec: { gatewayClassName: istio, listeners: [${listeners}] ${rest} }
---`;
}

const HTTP = gateway('{ name: http, port: 80, protocol: HTTP }');

function route(kind: string, to: string, day: number, hostnames = '', match = ''): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: ${kind.toLowerCase()}-${to}, namespace: infra, creationTimestamp: "2026-01-0${day}T00:00:00Z" }
spec: { parentRefs: [{ name: edge }], ${hostnames} rules: [{ ${match} backendRefs: [{ name: ${to}, port: ${kind === 'UDPRoute' ? 53 : 80} }] }] }
---`;
}

function target(yaml: string, request: Partial<SimulatedRequest> = {}): string {
  const outcome = explainRoute(viewFromYaml(MESH + yaml), { ...REQUEST, ...request });
  return outcome.kind === 'routed' ? (outcome.destinations[0]?.host.split('.')[0] ?? '') : outcome.kind;
}

// istiod 1.31 asks them together (pilot/pkg/config/kube/gateway/controller.go, `httpAndGrpcVS`).
describe('HTTPRoute and GRPCRoute with a hostname in common', () => {
  const names = (...all: string[]) => `hostnames: [${all.map((name) => `"${name}"`).join(', ')}],`;
  it.each([
    [
      'the HTTPRoute, whose prefix / comes before a GRPCRoute that names no method, however old',
      route('HTTPRoute', 'a', 2) + route('GRPCRoute', 'b', 1),
      'a',
    ],
    [
      'both, where their hostnames differ',
      route('HTTPRoute', 'a', 1, names('other.example.com')) +
        route('GRPCRoute', 'b', 2, names('shop.example.com')),
      'b',
    ],
    [
      'the one whose hostname is more specific',
      route('HTTPRoute', 'a', 1, names('*.example.com')) +
        route('GRPCRoute', 'b', 2, names('shop.example.com')),
      'b',
    ],
    [
      'several of one kind together',
      route('HTTPRoute', 'a', 1) +
        route('HTTPRoute', 'b', 2, '', 'matches: [{ path: { value: /shop.Cart } }],'),
      'b',
    ],
  ])('%s', (_, yaml, expected) => {
    expect(target(HTTP + yaml)).toBe(expected);
  });

  it('asks the more specific match first, of whichever kind it is', () => {
    const grpc = route('GRPCRoute', 'b', 2, '', 'matches: [{ method: { service: shop.Cart } }],');
    const cart = { path: '/shop.Cart/Add' };
    expect(target(HTTP + route('HTTPRoute', 'a', 1) + grpc, cart)).toBe('b');
    expect(target(HTTP + route('HTTPRoute', 'a', 1) + grpc, { path: '/' })).toBe('a');
  });
});

describe('UDPRoute', () => {
  const both = gateway('{ name: tcp, port: 53, protocol: TCP }, { name: udp, port: 53, protocol: UDP }');

  it('is followed from a UDP listener, apart from what the port does for TCP', () => {
    const yaml = both + route('UDPRoute', 'a', 1) + route('TCPRoute', 'b', 1);
    expect(target(yaml, { port: 53, scheme: 'udp' })).toBe('a');
    expect(target(yaml, { port: 53, scheme: 'tcp' })).toBe('b');
  });

  it('takes the oldest of several', () => {
    const yaml = both + route('UDPRoute', 'b', 2) + route('UDPRoute', 'a', 1);
    expect(target(yaml, { port: 53, scheme: 'udp' })).toBe('a');
  });

  it('is nothing that the mesh’s own proxies see', () => {
    const client = { namespace: 'infra', labels: {}, gateway: null };
    const outcome = explainRoute(viewFromYaml(MESH), {
      ...REQUEST,
      client,
      host: 'a',
      port: 53,
      scheme: 'udp',
    });
    expect(outcome).toMatchObject({ kind: 'routed', protocol: 'udp', matched: null });
  });
});

describe('rules of one path', () => {
  it('does not rank a prefix by the slash at its end', () => {
    const yaml =
      HTTP +
      route('HTTPRoute', 'a', 1, '', 'matches: [{ path: { value: /shop.Cart/ } }],') +
      route('HTTPRoute', 'b', 2, '', 'matches: [{ path: { value: /shop.Cart }, method: GET }],');
    expect(target(yaml)).toBe('b');
  });

  it('reads only the first of several headers with one name', () => {
    const match =
      'matches: [{ headers: [{ name: X-A, value: one }, { name: x-a, value: two }], queryParams: [{ name: q, value: "1" }, { name: q, value: "2" }] }],';
    const yaml = HTTP + route('HTTPRoute', 'a', 1, '', match);
    expect(target(yaml, { headers: { 'x-a': 'one' }, path: '/?q=1' })).toBe('a');
    expect(target(yaml, { headers: { 'x-a': 'two' }, path: '/?q=2' })).toBe('not-found');
  });
});

describe('a Gateway that is served by a proxy installed by hand', () => {
  const INSTALLED = `
apiVersion: v1
kind: Service
metadata: { name: ingress, namespace: edge }
spec: { selector: { istio: ingress }, ports: [{ port: 80, name: http2 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ingress, namespace: edge }
spec: { template: { metadata: { labels: { istio: ingress } } } }
---`;
  const client = { namespace: 'edge', labels: { istio: 'ingress' }, gateway: 'ingress' };
  const named = (value: string) =>
    gateway(
      '{ name: http, port: 80, protocol: HTTP }',
      `, addresses: [{ type: Hostname, value: ${value} }]`,
    ) + route('HTTPRoute', 'a', 1);

  it('is reached through the Service that its address names', () => {
    expect(target(INSTALLED + named('ingress.edge.svc.cluster.local'), { client })).toBe('a');
    expect(target(INSTALLED + named('other.edge.svc.cluster.local'), { client })).toBe('not-found');
  });

  it('has no proxy of its own then', () => {
    expect(target(INSTALLED + named('ingress.edge.svc.cluster.local'))).toBe('not-found');
  });
});
