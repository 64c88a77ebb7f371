/**
 * Envoy's response flags and gRPC's statuses in words
 * (https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#config-access-log-format-response-flags,
 * https://github.com/istio/ztunnel for those of ztunnel, https://grpc.io/docs/guides/status-codes/).
 */

export interface FlagMeaning {
  /** A few words for a table. */
  readonly short: string;
  /** What happened, and where to look. */
  readonly long: string;
}

export const RESPONSE_FLAGS: Readonly<Record<string, FlagMeaning>> = {
  UH: {
    short: 'no healthy upstream',
    long: 'No healthy endpoint was left to send to: none is ready, or outlier detection ejected all.',
  },
  UF: {
    short: 'connection failed',
    long: 'The connection to the endpoint failed: nothing listens there, TLS does not match, or the network refuses.',
  },
  UO: {
    short: 'circuit breaker open',
    long: 'More connections or requests than the DestinationRule’s connection pool allows.',
  },
  UC: {
    short: 'upstream closed the connection',
    long: 'The endpoint closed the connection before it answered, often while it restarts.',
  },
  UR: { short: 'upstream reset', long: 'The endpoint reset the stream.' },
  UT: { short: 'no answer in time', long: 'The route’s timeout passed before the endpoint answered.' },
  URX: {
    short: 'gave up after retries',
    long: 'All retries or connection attempts that the route allows were used up.',
  },
  LR: { short: 'local reset', long: 'The proxy itself reset the stream.' },
  DC: { short: 'caller went away', long: 'The caller closed the connection before the answer was complete.' },
  DPE: { short: 'caller broke the protocol', long: 'The caller sent something that is not valid HTTP.' },
  UPE: {
    short: 'upstream broke the protocol',
    long: 'The endpoint answered with something that is not valid HTTP.',
  },
  NR: { short: 'no route', long: 'No route matched: host, path or headers fit no rule.' },
  NC: {
    short: 'no cluster',
    long: 'The route leads to a cluster that the proxy does not know, for example a subset that is not defined.',
  },
  DI: { short: 'delay injected', long: 'A fault rule delayed the request.' },
  FI: { short: 'fault injected', long: 'A fault rule answered in place of the service.' },
  RL: { short: 'rate limited', long: 'The rate limit refused the request.' },
  RLSE: { short: 'rate limit service failed', long: 'The rate limit service did not answer.' },
  UAEX: { short: 'denied by external authorisation', long: 'The external authoriser refused the request.' },
  SI: { short: 'idle too long', long: 'The stream was idle longer than its timeout.' },
  DT: { short: 'took too long', long: 'The request or connection lasted longer than its limit.' },
  UMSDR: {
    short: 'stream lasted too long',
    long: 'The upstream stream reached its longest allowed duration.',
  },
  IH: { short: 'invalid Envoy header', long: 'A header reserved for Envoy had an invalid value.' },
  LH: { short: 'local health check failed', long: 'The local service failed its health check.' },
  NFCF: {
    short: 'filter configuration missing',
    long: 'The proxy has not yet received the configuration of a filter.',
  },
  OM: { short: 'proxy overloaded', long: 'The proxy’s overload manager shed the request.' },
  DF: { short: 'name not found', long: 'The upstream’s name could not be resolved.' },
  DO: {
    short: 'dropped under load',
    long: 'The request was dropped on purpose because the upstream is overloaded.',
  },
  RFCF: { short: 'from cache', long: 'The answer came from a cache.' },
  DR: { short: 'caller reset', long: 'The caller reset the stream.' },
  DENY: {
    short: 'denied by policy',
    long: 'ztunnel refused the connection: no AuthorizationPolicy allows it.',
  },
  CONNECT: { short: 'connection failed', long: 'ztunnel could not connect to the destination.' },
  TLS_FAILURE: { short: 'TLS failed', long: 'The TLS handshake with the destination failed.' },
  H2_HANDSHAKE_FAILURE: {
    short: 'HTTP/2 handshake failed',
    long: 'The tunnel to the destination could not be opened.',
  },
  NETWORK_POLICY: {
    short: 'blocked by the network',
    long: 'A NetworkPolicy seems to block the tunnel’s port 15008.',
  },
  IDENTITY_ERROR: { short: 'no certificate', long: 'ztunnel could not get a certificate for the workload.' },
  CERT_REVOKED: { short: 'certificate revoked', long: 'The destination’s certificate is revoked.' },
};

const GRPC_STATUS = [
  'OK',
  'cancelled',
  'unknown error',
  'invalid argument',
  'deadline exceeded',
  'not found',
  'already exists',
  'permission denied',
  'resource exhausted',
  'failed precondition',
  'aborted',
  'out of range',
  'not implemented',
  'internal error',
  'unavailable',
  'data loss',
  'unauthenticated',
] as const;

/** How a request ended, in a few words: the flag's meaning where there is one, else gRPC's, else HTTP's. */
export function endInWords(end: {
  readonly code: string;
  readonly grpcStatus: string | null;
  readonly flags: string;
}): string {
  const flags = end.flags === '-' || end.flags === '' ? [] : end.flags.split(',');
  if (flags.length > 0) return flags.map((flag) => RESPONSE_FLAGS[flag]?.short ?? flag).join(', ');
  if (end.code === '0' || end.code === '-') return 'no response';
  if (end.grpcStatus !== null && end.grpcStatus !== '0') {
    return `gRPC: ${GRPC_STATUS[Number(end.grpcStatus)] ?? `status ${end.grpcStatus}`}`;
  }
  if (end.code === '') return 'not told how it ended';
  if (end.code === '403') return 'forbidden, perhaps by a policy';
  if (end.code === '404') return 'not found';
  if (end.code === '429') return 'too many requests';
  if (end.code.startsWith('5')) return 'the service failed';
  if (end.code.startsWith('4')) return 'the request was refused';
  return end.code.startsWith('3') ? 'redirected' : 'answered';
}

/** The long text of every flag in a combination such as `UF,URX`; empty without flags. */
export function flagDetails(flags: string): string {
  if (flags === '-' || flags === '') return '';
  return flags
    .split(',')
    .map((flag) => `${flag}: ${RESPONSE_FLAGS[flag]?.long ?? 'not known here.'}`)
    .join(' ');
}
