/**
 * A proxy's span as the line that the same proxy would have logged: Istio's default text format, or JSON in the
 * namespace whose Telemetry asks for it.
 */
import { readUpstream } from '@/lib/traces/mesh-identity';
import type { Span } from '@/lib/traces/model/span';

/** Namespaces whose proxies log JSON, with the trace's id added. */
export const LOGS_JSON: ReadonlySet<string> = new Set(['shop']);

export interface AccessFacts {
  readonly namespace: string;
  readonly podIp: string;
  /** Where the request went, as far as the world knows. */
  readonly upstreamIp: string | null;
}

interface Told {
  readonly [name: string]: string | number | null;
}

export function accessLine(span: Span, facts: AccessFacts): string {
  const told = fieldsOf(span, facts);
  if (LOGS_JSON.has(facts.namespace)) {
    return JSON.stringify({ ...told, trace_id: span.traceId });
  }
  const dash = (name: string) => String(told[name] ?? '-');
  const quoted = (name: string) => `"${dash(name)}"`;
  return [
    `[${dash('start_time')}]`,
    `"${dash('method')} ${dash('path')} ${dash('protocol')}"`,
    dash('response_code'),
    dash('response_flags'),
    dash('response_code_details'),
    dash('connection_termination_details'),
    quoted('upstream_transport_failure_reason'),
    dash('bytes_received'),
    dash('bytes_sent'),
    dash('duration'),
    dash('upstream_service_time'),
    quoted('x_forwarded_for'),
    quoted('user_agent'),
    quoted('request_id'),
    quoted('authority'),
    quoted('upstream_host'),
    dash('upstream_cluster'),
    dash('upstream_local_address'),
    dash('downstream_local_address'),
    dash('downstream_remote_address'),
    dash('requested_server_name'),
    dash('route_name'),
  ].join(' ');
}

/** Envoy's words for how the answer came about. */
const DETAILS: Readonly<Record<string, string>> = {
  UO: 'overflow',
  UH: 'no_healthy_upstream',
  NR: 'route_not_found',
  NC: 'cluster_not_found',
  FI: 'fault_filter_abort',
  RL: 'local_rate_limited',
  UT: 'response_timeout',
  UF: 'upstream_reset_before_response_started{connection_failure}',
};

function fieldsOf(span: Span, facts: AccessFacts): Told {
  const text = (name: string) => {
    const value = span.attributes[name];
    return typeof value === 'string' && value !== '' ? value : '-';
  };
  const flags = text('response_flags');
  const first = flags.split(',')[0] ?? '-';
  const url = URL.parse(text('http.url'));
  const cluster = text('upstream_cluster');
  const upstream = readUpstream(cluster);
  const inboundPort = /^inbound\|(\d+)/.exec(cluster)?.[1] ?? null;
  const answered = flags === '-' || flags === 'DI' || first === 'UC';
  const port = upstream?.port ?? inboundPort;
  const durationMs = Math.round(span.durationNs / 1e6);
  const ephemeral = 32_768 + (Number(span.startNs / 1000n) % 28_000);
  return {
    start_time: new Date(Number(span.startNs / 1_000_000n)).toISOString(),
    method: text('http.method'),
    path: url === null ? '/' : url.pathname + url.search,
    protocol: text('http.protocol'),
    response_code: Number(text('http.status_code')),
    response_flags: flags,
    response_code_details: DETAILS[first] ?? 'via_upstream',
    connection_termination_details: null,
    upstream_transport_failure_reason: first === 'UF' ? 'delayed connect error: 111' : null,
    bytes_received: Number(text('request_size')),
    bytes_sent: Number(text('response_size')),
    duration: durationMs,
    upstream_service_time: answered ? Math.max(0, durationMs - 1) : null,
    x_forwarded_for: span.kind === 'client' ? null : text('peer.address'),
    user_agent: text('user_agent'),
    request_id: text('guid:x-request-id'),
    authority: url?.host ?? '-',
    upstream_host: answered && facts.upstreamIp !== null ? `${facts.upstreamIp}:${port ?? 80}` : null,
    upstream_cluster: cluster,
    upstream_local_address: answered
      ? `${inboundPort === null ? facts.podIp : '127.0.0.6'}:${ephemeral}`
      : null,
    downstream_local_address: `${inboundPort === null ? '10.96.0.10' : facts.podIp}:${port ?? 80}`,
    downstream_remote_address: `${text('peer.address')}:${inboundPort === null ? ephemeral : 0}`,
    requested_server_name: inboundPort === null ? null : `outbound_.${inboundPort}_._.${url?.hostname ?? ''}`,
    route_name: 'default',
  };
}
