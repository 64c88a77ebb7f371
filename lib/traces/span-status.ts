/**
 * How a call ended, from the many names of the same facts: HTTP code, gRPC code, Envoy's response flags.
 * Flags: https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#response-flags
 */
import type { Attributes, AttributeValue, Span } from './model/span';

export interface SpanOutcome {
  /** `503 UF`, `gRPC 14`, `error`; '' where nothing was told. */
  readonly text: string;
  /** The code or the flags alone say that it failed, whatever the status says. */
  readonly failed: boolean;
  /** The flags in words. */
  readonly meaning: string | null;
}

const FLAGS: Readonly<Record<string, string>> = {
  DC: 'the caller closed the connection',
  DI: 'delayed by fault injection',
  DPE: 'the caller broke the protocol',
  DT: 'the request or connection lasted longer than allowed',
  FI: 'ended by fault injection',
  IH: 'rejected for an invalid header',
  LH: 'the local service failed its health check',
  LR: 'the connection was reset locally',
  NC: 'the upstream cluster was not found',
  NFCF: 'the filter configuration was not found',
  NR: 'no route matched',
  OM: 'ended by the overload manager',
  RL: 'rejected by rate limiting',
  RLSE: 'the rate limit service failed',
  SI: 'the stream was idle for too long',
  UAEX: 'refused by the external authorization service',
  UC: 'the upstream closed the connection',
  UF: 'the connection to the upstream failed',
  UH: 'no healthy upstream host',
  UMSDR: 'the upstream request reached its longest duration',
  UO: 'turned away by the circuit breaker',
  UPE: 'the upstream broke the protocol',
  UR: 'the upstream reset the stream',
  URX: 'rejected after the limit of retries or connection attempts',
  UT: 'the upstream request timed out',
};

/** Each of Envoy's flags that a span has, with its meaning; null = a flag that is not known. */
export function flagMeanings(attributes: Attributes): readonly { flag: string; meaning: string | null }[] {
  return flagsOf(attributes).map((flag) => ({ flag, meaning: FLAGS[flag] ?? null }));
}

/** The first that a span has counts. */
export const HTTP_NAMES = ['http.response.status_code', 'http.status_code'];
export const GRPC_NAMES = ['rpc.grpc.status_code', 'grpc.status_code', 'rpc.response.status_code'];

export function spanOutcome(span: Pick<Span, 'attributes' | 'status'>): SpanOutcome {
  const http = first(span.attributes, HTTP_NAMES);
  const grpc = first(span.attributes, GRPC_NAMES);
  const flags = flagsOf(span.attributes);
  const parts: string[] = [];
  // Envoy writes 0 where there was no answer at all.
  if (http !== null) parts.push(http === '0' ? 'no answer' : http);
  if (grpc !== null && grpcFailed(grpc)) parts.push(`gRPC ${grpc}`);
  parts.push(...flags);
  if (parts.length === 0 && span.status === 'error') parts.push('error');
  const failed = (http !== null && httpFailed(http)) || (grpc !== null && grpcFailed(grpc));
  const words = flags.flatMap((flag) => FLAGS[flag] ?? []);
  return {
    text: parts.join(' '),
    failed: failed || span.status === 'error',
    meaning: words.length === 0 ? null : words.join('; '),
  };
}

/**
 * Whether a span counts as failed: its status says so, or it holds the code of a failure and no one called it well.
 * Envoy marks only 5xx and missing answers, so a failed gRPC call would not show otherwise.
 */
export function spanFailed(span: Pick<Span, 'attributes' | 'status'>): boolean {
  if (span.status !== 'unset') return span.status === 'error';
  return spanOutcome(span).failed;
}

/** Whether a code, written as JSON, is one of failure: of HTTP, else of gRPC. */
export function codeFailed(json: string, isHttp: boolean): boolean {
  const code = codeText(JSON.parse(json) as AttributeValue);
  if (code === null) return false;
  return isHttp ? httpFailed(code) : grpcFailed(code);
}

function httpFailed(code: string): boolean {
  return Number(code) >= 500 || Number(code) === 0;
}

function grpcFailed(code: string): boolean {
  return code !== '0' && code !== 'OK';
}

function first(attributes: Attributes, names: readonly string[]): string | null {
  for (const name of names) {
    const code = codeText(attributes[name]);
    if (code !== null) return code;
  }
  return null;
}

function codeText(value: AttributeValue | undefined): string | null {
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : null;
}

function flagsOf(attributes: Attributes): string[] {
  const flags = attributes.response_flags;
  if (typeof flags !== 'string' || flags === '-') return [];
  return flags.split(',').filter((flag) => flag !== '');
}
