/** Names of Istio's standard metrics and labels (https://istio.io/latest/docs/reference/config/metrics/). */

export const metric = {
  requests: 'istio_requests_total',
  durationBuckets: 'istio_request_duration_milliseconds_bucket',
  durationSum: 'istio_request_duration_milliseconds_sum',
  durationCount: 'istio_request_duration_milliseconds_count',
  requestBytes: 'istio_request_bytes_sum',
  responseBytes: 'istio_response_bytes_sum',
  requestMessages: 'istio_request_messages_total',
  responseMessages: 'istio_response_messages_total',
  tcpSentByProxy: 'istio_tcp_sent_bytes_total',
  tcpReceivedByProxy: 'istio_tcp_received_bytes_total',
  tcpOpened: 'istio_tcp_connections_opened_total',
  tcpClosed: 'istio_tcp_connections_closed_total',
  tcpFailed: 'istio_tcp_connections_failed_total',
} as const;

/** Everything that tells who called whom; kept in this order in a flow's key. */
export const flowLabels = [
  'reporter',
  'request_protocol',
  'source_cluster',
  'source_workload_namespace',
  'source_workload',
  'source_canonical_service',
  'source_canonical_revision',
  'destination_cluster',
  'destination_service_namespace',
  'destination_service',
  'destination_service_name',
  'destination_workload_namespace',
  'destination_workload',
  'destination_canonical_service',
  'destination_canonical_revision',
] as const;

/**
 * Which operation was called. Not among Istio's standard labels: it is there where an operator has requests classified
 * (https://istio.io/latest/docs/tasks/observability/metrics/classify-metrics/), and Kiali groups by it too.
 */
export const OPERATION = 'request_operation';

/** `flowLabels`, told apart by operation where that is asked for. */
export function flowLabelsOf(operations: boolean | undefined): readonly string[] {
  return operations === true ? WITH_OPERATION : flowLabels;
}

/** How one request ended. */
export const endLabels = ['response_code', 'grpc_response_status', 'response_flags'] as const;

/** Of bytes and connections. `app` is the scraped pod's, which names ztunnel; the policy gives it away where pods' labels are not kept. */
export const tcpLabels = [...flowLabels, 'app', 'connection_security_policy'] as const;

/** Of messages, which lack the protocol and how their request ended. */
export const messageLabels = flowLabels.filter((label) => label !== 'request_protocol');

/** Who proved to be whom. */
export const securityLabels = [
  'connection_security_policy',
  'source_principal',
  'destination_principal',
] as const;

/**
 * Failed connections. The flag that says why is on closed connections alone (DENY, CONNECT, … of ztunnel; UF, UH, … of
 * Envoy); ztunnel from 1.30 on also counts failures apart, which tells where it does not count them as closed.
 */
export const FAILED_CONNECTION = { name: 'response_flags', operator: '!~', value: '-|' } as const;

export const UNKNOWN = 'unknown';

const WITH_OPERATION: readonly string[] = [...flowLabels, OPERATION];
