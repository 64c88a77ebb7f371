/**
 * The tags that Envoy and Istio put on a proxy's span
 * (https://istio.io/latest/docs/tasks/observability/distributed-tracing/overview/). All values are texts, as Envoy sends them.
 */
import type { Answer, Attempt, CalledHost, Hop } from '@/demo/traffic/hop';
import { type PodLife, podAt } from '@/demo/traffic/pods';
import type { WorldWorkload } from '@/demo/world/behaviour';
import type { Attributes } from '@/lib/traces/model/span';

/** What all spans of one trace share. */
export interface TraceFacts {
  /** Unix seconds; pods are those of this instant. */
  readonly seconds: number;
  readonly requestId: string;
  /** Chooses among the pods of a workload. */
  readonly slot: number;
}

const PROXY_TYPES = {
  sidecar: 'sidecar',
  gateway: 'router',
  waypoint: 'waypoint',
  ambient: 'ztunnel',
  none: '',
};

export function podOf(workload: WorldWorkload, facts: TraceFacts): PodLife {
  return podAt(workload, facts.slot % Math.max(1, workload.pods), facts.seconds);
}

/** `<app>.<namespace>`, the name under which Istio's proxies report. */
export function serviceOf(workload: WorldWorkload): string {
  return `${workload.app}.${workload.namespace}`;
}

/** Tags of the proxy itself. */
export function proxyAttributes(workload: WorldWorkload, facts: TraceFacts): Attributes {
  const pod = podOf(workload, facts);
  const domain = `${workload.namespace}.svc.cluster.local`;
  return {
    component: 'proxy',
    node_id: `${PROXY_TYPES[workload.proxy]}~${pod.ip}~${pod.pod}.${workload.namespace}~${domain}`,
    'istio.canonical_service': workload.app,
    'istio.canonical_revision': workload.version ?? 'latest',
    'istio.namespace': workload.namespace,
    'istio.mesh_id': 'cluster.local',
    'istio.cluster_id': workload.cluster,
  };
}

/** Tags of the request as one proxy saw it. */
export function requestAttributes(
  hop: Hop,
  seen: Pick<Hop | Attempt, 'answer' | 'requestBytes' | 'responseBytes'>,
  upstreamCluster: string,
  peerIp: string,
  facts: TraceFacts,
): Attributes {
  const { call } = hop;
  const isGrpc = call.protocol === 'grpc';
  const host = hop.client.proxy === 'gateway' ? call.host : `${hop.called?.host ?? call.host}:${call.port}`;
  return {
    'guid:x-request-id': facts.requestId,
    'http.url': `http://${host}${call.path}`,
    'http.method': isGrpc ? 'POST' : (call.method ?? 'GET'),
    'http.protocol': isGrpc ? 'HTTP/2' : 'HTTP/1.1',
    'http.status_code': String(seen.answer.code),
    downstream_cluster: '-',
    user_agent: hop.client.proxy === 'gateway' ? 'Mozilla/5.0 (X11; Linux x86_64)' : `${hop.client.app}/1.8`,
    request_size: String(seen.requestBytes),
    response_size: String(seen.responseBytes),
    response_flags: seen.answer.flags,
    'peer.address': peerIp,
    upstream_cluster: upstreamCluster,
    'upstream_cluster.name': upstreamCluster,
    ...(isGrpc ? grpcAttributes(hop, seen.answer) : {}),
    ...(hop.headers['end-user'] === undefined ? {} : { 'end-user': hop.headers['end-user'] }),
  };
}

function grpcAttributes(hop: Hop, answer: Answer): Attributes {
  return {
    'grpc.path': hop.call.path,
    'grpc.authority': `${hop.called?.host ?? hop.call.host}:${hop.call.port}`,
    'grpc.status_code': answer.grpcStatus,
    ...(answer.grpcStatus === '0' ? {} : { 'grpc.message': GRPC_MESSAGES[answer.grpcStatus] ?? 'failed' }),
  };
}

const GRPC_MESSAGES: Readonly<Record<string, string>> = {
  '5': 'no such parcel',
  '8': 'too many streams',
  '13': 'internal error',
  '14': 'carrier unavailable',
};

/** `outbound|9080|v1|reviews.bookinfo.svc.cluster.local`. */
export function outboundCluster(called: CalledHost | null, port: number, subset: string | null): string {
  if (called === null) return '-';
  if (called.name === 'PassthroughCluster' || called.name === 'BlackHoleCluster') return called.name;
  return `outbound|${port}|${subset ?? ''}|${called.host}`;
}

/** A waypoint tells both ends of the request. */
export function waypointAttributes(hop: Hop, facts: TraceFacts): Attributes {
  const of = (side: 'source' | 'destination', peer: WorldWorkload | null): Attributes =>
    peer === null
      ? {}
      : {
          [`istio.${side}_workload`]: peer.name,
          [`istio.${side}_namespace`]: peer.namespace,
          [`istio.${side}_cluster_id`]: peer.cluster,
          [`istio.${side}_canonical_service`]: peer.app,
          [`istio.${side}_canonical_revision`]: peer.version ?? 'latest',
          [`istio.${side}_app`]: peer.app,
          [`istio.${side}_workload_type`]: 'deployment',
          [`istio.${side}_instance_name`]: podOf(peer, facts).pod,
        };
  return { ...of('source', hop.client), ...of('destination', hop.server) };
}

/** Envoy calls a span failed for 5xx and where no response was sent; 4xx and gRPC statuses are told apart. */
export function isErrorSpan(answer: Answer): boolean {
  return answer.code === 0 || answer.code >= 500;
}
