/** Requests of ambient clients at a waypoint, as istiod 1.31 configures it. */
import { describe, expect, it } from 'vitest';
import { explainRoute } from './route';
import { viewFromYaml } from './view-from-yaml';

const MESH = `
apiVersion: v1
kind: Namespace
metadata: { name: a, labels: { istio.io/dataplane-mode: ambient, istio.io/use-waypoint: wp } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: wp, namespace: a }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
---${['one', 'two', 'three']
  .map(
    (name) => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: a }
spec: { selector: { app: ${name} }, ports: [{ port: 80, name: http }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: a }
spec: { template: { metadata: { labels: { app: ${name} } } } }
---`,
  )
  .join('')}`;

const created = (second: number) => `creationTimestamp: "2024-01-01T00:00:0${second}Z"`;

function attached(name: string, path: string, to: string, { port = '', second = 1 } = {}): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: ${name}, namespace: a, ${created(second)} }
spec:
  parentRefs: [{ group: "", kind: Service, name: one${port} }]
  rules: [{ matches: [{ path: { type: PathPrefix, value: ${path} } }], backendRefs: [{ name: ${to}, port: 80 }] }]
---`;
}

function written(name: string, prefix: string, to: string, { second = 1, rest = '' } = {}): string {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: a, ${created(second)} }
spec:
  hosts: [one]
  http: [{ match: [{ uri: { prefix: ${prefix} } }], route: [{ destination: { host: ${to} } }] }]${rest}
---`;
}

function ask(yaml: string, path: string) {
  const outcome = explainRoute(viewFromYaml(MESH + yaml), {
    client: { namespace: 'a', labels: { app: 'two' }, gateway: null, plane: 'ambient' },
    host: 'one',
    port: 80,
    method: 'GET',
    path,
    headers: {},
    scheme: 'http',
  });
  const to = 'destinations' in outcome ? outcome.destinations.map(({ host }) => host.split('.')[0]) : [];
  return { kind: outcome.kind, to, by: outcome.matched?.object.name ?? null };
}

describe('a waypoint', () => {
  it('asks one VirtualService of a host after the other', () => {
    const yaml = written('v', '/a', 'two') + written('w', '/b', 'three', { second: 2 });
    expect(ask(yaml, '/a')).toMatchObject({ to: ['two'], by: 'v' });
    expect(ask(yaml, '/b')).toMatchObject({ to: ['three'], by: 'w' });
    expect(ask(yaml, '/c').kind).toBe('not-found');
  });

  it('asks routes that name the port and those that name none', () => {
    const yaml = attached('r', '/a', 'two') + attached('s', '/b', 'three', { port: ', port: 80', second: 2 });
    expect(ask(yaml, '/a')).toMatchObject({ to: ['two'], by: 'r' });
    expect(ask(yaml, '/b')).toMatchObject({ to: ['three'], by: 's' });
  });

  it('asks routes of its namespace before public VirtualServices, and after those of the namespace alone', () => {
    const route = attached('r', '/', 'two', { second: 2 });
    expect(ask(route + written('v', '/', 'three'), '/').by).toBe('r');
    expect(ask(route + written('v', '/', 'three', { rest: '\n  exportTo: ["."]' }), '/').by).toBe('v');
  });

  it('leads to every pod of the service where nothing speaks for it', () => {
    expect(ask('', '/')).toEqual({ kind: 'routed', to: ['one'], by: null });
  });
});
