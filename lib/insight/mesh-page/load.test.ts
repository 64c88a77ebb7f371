import { expect, it } from 'vitest';
import { memoryStore } from '@/lib/config/fixtures/memory-store';
import { meshPageSchema } from './contract';
import { loadMeshConfiguration } from './load';

const MESH = `apiVersion: apps/v1
kind: Deployment
metadata: {name: istiod-canary, namespace: istio-system, labels: {app: istiod, istio.io/rev: canary}}
spec:
  replicas: 2
  selector: {matchLabels: {app: istiod}}
  template:
    metadata: {labels: {app: istiod, istio.io/rev: canary}}
    spec: {containers: [{name: discovery, image: 'host.example:5000/istio/pilot:1.30.3-distroless@sha256:aa'}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: istio-system}
data: {mesh: "trustDomain: prod.example\\noutboundTrafficPolicy: {mode: REGISTRY_ONLY}\\n"}
---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {istio-injection: enabled}}
---
apiVersion: v1
kind: Namespace
metadata: {name: data, labels: {istio.io/dataplane-mode: ambient}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: waypoint, namespace: data}
spec: {gatewayClassName: istio-waypoint}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: front, namespace: shop}
spec: {servers: [{}, {}]}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: vm, namespace: shop}
spec: {address: 10.0.0.1, network: east}
---
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: {name: vms, namespace: shop}
spec: {template: {}}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: ztunnel, namespace: istio-system}
spec: {selector: {matchLabels: {app: ztunnel}}, template: {metadata: {labels: {app: ztunnel}}, spec: {containers: []}}}
status: {desiredNumberScheduled: 3, numberReady: 2}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: grafana, namespace: istio-system}
spec: {selector: {matchLabels: {app: grafana}}, template: {metadata: {labels: {app: grafana}}, spec: {containers: []}}}
`;

it('tells what the mesh is made of', async () => {
  const { configuration } = meshPageSchema.parse({
    addresses: null,
    clusters: null,
    configuration: await loadMeshConfiguration(memoryStore(MESH)),
  });
  expect(configuration?.controlPlanes).toMatchObject([
    { revision: 'canary', version: '1.30.3-distroless', desired: 2 },
  ]);
  expect(configuration?.settingsFrom?.title).toContain('ConfigMap istio');
  const values = configuration?.settings.map(({ value }) => value);
  expect(values).toEqual(expect.arrayContaining(['prod.example', 'REGISTRY_ONLY', 'on']));
  const parts = configuration?.parts.map(({ kind, id, note }) => [kind, id.name, note]);
  expect(parts).toEqual([
    ['waypoint', 'waypoint', 'istio-waypoint'],
    ['gateway', 'front', '2 servers'],
    ['machine', 'vm', 'east'],
    ['machine', 'vms', ''],
    ['ztunnel', 'ztunnel', '2 of 3 ready'],
  ]);
  expect(configuration?.networks.map(({ name, id }) => [name, id.name])).toEqual([['east', 'vm']]);
  expect(configuration?.addOns.map(({ name }) => name)).toEqual(['grafana']);
  expect(configuration?.namespaces.find(({ kind }) => kind === 'ambient')?.names).toEqual(['data']);
  expect(configuration?.namespaces.find(({ kind }) => kind === 'sidecar')?.names).toEqual(['shop']);
});

it('says that there is no configuration, rather than an empty mesh', async () => {
  expect(await loadMeshConfiguration(null)).toBeNull();
});
