/** Access logs in JSON: Istio's own names, and the few that operators add for the trace. */
import { type AccessEntry, told, toldFlags, toldNumber } from './access-entry';

/** A line with two of these is an access log, whatever else it holds. */
const TELLING = ['response_flags', 'upstream_cluster', 'response_code', 'downstream_remote_address'] as const;

const KNOWN = new Set([
  ...TELLING,
  'start_time',
  'method',
  'path',
  'protocol',
  'response_code_details',
  'connection_termination_details',
  'upstream_transport_failure_reason',
  'bytes_received',
  'bytes_sent',
  'duration',
  'upstream_service_time',
  'x_forwarded_for',
  'user_agent',
  'request_id',
  'authority',
  'upstream_host',
  'upstream_local_address',
  'downstream_local_address',
  'requested_server_name',
  'route_name',
  'trace_id',
  'traceID',
  'traceId',
  'traceparent',
]);

const MOST_OTHERS = 100;

/** Null where the object is no access log's. */
export function readAccessJson(value: Readonly<Record<string, unknown>>): AccessEntry | null {
  if (TELLING.filter((name) => name in value).length < 2) return null;
  const raw = (name: string): string | undefined => {
    const found = value[name];
    return found === null || found === undefined ? undefined : asText(found);
  };
  const text = (name: string) => told(raw(name));
  const number = (name: string) => toldNumber(raw(name));
  const method = text('method');
  const path = text('path');
  return {
    kind: method === null && path === null ? 'connection' : 'request',
    startTime: text('start_time'),
    method,
    path,
    protocol: text('protocol'),
    responseCode: number('response_code'),
    responseFlags: toldFlags(raw('response_flags')),
    responseCodeDetails: text('response_code_details'),
    connectionTerminationDetails: text('connection_termination_details'),
    upstreamTransportFailureReason: text('upstream_transport_failure_reason'),
    bytesReceived: number('bytes_received'),
    bytesSent: number('bytes_sent'),
    durationMs: number('duration'),
    upstreamServiceTimeMs: number('upstream_service_time'),
    forwardedFor: text('x_forwarded_for'),
    userAgent: text('user_agent'),
    requestId: text('request_id'),
    authority: text('authority'),
    upstreamHost: text('upstream_host'),
    upstreamCluster: text('upstream_cluster'),
    upstreamLocalAddress: text('upstream_local_address'),
    downstreamLocalAddress: text('downstream_local_address'),
    downstreamRemoteAddress: text('downstream_remote_address'),
    requestedServerName: text('requested_server_name'),
    routeName: text('route_name'),
    traceId: traceIdIn(value),
    others: Object.entries(value)
      .filter(([name]) => !KNOWN.has(name))
      .slice(0, MOST_OTHERS)
      .map(([name, other]) => [name, asText(other)] as const),
  };
}

const TRACE_FIELDS = ['trace_id', 'traceId', 'traceID', 'trace.id', 'traceid', 'dd.trace_id', 'otelTraceID'];

/** 16 or 32 hexadecimal digits under one of the usual names, or in a `traceparent` (https://www.w3.org/TR/trace-context/). */
export function traceIdIn(value: Readonly<Record<string, unknown>>): string | null {
  for (const name of TRACE_FIELDS) {
    const found = value[name];
    if (typeof found === 'string' && /^(?:[0-9a-f]{16}|[0-9a-f]{32})$/i.test(found) && !/^0+$/.test(found))
      return found.toLowerCase();
  }
  const parent = value.traceparent;
  const found = typeof parent === 'string' ? /^[0-9a-f]{2}-([0-9a-f]{32})-/.exec(parent)?.[1] : undefined;
  return found === undefined || /^0+$/.test(found) ? null : found;
}

export function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
