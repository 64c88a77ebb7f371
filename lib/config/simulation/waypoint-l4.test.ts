/** Connections of ambient clients at a waypoint, as istiod 1.31 configures it. */
import { describe, expect, it } from 'vitest';
import { explainRoute } from './route';
import { viewFromYaml } from './view-from-yaml';

const service = (name: string) => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: a }
spec: { selector: { app: ${name} }, ports: [{ port: 3306, name: tcp-db }, { port: 443, name: tls-x }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: a }
spec: { template: { metadata: { labels: { app: ${name} } } } }
---`;
const MESH = `
apiVersion: v1
kind: Namespace
metadata: { name: a, labels: { istio.io/dataplane-mode: ambient, istio.io/use-waypoint: wp } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: wp, namespace: a }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
---${service('one')}${service('two')}${service('three')}`;

function route(kind: 'TCPRoute' | 'TLSRoute', to: string, { hostnames = '', weight = 1 } = {}): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: ${kind.toLowerCase()}-${to}, namespace: a }
spec:
  parentRefs: [{ group: "", kind: Service, name: one }]
  ${hostnames}
  rules: [{ backendRefs: [{ name: ${to}, port: 3306, weight: ${weight} }] }]
---`;
}

function virtualService(rules: string): string {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: v, namespace: a }
spec: { hosts: [one], ${rules} }
---`;
}

function ask(yaml: string, port = 3306) {
  const outcome = explainRoute(viewFromYaml(MESH + yaml), {
    client: { namespace: 'a', labels: { app: 'two' }, gateway: null, plane: 'ambient' },
    host: 'one',
    port,
    method: 'GET',
    path: '/',
    headers: {},
    scheme: port === 443 ? 'tls' : 'tcp',
  });
  const to = 'destinations' in outcome ? outcome.destinations.map(({ host }) => host.split('.')[0]) : [];
  return { kind: outcome.kind, to, by: outcome.matched?.object.name ?? null };
}

const OWN_NAME = 'hostnames: [one.a.svc.cluster.local]';
const TO_TWO = 'route: [{ destination: { host: two } }]';

describe('a connection at a waypoint', () => {
  it('follows a TLS rule that names the service alone before a TCP rule, whatever the port speaks', () => {
    const yaml = route('TCPRoute', 'two') + route('TLSRoute', 'three', { hostnames: OWN_NAME });
    expect(ask(yaml)).toMatchObject({ to: ['three'], by: 'tlsroute-three' });
    expect(ask(yaml, 443)).toMatchObject({ to: ['three'], by: 'tlsroute-three' });
  });

  it('leaves TLS rules out that name anything else', () => {
    const yaml =
      route('TCPRoute', 'two') + route('TLSRoute', 'three', { hostnames: 'hostnames: [x.example]' });
    expect(ask(yaml, 443)).toMatchObject({ to: ['two'], by: 'tcproute-two' });
  });

  it('is taken by a TLSRoute whose backends get nothing, and so leads nowhere', () => {
    const yaml = route('TLSRoute', 'two', { hostnames: OWN_NAME, weight: 0 });
    expect(ask(yaml, 443)).toMatchObject({ kind: 'no-cluster', by: 'tlsroute-two' });
  });

  it('is taken by no rule that asks for labels or the namespace of its client', () => {
    for (const wanted of ['sourceLabels: { app: two }', 'sourceNamespace: a'])
      expect(ask(virtualService(`tcp: [{ match: [{ ${wanted} }], ${TO_TWO} }]`)).by).toBeNull();
    expect(ask(virtualService(`tcp: [{ match: [{ port: 3306 }], ${TO_TWO} }]`)).by).toBe('v');
  });

  it('is not asked for its address', () => {
    const elsewhere = virtualService(`tcp: [{ match: [{ destinationSubnets: [192.0.2.0/24] }], ${TO_TWO} }]`);
    expect(ask(elsewhere).to).toEqual(['two']);
  });
});
