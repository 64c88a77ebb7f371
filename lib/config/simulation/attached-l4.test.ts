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

  it("of the client's own namespace come before older ones", () => {
    const own = `${ON_ONE}, rules: [{ backendRefs: [{ name: two, namespace: b, port: 3306 }] }]`;
    const both =
      route('TCPRoute', `${ON_ONE}, ${TO_TWO}`) +
      route('TCPRoute', own, { namespace: 'b', name: 's', second: 2 });
    expect(outcome(both).to).toEqual(['two.b.svc.cluster.local:3306']);
    const client = { namespace: 'a', labels: { app: 'two' }, gateway: null };
    expect(outcome(both, { client }).to).toEqual([TWO]);
  });
});

describe('TCPRoutes and TLSRoutes at a gateway', () => {
  const gateway = (listener: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: gw, namespace: b }
spec:
  gatewayClassName: istio
  listeners: [{ name: l, port: 9443, allowedRoutes: { namespaces: { from: All } }, protocol: TLS, ${listener} }]
---`;
  const ENDED = gateway(
    'hostname: "*.example.com", tls: { mode: Terminate, certificateRefs: [{ name: c }] }',
  );
  const PASSED = gateway('tls: { mode: Passthrough }');
  const AT_GATEWAY = 'parentRefs: [{ name: gw, namespace: b }]';
  const at = (host: string) => ({
    client: { namespace: 'b', labels: {}, gateway: 'gw-istio' },
    host,
    port: 9443,
    scheme: 'tls' as const,
  });

  it('are not asked for the name again where the listener ends TLS', () => {
    const yaml = ENDED + route('TLSRoute', `${AT_GATEWAY}, hostnames: [www.example.com], ${TO_TWO}`);
    expect(outcome(yaml, at('other.example.com'))).toMatchObject({ to: [TWO], by: 'TLSRoute' });
    expect(outcome(yaml, at('www.example.org')).kind).toBe('not-found');
  });

  it('take a name that a more exact listener has no route for, where listeners end TLS', () => {
    const exact =
      '{ name: m, port: 9443, hostname: www.example.com, protocol: TLS, tls: { mode: Terminate, certificateRefs: [{ name: c }] } }';
    const yaml =
      ENDED.replace(' }]\n---', ` }, ${exact}]\n---`) +
      route('TCPRoute', `${AT_GATEWAY.replace('}]', ', sectionName: l }]')}, ${TO_TWO}`);
    expect(outcome(yaml, at('www.example.com')).to).toEqual([TWO]);
  });

  it('of its own namespace come first where the listener ends TLS', () => {
    const yaml =
      ENDED +
      route('TCPRoute', `${AT_GATEWAY}, ${TO_TWO}`) +
      route('TCPRoute', `${AT_GATEWAY}, ${TO_TWO}`, { namespace: 'b', name: 's', second: 2 });
    expect(outcome(yaml, at('www.example.com')).to).toEqual(['two.b.svc.cluster.local:3306']);
  });

  it('leave a name to a less exact one when no backend of theirs gets anything', () => {
    const none = 'rules: [{ backendRefs: [{ name: one, port: 443, weight: 0 }] }]';
    const yaml =
      PASSED +
      route('TLSRoute', `${AT_GATEWAY}, hostnames: [www.example.com], ${none}`) +
      route('TLSRoute', `${AT_GATEWAY}, hostnames: ["*.example.com"], ${TO_TWO}`, { name: 's', second: 2 });
    expect(outcome(yaml, at('www.example.com')).to).toEqual([TWO]);
  });

  it('take a name that a more exact listener covers and has no route for', () => {
    const exact =
      '{ name: m, port: 9443, hostname: "*.example.com", protocol: TLS, tls: { mode: Passthrough } }';
    const yaml =
      PASSED.replace(' }]\n---', ` }, ${exact}]\n---`) +
      route('TLSRoute', `${AT_GATEWAY}, hostnames: [www.example.com], ${TO_TWO}`);
    expect(outcome(yaml, at('www.example.com')).to).toEqual([TWO]);
  });
});
