/**
 * From a span to the mesh: which workload recorded it, and which service it called.
 * Sources in the order of their trust: a waypoint's own tags, Envoy's `node_id`, Istio's canonical names,
 * the process' host name and Jaeger's service name, and the `k8s.*` attributes of OpenTelemetry.
 * Tags: https://istio.io/latest/docs/tasks/observability/distributed-tracing/overview/
 */
import type { CalledService, Peer } from '@/lib/mesh/identity';
import type { Attributes, Span } from './model/span';

export interface Upstream extends CalledService {
  readonly subset: string | null;
  readonly port: number | null;
}

export interface MeshIdentity {
  /** The workload whose proxy or process recorded the span. */
  readonly peer: Peer;
  /** The kind of proxy, where one recorded it. */
  readonly proxy: 'sidecar' | 'gateway' | 'waypoint' | null;
  /** Where the proxy sent the request; `null` where it received one, or no proxy told. */
  readonly called: Upstream | null;
}

const PROXIES: Readonly<Record<string, MeshIdentity['proxy']>> = {
  sidecar: 'sidecar',
  router: 'gateway',
  waypoint: 'waypoint',
};

export function meshIdentity(span: Pick<Span, 'attributes' | 'resource' | 'service' | 'kind'>): MeshIdentity {
  const { attributes, resource } = span;
  const node = readNodeId(text(attributes, 'node_id') ?? text(resource, 'node_id'));
  const called = readUpstream(
    text(attributes, 'upstream_cluster.name') ?? text(attributes, 'upstream_cluster'),
  );
  const found: Partial<Peer>[] =
    node?.proxy === 'waypoint'
      ? [waypointPeer(attributes, span.kind === 'client' ? 'source' : 'destination')]
      : [
          { workload: node?.workload ?? null, namespace: node?.namespace ?? null },
          canonicalPeer(attributes, resource),
        ];
  found.push(processPeer(span.service, resource), kubernetesPeer(resource));
  return { peer: merge(found), proxy: node?.proxy ?? null, called };
}

function text(attributes: Attributes, key: string): string | null {
  const value = attributes[key];
  return typeof value === 'string' && value !== '' && value !== '-' && value !== 'unknown' ? value : null;
}

/** The first that knows a field gives it. */
function merge(found: readonly Partial<Peer>[]): Peer {
  const first = (field: keyof Peer): string | null => {
    for (const peer of found) if (peer[field] != null) return peer[field];
    return null;
  };
  return {
    cluster: first('cluster'),
    namespace: first('namespace'),
    workload: first('workload'),
    app: first('app'),
    version: first('version'),
  };
}

/** `sidecar~10.1.2.3~reviews-v1-7d4f8b9c6-x2lqp.bookinfo~bookinfo.svc.cluster.local`. */
function readNodeId(
  nodeId: string | null,
): { proxy: MeshIdentity['proxy']; workload: string | null; namespace: string | null } | null {
  const parts = nodeId?.split('~') ?? [];
  if (parts.length !== 4) return null;
  const [type = '', , pod = '', domain = ''] = parts;
  const dot = pod.lastIndexOf('.');
  const namespace = dot > 0 ? pod.slice(dot + 1) : (domain.split('.')[0] ?? '');
  const name = dot > 0 ? pod.slice(0, dot) : pod;
  return {
    proxy: PROXIES[type] ?? null,
    workload: workloadOfPod(name),
    namespace: namespace === '' ? null : namespace,
  };
}

/** The alphabet of Kubernetes' generated names has no vowels and no 0, 1, 3: no word is taken for a hash. */
const POD_HASH = /-[bcdfghjklmnpqrstvwxz2456789]{5}$/;
const TEMPLATE_HASH = /-[bcdfghjklmnpqrstvwxz2456789]{6,16}$/;
const ORDINAL = /-\d+$/;

/** `reviews-v1-7d4f8b9c6-x2lqp` → `reviews-v1`; a StatefulSet's ordinal goes too. */
export function workloadOfPod(pod: string): string | null {
  if (pod === '') return null;
  if (POD_HASH.test(pod)) return pod.replace(POD_HASH, '').replace(TEMPLATE_HASH, '');
  return pod.replace(ORDINAL, '');
}

