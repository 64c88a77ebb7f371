import { describe, expect, it } from 'vitest';
import { objectsOf } from './analysis/read-objects';
import { neighbours } from './neighbours';
import { meshView } from './simulation/mesh-view';
import type { ObjectId } from './store';

const objects = objectsOf(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web-v1, namespace: shop }
spec:
  replicas: 3
  template: { metadata: { labels: { app: web, version: v1 } }, spec: { containers: [] } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web-v2, namespace: shop }
spec:
  template: { metadata: { labels: { app: web, version: v2 } }, spec: { containers: [] } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: caller, namespace: edge }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: root, namespace: shop }
spec: { hosts: [web], http: [{ delegate: { name: part, namespace: teams } }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: part, namespace: teams }
spec: { http: [{ route: [{ destination: { host: web.shop.svc.cluster.local } }] }] }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web, namespace: shop }
spec:
  host: web
  trafficPolicy: { tls: { mode: MUTUAL, credentialName: client-cert } }
  subsets: [{ name: v1, labels: { version: v1 } }]
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec: { selector: { app: web }, servers: [{ port: { number: 443 }, tls: { credentialName: site }, hosts: ['*'] }] }
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: narrow, namespace: edge }
spec: { egress: [{ hosts: ['shop/web.shop.svc.cluster.local', './*', '~/*'] }] }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: machines, namespace: shop }
spec: { hosts: [vm.example], workloadSelector: { labels: { app: vm } } }
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: { name: vm-1, namespace: shop }
spec: { address: 10.0.0.1, labels: { app: vm }, serviceAccount: vm }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: callers, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  rules:
    - from:
        - source: { principals: [cluster.local/ns/edge/sa/caller, '*'] }
        - source: { namespaces: [edge, 'team-*'], serviceAccounts: [own] }
---
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: traces, namespace: shop }
spec: { tracing: [{ providers: [{ name: zipkin }, { name: envoy }] }] }
---
apiVersion: extensions.istio.io/v1alpha1
kind: WasmPlugin
metadata: { name: plugin, namespace: shop }
spec: { url: oci://plugin, imagePullSecret: pull, targetRefs: [{ kind: Gateway, group: gateway.networking.k8s.io, name: front }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: front, namespace: shop }
spec:
  gatewayClassName: istio
  listeners: [{ name: tls, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: site }, { name: other, namespace: certs }] } }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: { name: more, namespace: shop }
spec: { parentRef: { name: front }, listeners: [] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: { name: calls, namespace: shop }
spec:
  parentRefs: [{ name: front }]
  rules:
    - backendRefs: [{ name: web, port: 80 }]
      filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: shadow, port: 80 } } }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: { name: open, namespace: shop }
spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: edge }], to: [{ group: '', kind: Service, name: web }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: { name: verify, namespace: shop }
spec:
  targetRefs: [{ group: '', kind: Service, name: web }]
  validation: { caCertificateRefs: [{ group: '', kind: ConfigMap, name: roots }] }
`);

const SETTINGS: ObjectId = { group: '', kind: 'ConfigMap', namespace: 'istio-system', name: 'istio' };
const view = meshView(objects);

function around(kind: string, name: string) {
  const object = objects.find(({ id }) => id.kind === kind && id.name === name);
  if (object === undefined) throw new Error(`no ${kind} ${name}`);
  return neighbours(object, objects, view, SETTINGS);
}

const written = (references: readonly { id: ObjectId; exists: boolean }[]) =>
  references.map(({ id, exists }) => `${exists ? '' : 'no '}${id.kind} ${id.namespace}/${id.name}`);
const to = (kind: string, name: string) => written(around(kind, name).to);
const by = (kind: string, name: string) => written(around(kind, name).by);

describe('neighbours', () => {
  it('follows delegates both ways', () => {
    expect(to('VirtualService', 'root')).toEqual(['Service shop/web', 'VirtualService teams/part']);
    expect(by('VirtualService', 'part')).toEqual(['VirtualService shop/root']);
  });

  it('names certificates of clients and servers', () => {
    expect(to('DestinationRule', 'web')).toEqual(['Service shop/web', 'no Secret shop/client-cert']);
    const gateways = objects.filter(({ id }) => id.kind === 'Gateway');
    expect(gateways.map((object) => written(neighbours(object, objects, view, SETTINGS).to))).toEqual([
      ['no Secret shop/site'],
      ['no GatewayClass null/istio', 'no Secret shop/site', 'no Secret certs/other'],
    ]);
  });

  it('names callers by identity and namespace, never patterns', () => {
    expect(to('AuthorizationPolicy', 'callers')).toEqual([
      'ServiceAccount edge/caller',
      'no Namespace null/edge',
      'no ServiceAccount shop/own',
    ]);
  });

  it('leads from providers to the settings that define them, and not from those that Istio knows', () => {
    expect(to('Telemetry', 'traces')).toEqual(['no ConfigMap istio-system/istio']);
  });

  it('reads every kind that refers by name', () => {
    expect(to('Sidecar', 'narrow')).toEqual(['Service shop/web']);
    expect(to('WorkloadEntry', 'vm-1')).toEqual(['no ServiceAccount shop/vm']);
    expect(to('WasmPlugin', 'plugin')).toEqual(['Gateway shop/front', 'no Secret shop/pull']);
    expect(to('ListenerSet', 'more')).toEqual(['Gateway shop/front']);
    expect(to('GRPCRoute', 'calls')).toEqual([
      'Gateway shop/front',
      'Service shop/web',
      'no Service shop/shadow',
    ]);
    expect(to('ReferenceGrant', 'open')).toEqual(['no Namespace null/edge', 'Service shop/web']);
    expect(to('BackendTLSPolicy', 'verify')).toEqual(['Service shop/web', 'no ConfigMap shop/roots']);
  });

  it('finds everything that refers to a service', () => {
    expect(by('Service', 'web')).toEqual([
      'VirtualService shop/root',
      'VirtualService teams/part',
      'DestinationRule shop/web',
      'Sidecar edge/narrow',
      'GRPCRoute shop/calls',
      'ReferenceGrant shop/open',
      'BackendTLSPolicy shop/verify',
    ]);
  });

  it('counts what is selected and the pods that are asked for', () => {
    expect(around('AuthorizationPolicy', 'callers').selects).toMatchObject({ total: 2, pods: 4 });
    expect(around('DestinationRule', 'web').selects).toMatchObject({ total: 1, pods: 3 });
    expect(around('ServiceEntry', 'machines').selects.workloads.map(({ id }) => id.name)).toEqual(['vm-1']);
  });

  it('tells whose traffic it rules', () => {
    const hosts = (kind: string, name: string) => around(kind, name).rules.map(({ host }) => host);
    expect(hosts('AuthorizationPolicy', 'callers')).toEqual(['web.shop.svc.cluster.local']);
    expect(hosts('VirtualService', 'root')).toEqual(['web.shop.svc.cluster.local']);
    expect(hosts('ServiceEntry', 'machines')).toEqual(['vm.example']);
  });
});
