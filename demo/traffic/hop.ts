/**
 * What happened to one simulated call, seen from both sides. Metrics and spans are both read from it,
 * which is why they agree. Times are milliseconds since the trace began.
 */
import type { Call, Handling, WorldWorkload } from '@/demo/world/behaviour';

/** The service that a proxy believed to call, as it is labelled in metrics; null = it knew none. */
export interface CalledHost {
  readonly host: string;
  readonly name: string;
  readonly namespace: string;
}

/** HTTP status (0 = no response), gRPC status ('' for HTTP or when there is none) and Envoy's flags. */
export interface Answer {
  readonly code: number;
  readonly grpcStatus: string;
  readonly flags: string;
}

/** One try that reached a server. */
export interface Attempt {
  readonly server: WorldWorkload | null;
  readonly called: CalledHost;
  readonly port: number;
  readonly subset: string | null;
  readonly startMs: number;
  /** Until the answer, or until the client's proxy gave up on it. */
  readonly durationMs: number;
  /** As the server's own proxy saw it. */
  readonly answer: Answer;
  readonly handling: Handling;
  /** When the server's own work began and how long it took, calls included. */
  readonly workMs: number;
  readonly hops: readonly Hop[];
  readonly requestBytes: number;
  readonly responseBytes: number;
}

/** How the call travelled: through a client's own proxy, as plain text, through a waypoint, or by ztunnel alone. */
export type Via = 'proxy' | 'plain' | 'waypoint' | 'ztunnel';

export interface Hop {
  readonly client: WorldWorkload;
  readonly call: Call;
  readonly via: Via;
  readonly startMs: number;
  /** As the client's proxy measured it, injected delay and retries included. */
  readonly durationMs: number;
  /** As the client's proxy saw it. */
  readonly answer: Answer;
  readonly called: CalledHost | null;
  /** Who answered in the end; null where nobody was reached. */
  readonly server: WorldWorkload | null;
  readonly attempts: readonly Attempt[];
  /** Copies sent to a mirror; the client's proxy does not report them. */
  readonly copies: readonly Attempt[];
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** Name of the route for the operation, e.g. `reviews.bookinfo.svc.cluster.local:9080/*`. */
  readonly operation: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Whether the caller counts the answer as a failure. */
export function isFailure(answer: Answer): boolean {
  return answer.code === 0 || answer.code >= 500 || (answer.grpcStatus !== '' && answer.grpcStatus !== '0');
}
