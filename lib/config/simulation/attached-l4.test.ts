/** TCPRoutes and TLSRoutes on services, as istiod 1.31 turns them into filter chains of sidecars. */
import { describe, expect, it } from 'vitest';
import type { SimulatedRequest } from './request';
import { explainRoute } from './route';
import { viewFromYaml } from './view-from-yaml';

const MESH = ['a', 'b']
  .flatMap((namespace) =>
    ['one', 'two'].map(
      (name) => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { selector: { app: ${name} }, ports: [{ port: 3306, name: tcp-db }, { port: 443, name: tls-x }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec: { template: { metadata: { labels: { app: ${name} } } } }
---`,
    ),
  )
  .join('');

const created = (second: number) => `creationTimestamp: "2024-01-01T00:00:0${second}Z"`;

function route(kind: string, spec: string, { namespace = 'a', name = 'r', second = 1 } = {}): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace}, ${created(second)} }
spec: { ${spec} }
---`;
}

const ON_ONE = 'parentRefs: [{ group: "", kind: Service, name: one, namespace: a }]';
const TO_TWO = 'rules: [{ backendRefs: [{ name: two, port: 3306 }] }]';

function written(protocol: string, rule: string, second: number): string {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: v, namespace: a, ${created(second)} }
spec: { hosts: [one.a.svc.cluster.local], ${protocol}: [${rule}] }
---`;
}

function outcome(yaml: string, request: Partial<SimulatedRequest> = {}) {
  const found = explainRoute(viewFromYaml(MESH + yaml), {
    client: { namespace: 'b', labels: { app: 'two' }, gateway: null },
    host: 'one.a.svc.cluster.local',
    port: 3306,
    method: 'GET',
    path: '/',
    headers: {},
    scheme: 'tcp',
    ...request,
  });
  const to = 'destinations' in found ? found.destinations.map(({ host, port }) => `${host}:${port}`) : [];
  return { kind: found.kind, to, by: found.matched?.object.kind ?? null };
}

const TWO = 'two.a.svc.cluster.local:3306';
const tls = { scheme: 'tls', port: 443 } as const;

describe('TCPRoutes and TLSRoutes on a service', () => {
  it('are for every client, also those of a third namespace', () => {
    expect(outcome(route('TCPRoute', `${ON_ONE}, ${TO_TWO}`))).toMatchObject({ to: [TWO], by: 'TCPRoute' });
    const elsewhere = route(
      'TCPRoute',
      `${ON_ONE}, rules: [{ backendRefs: [{ name: two, namespace: a, port: 3306 }] }]`,
      { namespace: 'b' },
    );
    const client = { namespace: 'a', labels: { app: 'two' }, gateway: null };
    expect(outcome(elsewhere, { client })).toMatchObject({ to: [TWO], by: 'TCPRoute' });
  });

  it('stand among VirtualServices of the host by their age', () => {
    const rule = '{ route: [{ destination: { host: two.b.svc.cluster.local, port: { number: 3306 } } }] }';
    const one = route('TCPRoute', `${ON_ONE}, ${TO_TWO}`, { second: 2 });
    expect(outcome(one + written('tcp', rule, 1)).by).toBe('VirtualService');
    expect(outcome(one + written('tcp', rule, 3)).by).toBe('TCPRoute');
  });

  it('are asked on the port that they name alone', () => {
    const onPort = ON_ONE.replace('namespace: a', 'namespace: a, port: 3307');
    expect(outcome(route('TCPRoute', `${onPort}, ${TO_TWO}`)).by).toBeNull();
  });

  it('take a name by TLS: the only one as written, of several those of the service, without any the service', () => {
    const by = (hostnames: string) => outcome(route('TLSRoute', `${ON_ONE}, ${hostnames}${TO_TWO}`), tls);
    expect(by('')).toMatchObject({ kind: 'routed', by: 'TLSRoute' });
    // Rules speak for the service, and none of them wants this name.
    expect(by('hostnames: [other.com], ')).toMatchObject({ kind: 'passthrough', by: null });
    // None of the names is of the service, and what is left takes every name.
    expect(by('hostnames: [other.com, two.a.svc.cluster.local], ').by).toBe('TLSRoute');
    expect(by('hostnames: [other.com, "*.a.svc.cluster.local"], ').by).toBe('TLSRoute');
  });

  it('without a backend that gets anything lead TCP nowhere, and leave TLS alone', () => {
    const none = 'rules: [{ backendRefs: [{ name: two, port: 3306, weight: 0 }] }]';
    expect(outcome(route('TCPRoute', `${ON_ONE}, ${none}`))).toMatchObject({ kind: 'no-cluster', to: [] });
    const left = outcome(route('TLSRoute', `${ON_ONE}, ${none}`), tls);
    expect(left).toEqual({ kind: 'routed', to: ['one.a.svc.cluster.local:443'], by: null });
  });
});
