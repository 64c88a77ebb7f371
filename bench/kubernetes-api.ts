/**
 * A process that answers as the API server of a mesh of 1,000 services: 5,000 pods as Istio's injection leaves them and
 * 2,000 objects of mesh kinds. A line `change` on standard input begins 50 changes a second. Prints its address.
 */
import { createInterface } from 'node:readline';
import { ScriptedApi, type ScriptedKind } from '@/lib/kubernetes/fixtures/scripted-api';
import { WANTED_KINDS } from '@/lib/kubernetes/wanted-kinds';

const SERVICES = 1000;
const PODS_EACH = 5;
const MESH_OBJECTS = 2000;
const CHANGES_PER_SECOND = 50;

const KINDS: readonly ScriptedKind[] = WANTED_KINDS.filter(({ isOptional }) => !isOptional).map(
  ({ group, kind, plural, namespaced, versions }) => ({
    group,
    kind,
    plural,
    namespaced,
    version: versions?.[0] ?? 'v1',
  }),
);

function kindOf(name: string): ScriptedKind {
  const found = KINDS.find(({ kind }) => kind === name);
  if (found === undefined) throw new Error(`no kind ${name}`);
  return found;
}

function metadata(name: string, namespace: string, more: object = {}) {
  const managedFields = ['kube-controller-manager', 'kubelet'].map((manager) => ({
    manager,
    operation: 'Update',
    time: '2026-01-01T00:00:00Z',
    fieldsV1: Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`f:field-${at}`, { '.': {} }])),
  }));
  return {
    name,
    namespace,
    generation: 1,
    creationTimestamp: '2026-01-01T00:00:00Z',
    managedFields,
    ...more,
  };
}

function container(name: string, service: string) {
  const env = Array.from({ length: 20 }, (_, at) => ({
    name: `${name.toUpperCase()}_SETTING_${at}`,
    value: `${at}`,
  }));
  const volumeMounts = Array.from({ length: 8 }, (_, at) => ({
    name: `v${at}`,
    mountPath: `/var/lib/${name}/${at}`,
  }));
  const probe = { httpGet: { path: '/healthz/ready', port: 15021, scheme: 'HTTP' }, periodSeconds: 15 };
  const resources = { limits: { cpu: '2', memory: '1Gi' }, requests: { cpu: '10m', memory: '40Mi' } };
  const image = `registry.example.org/${service}/${name}:1.0`;
  return { name, image, env, volumeMounts, resources, readinessProbe: probe, livenessProbe: probe };
}

function pod(service: string, at: number) {
  const labels = {
    app: service,
    version: 'v1',
    'security.istio.io/tlsMode': 'istio',
    'pod-template-hash': '7d9f8',
  };
  const volumes = Array.from({ length: 8 }, (_, index) => ({
    name: `v${index}`,
    projected: { sources: [{ serviceAccountToken: { path: 'token' } }] },
  }));
  const names = [service, 'istio-proxy'];
  const containerStatuses = names.map((name) => ({
    name,
    ready: true,
    restartCount: 0,
    imageID: `registry.example.org/${name}@sha256:${'ab12'.repeat(16)}`,
    containerID: `containerd://${'cd34'.repeat(16)}`,
    state: { running: { startedAt: '2026-01-01T00:00:00Z' } },
  }));
  const conditions = ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) => ({
    type,
    status: 'True',
    lastTransitionTime: '2026-01-01T00:00:00Z',
  }));
  return {
    metadata: metadata(`${service}-7d9f8-${at}`, namespaceOf(service), { labels }),
    spec: {
      containers: names.map((name) => container(name, service)),
      initContainers: [container('istio-init', service)],
      serviceAccountName: service,
      nodeName: `node-${at}`,
      volumes,
    },
    status: { phase: 'Running', podIP: `10.0.${at}.7`, conditions, containerStatuses },
  };
}

function namespaceOf(service: string): string {
  return `ns-${Number(service.slice(3)) % 40}`;
}

const api = await new ScriptedApi(KINDS).start();
for (let at = 0; at < 40; at += 1) api.put(kindOf('Namespace'), { metadata: { name: `ns-${at}` } });
const services = Array.from({ length: SERVICES }, (_, at) => `app${at}`);
for (const service of services) {
  const at = metadata(service, namespaceOf(service), { labels: { app: service } });
  const ports = [{ name: 'http', port: 80, targetPort: 8080 }];
  const template = {
    metadata: { labels: { app: service } },
    spec: { containers: [container(service, service)] },
  };
  api.put(kindOf('Service'), {
    metadata: at,
    spec: { selector: { app: service }, ports, clusterIP: '10.96.0.9' },
  });
  api.put(kindOf('Deployment'), {
    metadata: at,
    spec: { replicas: PODS_EACH, template },
    status: { replicas: 5 },
  });
  const endpoints = Array.from({ length: PODS_EACH }, (_, index) => ({ addresses: [`10.0.0.${index}`] }));
  api.put(kindOf('EndpointSlice'), { metadata: at, endpoints, ports });
  for (let index = 0; index < PODS_EACH; index += 1) api.put(kindOf('Pod'), pod(service, index));
}
for (let at = 0; at < MESH_OBJECTS; at += 1) {
  const service = services[at % SERVICES] ?? '';
  const destination = { host: `${service}.${namespaceOf(service)}.svc.cluster.local`, subset: 'v1' };
  const spec =
    at < SERVICES
      ? { hosts: [service], http: [{ route: [{ destination, weight: 100 }], timeout: '3s' }] }
      : { host: service, subsets: [{ name: 'v1', labels: { version: 'v1' } }] };
  const kind = kindOf(at < SERVICES ? 'VirtualService' : 'DestinationRule');
  api.put(kind, { metadata: metadata(service, namespaceOf(service)), spec });
}
console.log(api.url);

createInterface({ input: process.stdin }).once('line', () => {
  let change = 0;
  setInterval(() => {
    change += 1;
    api.put(kindOf('Pod'), pod(services[change % SERVICES] ?? '', change % PODS_EACH));
  }, 1000 / CHANGES_PER_SECOND);
});
process.stdin.on('close', () => process.exit(0));
