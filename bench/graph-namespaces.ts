/** The queries of consoles that walk the namespaces one after another. */

/** Who called whom. */
const PEERS =
  'source_cluster,source_workload_namespace,source_workload,source_canonical_service,source_canonical_revision,destination_cluster,destination_service_namespace,destination_service,destination_service_name,destination_workload_namespace,destination_workload,destination_canonical_service,destination_canonical_revision';
/** The counters, and what each is grouped by. */
export const PER_NAMESPACE = [
  ['istio_requests_total', `${PEERS},request_protocol,response_code,grpc_response_status,response_flags`],
  ['istio_tcp_sent_bytes_total', `${PEERS},response_flags`],
] as const;

/**
 * How other consoles ask for the same graph: for each namespace in turn three queries for requests, and three for TCP,
 * which our answer holds too (kiali/kiali:graph/telemetry/istio/istio.go).
 */
export function namespaceQueries(
  namespace: string,
  mesh: string,
  [metric, by]: (typeof PER_NAMESPACE)[number],
): string[] {
  const query = (matchers: string) =>
    `round(sum(rate(${metric}{mesh="${mesh}",${matchers}}[60s])) by (${by}),0.001) > 0`;
  return [
    query(
      `reporter="source",source_workload_namespace!="${namespace}",destination_workload_namespace="unknown",destination_workload="unknown",destination_service=~"^.+\\\\.${namespace}\\\\..+$"`,
    ),
    query(`reporter="destination",destination_workload_namespace="${namespace}"`),
    query(`reporter="source",source_workload_namespace="${namespace}"`),
  ];
}
