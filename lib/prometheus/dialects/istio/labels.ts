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

/** How one request ended. */
export const endLabels = ['response_code', 'grpc_response_status', 'response_flags'] as const;

export const UNKNOWN = 'unknown';
