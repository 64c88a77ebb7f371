/**
 * Which metrics can be limited to namespaces, and which of their labels tell of whom. Whatever is not named here cannot,
 * and is refused to readers who may not see the whole mesh.
 */
import { OPERATION } from '@/lib/prometheus/dialects/istio/labels';

export type LimitedMetric =
  /** Tells of two ends, each with its labels. */
  | { readonly kind: 'traffic'; readonly isTcp: boolean }
  /** Tells of one object in the namespace that the label names. */
  | { readonly kind: 'object'; readonly label: string }
  /** As `object`, and the scrape may have moved the object's own label aside. */
  | { readonly kind: 'pod' };

const HISTOGRAM = '(?:_bucket|_sum|_count)?';
const REQUESTS = new RegExp(
  `^istio_(?:requests_total|(?:request_duration_milliseconds|request_bytes|response_bytes)${HISTOGRAM}|(?:request|response)_messages_total)$`,
);
const TCP = /^istio_tcp_(?:(?:sent|received)_bytes_total|connections_(?:opened|closed|failed)_total)$/;
/** cAdvisor's, and what kube-state-metrics tells of pods, of what makes them, and of services. */
const PODS = /^(?:container|kube_(?:pod|deployment|statefulset|daemonset|replicaset|service))_[a-z0-9_]+$/;

/** null = it cannot be limited. */
export function limitedMetric(name: string): LimitedMetric | null {
  if (REQUESTS.test(name)) return { kind: 'traffic', isTcp: false };
  if (TCP.test(name)) return { kind: 'traffic', isTcp: true };
  if (name === 'periplus_object_version') return { kind: 'object', label: 'object_namespace' };
  return PODS.test(name) ? { kind: 'pod' } : null;
}

/** RE2, for all metrics of traffic. */
export const TRAFFIC_NAMES =
  'istio_(requests_total|request_duration_milliseconds.*|request_bytes.*|response_bytes.*|re(quest|sponse)_messages_total|tcp_.*_total)';

export const SOURCE_NAMESPACE = 'source_workload_namespace';
export const DESTINATION_NAMESPACE = 'destination_workload_namespace';
export const SOURCE_CLUSTER = 'source_cluster';
export const DESTINATION_CLUSTER = 'destination_cluster';
export const SERVICE_NAMESPACE = 'destination_service_namespace';

const WORKLOAD_LABELS = [
  'workload',
  'workload_namespace',
  'canonical_service',
  'canonical_revision',
  'cluster',
  'principal',
  'app',
  'version',
];

/** Of the caller. */
export const SOURCE_LABELS: readonly string[] = WORKLOAD_LABELS.map((label) => `source_${label}`);
/** Of what was called, the name of the operation too. */
export const DESTINATION_LABELS: readonly string[] = [
  ...WORKLOAD_LABELS.map((label) => `destination_${label}`),
  'destination_service',
  'destination_service_name',
  SERVICE_NAMESPACE,
  OPERATION,
];
/** Of the call itself. Other labels are the scraped pod's, which may be at either end. */
export const CALL_LABELS: readonly string[] = [
  'reporter',
  'request_protocol',
  'response_code',
  'grpc_response_status',
  'response_flags',
  'connection_security_policy',
  'le',
];

/** By these a workload, and by those a service, is known that may not be seen. */
export const CALLER_NAMES = ['source_workload', 'source_canonical_service', SOURCE_NAMESPACE];
export const SERVICE_NAMES = ['destination_service', 'destination_service_name', SERVICE_NAMESPACE];
export const CALLED_NAMES = ['destination_workload', 'destination_canonical_service', DESTINATION_NAMESPACE];
