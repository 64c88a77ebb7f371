/** Who sends the request, as the simulation needs it. */
import type { CallerIdentity } from '@/lib/config/simulation/access/question';
import type { Plane, SimulationAnswer } from '@/lib/config/simulation/contract';
import { dataPlaneOf } from '@/lib/config/simulation/data-plane';
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type { MtlsClient } from '@/lib/config/simulation/mtls';
import type { KubernetesGateway } from '@/lib/config/simulation/read/gateway';
import type { MeshWorkload } from '@/lib/config/simulation/read/workload';
import type { SimulatedClient } from '@/lib/config/simulation/request';
import type { Caller } from '@/lib/config/simulation/request-contract';
import type { ObjectId } from '@/lib/config/store';
import { Fault } from '@/lib/mesh/fault';

export interface ResolvedCaller {
  readonly kind: Caller['kind'];
  readonly label: string;
  /** Null = from somewhere outside. */
  readonly workload: MeshWorkload | null;
  readonly plane: Plane;
  /** Whose rules its requests follow; null where it has no proxy. */
  readonly route: SimulatedClient | null;
  readonly mtls: MtlsClient;
  readonly object: ObjectId | null;
}

const GATEWAY_NAME_LABEL = 'gateway.networking.k8s.io/gateway-name';

/** Throws `bad-request` for a workload that is not known. */
export function resolveCaller(view: MeshView, caller: Caller): ResolvedCaller {
  if (caller.kind === 'outside') return OUTSIDE;
  const { namespace, name } = caller;
  const workload = known(view, namespace, name) ?? unseenGateway(view, namespace, name);
  if (workload === null) throw notKnown(caller.kind, namespace, name);
  const plane = dataPlaneOf(view, workload);
  const { labels } = workload;
  const isEntry = caller.kind === 'gateway';
  if (isEntry && plane !== 'gateway') throw noGateway(namespace, name);
  const base = { kind: caller.kind, label: name, workload, plane, object: objectOf(workload) };
  const mtls = { namespace, labels, plane };
  if (plane === 'none') return { ...base, route: null, mtls };
  // Requests of a gateway of its own are those that it was sent.
  const gateway = isEntry || plane === 'gateway' ? name : null;
  return {
    ...base,
    kind: gateway === null ? 'workload' : 'gateway',
    route: { namespace, labels, gateway, plane: plane === 'ambient' ? 'ambient' : 'sidecar' },
    mtls,
  };
}

const OUTSIDE: ResolvedCaller = {
  kind: 'outside',
  label: 'a client without a proxy',
  workload: null,
  plane: 'none',
  route: null,
  mtls: { namespace: '', labels: {}, plane: 'none' },
  object: null,
};

function known(view: MeshView, namespace: string, name: string): MeshWorkload | null {
  const all = view.workloadsByNamespace.get(namespace) ?? [];
  const own = all.filter((workload) => workload.name === name);
  // A machine's group has its name too, but nothing that runs.
  return own.find(({ replicas }) => replicas > 0) ?? own[0] ?? null;
}

/** Istio makes the proxy of a Gateway of the Gateway API itself; it need not be among the objects. */
export function unseenGateways(view: MeshView): readonly MeshWorkload[] {
  const seen = new Set(
    view.workloads.map(({ namespace, labels }) => `${namespace}/${labels[GATEWAY_NAME_LABEL] ?? ''}`),
  );
  return view.kubernetesGateways
    .filter(({ namespace, name }) => !seen.has(`${namespace}/${name}`))
    .filter(({ serviceHosts }) => serviceHosts.length === 0)
    .filter(({ className }) => className.startsWith('istio') && !className.includes('waypoint'))
    .map(madeFor)
    .filter(({ namespace, name }) => known(view, namespace, name) === null);
}

function unseenGateway(view: MeshView, namespace: string, name: string): MeshWorkload | null {
  return unseenGateways(view).find((made) => made.namespace === namespace && made.name === name) ?? null;
}

function madeFor({ namespace, name, className }: KubernetesGateway): MeshWorkload {
  const own = `${name}-${className}`;
  return {
    namespace,
    name: own,
    kind: 'Deployment',
    labels: { [GATEWAY_NAME_LABEL]: name, 'gateway.istio.io/managed': 'istio.io-gateway-controller' },
    serviceAccount: own,
    replicas: 1,
    annotations: {},
    hasProxy: true,
    hasRouterProxy: true,
    hostNetwork: false,
    containerPorts: [],
    locality: null,
    weight: null,
  };
}

/** Pods that name no service account run under the namespace's default one. */
export function accountOf({ namespace, serviceAccount }: MeshWorkload): CallerIdentity {
  return { kind: 'account', namespace, serviceAccount: serviceAccount ?? 'default' };
}

/** Null where it has no proxy that shows one. */
export function principalOf(view: MeshView, workload: MeshWorkload | null): string | null {
  if (workload === null || dataPlaneOf(view, workload) === 'none') return null;
  return `${view.settings.trustDomain}/ns/${workload.namespace}/sa/${workload.serviceAccount ?? 'default'}`;
}

const APPS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

function objectOf({ kind, namespace, name }: MeshWorkload): ObjectId | null {
  if (APPS.has(kind)) return { group: 'apps', kind, namespace, name };
  if (kind === 'Pod') return { group: '', kind, namespace, name };
  return kind.startsWith('Workload') ? { group: 'networking.istio.io', kind, namespace, name } : null;
}

export function callerAnswer(view: MeshView, caller: ResolvedCaller): SimulationAnswer['caller'] {
  const { kind, label, workload, plane, object } = caller;
  return {
    kind,
    label,
    namespace: workload?.namespace ?? null,
    plane,
    principal: principalOf(view, workload),
    object,
  };
}

function notKnown(kind: 'workload' | 'gateway', namespace: string, name: string): Fault {
  const message = `There is no ${kind} ${name} in ${namespace}.`;
  return new Fault('bad-request', message, {
    hint: 'GET /api/config/simulate lists the workloads and gateways that are known.',
    issues: [{ path: ['request', 'from', 'name'], message }],
  });
}

function noGateway(namespace: string, name: string): Fault {
  const message = `${name} in ${namespace} is no gateway.`;
  return new Fault('bad-request', message, {
    hint: 'Ask for it as a workload, or name a gateway that requests enter through.',
    issues: [{ path: ['request', 'from', 'name'], message }],
  });
}
