/**
 * One line of Envoy's access log as Istio writes it
 * (https://istio.io/latest/docs/tasks/observability/logs/access-log/#default-access-log-format).
 */

/** What the line does not tell is null: Envoy writes `-`. Bytes, milliseconds. */
export interface AccessEntry {
  /** A line without a request is of a connection. */
  readonly kind: 'request' | 'connection';
  readonly startTime: string | null;
  readonly method: string | null;
  readonly path: string | null;
  readonly protocol: string | null;
  /** 0 = no response was sent. */
  readonly responseCode: number | null;
  readonly responseFlags: readonly string[];
  readonly responseCodeDetails: string | null;
  readonly connectionTerminationDetails: string | null;
  readonly upstreamTransportFailureReason: string | null;
  readonly bytesReceived: number | null;
  readonly bytesSent: number | null;
  readonly durationMs: number | null;
  readonly upstreamServiceTimeMs: number | null;
  readonly forwardedFor: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  readonly authority: string | null;
  readonly upstreamHost: string | null;
  readonly upstreamCluster: string | null;
  readonly upstreamLocalAddress: string | null;
  readonly downstreamLocalAddress: string | null;
  readonly downstreamRemoteAddress: string | null;
  readonly requestedServerName: string | null;
  readonly routeName: string | null;
  /** Not in Istio's own formats; read where an operator added it. 32 hexadecimal digits. */
  readonly traceId: string | null;
  /** What else a JSON format holds. */
  readonly others: readonly (readonly [name: string, value: string])[];
}

/** `-` and nothing are the same. */
export function told(value: string | undefined): string | null {
  return value === undefined || value === '' || value === '-' ? null : value;
}

export function toldNumber(value: string | undefined): number | null {
  return value !== undefined && /^\d{1,15}(\.\d{1,9})?$/.test(value) ? Number(value) : null;
}

/** `UF,URX`; none for `-`. */
export function toldFlags(value: string | undefined): readonly string[] {
  return told(value)?.split(',').slice(0, 20) ?? [];
}
