/** Pods of a namespace as the API server lists them, with what logs and proxies need to know of them. */
import 'server-only';
import { Fault } from '@/lib/mesh/fault';
import type { ContainerRole, MeshPod, PodContainer, PodPort, PodProxy } from '@/lib/mesh/pod';
import type { KubernetesClient } from './client';

type Fields = Readonly<Record<string, unknown>>;

/** A list of more pods than this is read in pieces. */
const PAGE = 500;

export function kubernetesPods(client: KubernetesClient): PodPort {
  return {
    async pods(namespace, workload, signal) {
      const found = await listPods(
        client,
        `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`,
        {},
        signal,
      );
      return workload === null ? found : found.filter((pod) => pod.workload === workload);
    },
  };
}

/** Istio's label of the control plane's pods, whatever their revision (istio:manifests/charts/istio-control). */
const CONTROL_PLANE = 'app=istiod';
/** Where Istio installs it unless told otherwise. */
const USUAL_NAMESPACE = 'istio-system';
const WORKLOAD = /^istiod(?:-|$)/;

/**
 * Pods of the control plane that run, in whichever namespaces they do; for who may not list pods of the whole cluster,
 * those of the usual one. Throws `Fault`, as every list does.
 */
export async function controlPlanePods(
  client: KubernetesClient,
  signal?: AbortSignal,
): Promise<readonly MeshPod[]> {
  const everywhere = await listPods(client, '/api/v1/pods', { labelSelector: CONTROL_PLANE }, signal).catch(
    (error: unknown) => {
      if (error instanceof Fault && (error.code === 'forbidden' || error.code === 'not-found')) return null;
      throw error;
    },
  );
  const all =
    everywhere ?? (await listPods(client, `/api/v1/namespaces/${USUAL_NAMESPACE}/pods`, {}, signal));
  return all.filter(({ workload, phase }) => WORKLOAD.test(workload) && phase === 'Running');
}

/** Sorted by name. */
async function listPods(
  client: KubernetesClient,
  path: string,
  wanted: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<readonly MeshPod[]> {
  const found: MeshPod[] = [];
  let next = '';
  do {
    const query = { limit: PAGE, ...wanted, ...(next === '' ? {} : { continue: next }) };
    const list = fields(await client.json({ path, query, signal }));
    for (const item of listOf(list.items)) found.push(readPod(fields(item)));
    next = text(fields(list.metadata).continue) ?? '';
  } while (next !== '');
  return found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

export function readPod(pod: Fields): MeshPod {
  const metadata = fields(pod.metadata);
  const spec = fields(pod.spec);
  const status = fields(pod.status);
  const started = Date.parse(text(status.startTime) ?? '');
  return {
    namespace: text(metadata.namespace) ?? '',
    name: text(metadata.name) ?? '',
    workload: workloadOf(metadata),
    phase: text(status.phase) ?? 'Unknown',
    ip: text(status.podIP),
    node: text(spec.nodeName),
    startedAtSeconds: Number.isNaN(started) ? null : started / 1000,
    proxy: proxyOf(spec),
    containers: containersOf(spec, status),
  };
}

/** A Deployment's name is its ReplicaSet's without the hash that the pod carries as a label. */
function workloadOf(metadata: Fields): string {
  const name = text(metadata.name) ?? '';
  const owner = listOf(metadata.ownerReferences)
    .map(fields)
    .find((one) => one.controller === true);
  const owned = text(owner?.name);
  if (owned === null) return name;
  const hash = text(fields(metadata.labels)['pod-template-hash']);
  const ending = `-${hash}`;
  return text(owner?.kind) === 'ReplicaSet' && hash !== null && owned.endsWith(ending)
    ? owned.slice(0, -ending.length)
    : owned;
}

/** Istio starts each of its proxies as `pilot-agent proxy <kind>` (istio:pilot/cmd/pilot-agent/options). */
const KINDS: Readonly<Record<string, PodProxy>> = {
  sidecar: 'sidecar',
  router: 'gateway',
  waypoint: 'waypoint',
  ztunnel: 'ztunnel',
};

function proxyOf(spec: Fields): PodProxy | null {
  for (const container of [...listOf(spec.containers), ...listOf(spec.initContainers)].map(fields)) {
    const name = text(container.name);
    if (name !== 'istio-proxy' && name !== 'ztunnel') continue;
    const kind = KINDS[text(listOf(container.args)[1]) ?? ''];
    return kind ?? (name === 'ztunnel' ? 'ztunnel' : 'sidecar');
  }
  return null;
}

function containersOf(spec: Fields, status: Fields): readonly PodContainer[] {
  const statuses = new Map(
    [...listOf(status.containerStatuses), ...listOf(status.initContainerStatuses)]
      .map(fields)
      .map((one) => [text(one.name) ?? '', one]),
  );
  const read = (wire: unknown, isInit: boolean): PodContainer => {
    const container = fields(wire);
    const name = text(container.name) ?? '';
    const own = statuses.get(name) ?? {};
    // A sidecar of Kubernetes' own kind is an init container that goes on.
    const ends = isInit && text(container.restartPolicy) !== 'Always';
    return { name, role: roleOf(name, ends), ...stateOf(own) };
  };
  const all = [
    ...listOf(spec.containers).map((one) => read(one, false)),
    ...listOf(spec.initContainers).map((one) => read(one, true)),
  ];
  const order: readonly ContainerRole[] = ['application', 'proxy', 'init'];
  return all.toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
}

function roleOf(name: string, ends: boolean): ContainerRole {
  if (ends) return 'init';
  return name === 'istio-proxy' || name === 'ztunnel' ? 'proxy' : 'application';
}

function stateOf(status: Fields): Omit<PodContainer, 'name' | 'role'> {
  const state = fields(status.state);
  const restarts = typeof status.restartCount === 'number' ? status.restartCount : 0;
  const hasPrevious = 'terminated' in fields(status.lastState);
  const because = (one: Fields) =>
    [text(one.reason), text(one.message)].filter((part) => part !== null).join(': ') || null;
  if ('running' in state) return { state: 'running', because: null, restarts, hasPrevious };
  if ('waiting' in state)
    return { state: 'waiting', because: because(fields(state.waiting)), restarts, hasPrevious };
  if ('terminated' in state)
    return { state: 'ended', because: because(fields(state.terminated)), restarts, hasPrevious };
  return { state: 'unknown', because: null, restarts, hasPrevious };
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