function waypointPeer(attributes: Attributes, side: 'source' | 'destination'): Partial<Peer> {
  const of = (name: string): string | null => text(attributes, `istio.${side}_${name}`);
  return {
    cluster: of('cluster_id'),
    namespace: of('namespace'),
    workload: of('workload'),
    app: of('canonical_service') ?? of('app'),
    version: of('canonical_revision') ?? of('app_version'),
  };
}

function canonicalPeer(attributes: Attributes, resource: Attributes): Partial<Peer> {
  const of = (name: string): string | null => text(attributes, name) ?? text(resource, name);
  const revision = of('istio.canonical_revision');
  return {
    cluster: of('istio.cluster_id'),
    namespace: of('istio.namespace'),
    app: of('istio.canonical_service'),
    version: revision === 'latest' ? null : revision,
  };
}

/** Istio names a service `<app>.<namespace>`; other tracers give a bare name. */
function processPeer(service: string, resource: Attributes): Partial<Peer> {
  const parts = service.split('.');
  const host = text(resource, 'hostname') ?? text(resource, 'host.name');
  const known = parts.length === 2 ? { app: parts[0] ?? null, namespace: parts[1] ?? null } : {};
  return { ...known, workload: host !== null && POD_HASH.test(host) ? workloadOfPod(host) : null };
}

function kubernetesPeer(resource: Attributes): Partial<Peer> {
  const pod = text(resource, 'k8s.pod.name');
  return {
    cluster: text(resource, 'k8s.cluster.name'),
    namespace: text(resource, 'k8s.namespace.name'),
    workload:
      text(resource, 'k8s.deployment.name') ??
      text(resource, 'k8s.statefulset.name') ??
      text(resource, 'k8s.daemonset.name') ??
      (pod === null ? null : workloadOfPod(pod)),
    app: text(resource, 'service.name')?.split('.')[0] ?? null,
    version: text(resource, 'service.version'),
  };
}

/** Where a proxy took a request in (`inbound|9080||`): port and, of gateways and older proxies, the host. */
export function inboundOf(
  attributes: Attributes,
): { readonly port: number | null; readonly host: string | null } | null {
  const cluster = text(attributes, 'upstream_cluster.name') ?? text(attributes, 'upstream_cluster');
  const [direction, port = '', , host = ''] = cluster?.split(';')[0]?.split(/\||_\./) ?? [];
  if (direction !== 'inbound') return null;
  return { port: /^\d+$/.test(port) ? Number(port) : null, host: host === '' ? null : host };
}

/**
 * `outbound|9080|v1|reviews.bookinfo.svc.cluster.local`, of a waypoint `inbound-vip|9080|http/v1|…`; `inbound|…` is the
 * server's side and names no call.
 */
export function readUpstream(cluster: string | null): Upstream | null {
  const known = cluster?.match(/^(PassthroughCluster|BlackHoleCluster|InboundPassthroughCluster)/)?.[1];
  if (known !== undefined) {
    return { cluster: null, namespace: null, name: known, host: null, subset: null, port: null };
  }
  // Envoy's statistics write the same name with `_.` and `;` where `|` is not allowed.
  const parts = cluster?.split(';')[0]?.split(/\||_\./) ?? [];
  const [direction, port = '', part = '', host = ''] = parts;
  const isWaypoints = direction === 'inbound-vip';
  if ((direction !== 'outbound' && !isWaypoints) || host === '') return null;
  // A waypoint writes the protocol there, and the subset behind it: `http/v2`.
  const subset = isWaypoints ? part.replace(/^(?:http|tcp)(?:\/|$)/, '') : part;
  const [name = null, namespace = null, kind] = host.split('.');
  const inCluster = kind === 'svc';
  return {
    cluster: null,
    namespace: inCluster ? namespace : null,
    name: inCluster ? name : host,
    host,
    subset: subset === '' ? null : subset,
    port: /^\d+$/.test(port) ? Number(port) : null,
  };
}
