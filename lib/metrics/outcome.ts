/** How a request ended, told apart everywhere in the same way. */
import type { Protocol } from '@/lib/mesh/identity';
import { FAULT_INJECTED, hasFlag } from '@/lib/mesh/response-flags';

/**
 * - `injected`: the answer was made up by a fault rule (flag FI), whatever its code.
 * - `noResponse`: code 0, the client left or the stream was reset. A code that is not told ('') says nothing.
 * - `serverError`, `clientError`: HTTP 5xx, 4xx, of gRPC too, where the HTTP layer failed.
 * - `grpcError`: HTTP went well, the gRPC status is not OK.
 */
export type Outcome =
  | 'ok'
  | 'redirect'
  | 'clientError'
  | 'serverError'
  | 'noResponse'
  | 'grpcError'
  | 'injected';

export interface RequestEnd {
  readonly code: string;
  readonly grpcStatus: string | null;
  readonly flags: string;
}

export function outcomeOf(protocol: Protocol, end: RequestEnd): Outcome {
  if (hasFlag(end.flags, FAULT_INJECTED)) return 'injected';
  // Kiali and some exporters write `-` for "no response".
  if (end.code === '0' || end.code === '-') return 'noResponse';
  if (end.code.length === 3) {
    if (end.code.startsWith('5')) return 'serverError';
    if (end.code.startsWith('4')) return 'clientError';
  }
  if (protocol === 'grpc' && end.grpcStatus !== null && end.grpcStatus !== '0') return 'grpcError';
  return end.code.startsWith('3') ? 'redirect' : 'ok';
}

/** The headline: what counts as failed by the mesh or the server. 4xx and injected faults stand beside it. */
export function isError(outcome: Outcome): boolean {
  return outcome === 'serverError' || outcome === 'noResponse' || outcome === 'grpcError';
}
