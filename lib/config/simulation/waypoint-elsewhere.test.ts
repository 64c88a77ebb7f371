/** A waypoint in another namespace than the services it stands before, as istiod 1.31 configures it. */
import { describe, expect, it } from 'vitest';
import { explainRoute } from './route';
import { viewFromYaml } from './view-from-yaml';

function mesh(allowedRoutes = '{ namespaces: { from: All } }'): string {
  return `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels: { istio.io/dataplane-mode: ambient, istio.io/use-waypoint: wp, istio.io/use-waypoint-namespace: infra, tier: web }
---
apiVersion: v1
kind: Namespace
metadata: { name: infra, labels: { istio.io/dataplane-mode: ambient } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: wp, namespace: infra }
spec:
  gatewayClassName: istio-waypoint
  listeners: [{ name: mesh, port: 15008, protocol: HBONE, allowedRoutes: ${allowedRoutes} }]
---${['one', 'two', 'three']
    .map(
      (name) => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${name} }, ports: [{ port: 80, name: http }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec: { template: { metadata: { labels: { app: ${name} } } } }
---`,
    )
    .join('')}`;
}

const created = (second: number) => `creationTimestamp: "2024-01-01T00:00:0${second}Z"`;

function route(name: string, namespace: string, to: string, second: number, path = '/'): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: ${name}, namespace: ${namespace}, ${created(second)} }
spec:
  parentRefs: [{ group: "", kind: Service, name: one, namespace: shop }]
  rules:
  - matches: [{ path: { type: PathPrefix, value: ${path} } }]
    backendRefs: [{ name: ${to}, namespace: shop, port: 80 }]
---`;
}

function virtualService(name: string, namespace: string, to: string, second: number, rest = ''): string {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: ${namespace}, ${created(second)} }
spec:
  hosts: [one.shop.svc.cluster.local]
  http: [{ ${rest}route: [{ destination: { host: ${to}.shop.svc.cluster.local } }] }]
---`;
}

function ask(yaml: string, { path = '/', from = 'clients' } = {}) {
  const outcome = explainRoute(viewFromYaml(yaml), {
    client: { namespace: from, labels: { app: 'two' }, gateway: null, plane: 'ambient' },
    host: 'one.shop.svc.cluster.local',
    port: 80,
    method: 'GET',
    path,
    headers: {},
    scheme: 'http',
  });
  const ready = 'destinations' in outcome ? outcome.destinations : [];
  return {
    protocol: 'protocol' in outcome ? outcome.protocol : null,
    to: ready.map(({ host }) => host.split('.')[0]),
    by: outcome.matched?.object.name ?? null,
    limits: ready[0]?.limits.connectionPool ?? null,
  };
}

describe('a waypoint in another namespace', () => {
  it('takes routes of its own namespace', () => {
    expect(ask(mesh() + route('r', 'infra', 'two', 1))).toMatchObject({ to: ['two'], by: 'r' });
  });

  it('asks routes of its own namespace first, and then those of the service', () => {
    const yaml = mesh() + route('own', 'shop', 'three', 1) + route('r', 'infra', 'two', 2, '/a');
    expect(ask(yaml, { path: '/a' }).by).toBe('r');
    expect(ask(yaml, { path: '/b' }).by).toBe('own');
  });

  it('does not take routes of a third namespace, not even the client’s own', () => {
    expect(ask(mesh() + route('r', 'clients', 'two', 1)).by).toBeNull();
  });

  it('ranks routes of the service’s namespace among public VirtualServices by age', () => {
    const old = mesh() + virtualService('v', 'shop', 'two', 1) + route('r', 'shop', 'three', 2);
    expect(ask(old).by).toBe('v');
    const young = mesh() + virtualService('v', 'shop', 'two', 3) + route('r', 'shop', 'three', 2);
    expect(ask(young).by).toBe('r');
  });

  it('sees VirtualServices by what is exported to its own namespace', () => {
    const kept = virtualService('v', 'shop', 'two', 1).replace('spec:', 'spec:\n  exportTo: ["."]');
    expect(ask(mesh() + kept).by).toBeNull();
    const shown = virtualService('v', 'shop', 'two', 1).replace('spec:', 'spec:\n  exportTo: [infra]');
    expect(ask(mesh() + shown).by).toBe('v');
  });

  it('leaves out entries that want labels of the client', () => {
    const rest = 'match: [{ sourceLabels: { app: two }, gateways: [mesh] }], ';
    expect(ask(mesh() + virtualService('v', 'shop', 'two', 1, rest)).by).toBeNull();
  });

  it('uses the DestinationRule of its own namespace before that of the service', () => {
    const rule = (namespace: string, most: number) => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: d, namespace: ${namespace} }
spec:
  host: one.shop.svc.cluster.local
  trafficPolicy: { connectionPool: { tcp: { maxConnections: ${most} } } }
---`;
    expect(ask(mesh() + rule('shop', 5)).limits).toMatchObject({ maxConnections: 5 });
    expect(ask(mesh() + rule('shop', 5) + rule('infra', 7)).limits).toMatchObject({ maxConnections: 7 });
  });

  it('is used only from namespaces that its listener allows, by default its own alone', () => {
    const routed = route('r', 'infra', 'two', 1);
    const chosen = '{ namespaces: { from: Selector, selector: { matchLabels: { tier: web } } } }';
    expect(ask(mesh(chosen) + routed).by).toBe('r');
    for (const refused of ['{}', '{ namespaces: { from: Same } }', chosen.replace('web', 'data')]) {
      expect(ask(mesh(refused) + routed)).toMatchObject({ protocol: 'tcp', to: ['one'], by: null });
    }
  });

  it('takes the kind of traffic that its GatewayClass says where its own label says none', () => {
    const ofClass = (kind: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: istio-waypoint, labels: { istio.io/waypoint-for: ${kind} } }
spec: { controllerName: istio.io/mesh-controller }
---`;
    const routed = route('r', 'infra', 'two', 1);
    expect(ask(ofClass('workload') + mesh() + routed).by).toBeNull();
    expect(ask(ofClass('all') + mesh() + routed).by).toBe('r');
  });
});
