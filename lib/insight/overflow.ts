/**
 * How many requests a circuit breaker turns away at a given rate, by queueing theory: requests that arrive independently
 * of each other (Poisson), each held for the mean latency, at a place for so many at once and a queue for so many more
 * (M/M/c/K; without a queue that is Erlang's loss formula, which holds for any distribution of latencies).
 */

export interface Breaker {
  /** Requests at once; null = no limit. */
  readonly atOnce: number | null;
  /** Requests that may wait beside them. */
  readonly waiting: number;
}

/** Beyond these numbers of places nothing is turned away at rates that one proxy can have. */
const MOST_PLACES = 20_000;

/** Share of requests turned away, 0..1. `offered` = requests per second × mean seconds: those under way on average. */
export function overflowShare({ atOnce, waiting }: Breaker, offered: number): number {
  if (atOnce === null || !(offered > 0)) return 0;
  if (atOnce <= 0) return 1;
  if (atOnce > MOST_PLACES && offered < atOnce / 2) return 0;
  // Terms relative to the state with everything full, so that no power overflows.
  let term = 1;
  let sum = 1;
  const states = atOnce + Math.min(waiting, MOST_PLACES);
  for (let state = states; state > 0 && sum < 1e15; state -= 1) {
    term *= Math.min(state, atOnce) / offered;
    sum += term;
  }
  return 1 / sum;
}

/** What of a connection pool limits requests of one client proxy to one cluster. Envoy's default is 1,024 of each. */
export function breakerOf(
  pool: {
    readonly maxConnections: number | null;
    readonly http1MaxPendingRequests: number | null;
    readonly http2MaxRequests: number | null;
  } | null,
  protocol: 'http' | 'grpc' | 'tcp',
): Breaker {
  if (pool === null) return { atOnce: null, waiting: 0 };
  const { maxConnections, http1MaxPendingRequests, http2MaxRequests } = pool;
  if (protocol === 'tcp') return { atOnce: maxConnections, waiting: 0 };
  // Over HTTP/2 one connection carries all requests, so that connections limit nothing.
  if (protocol === 'grpc') return { atOnce: http2MaxRequests, waiting: 0 };
  if (maxConnections === null) return { atOnce: http2MaxRequests, waiting: 0 };
  const active = http2MaxRequests === null ? maxConnections : Math.min(maxConnections, http2MaxRequests);
  return { atOnce: active, waiting: http1MaxPendingRequests ?? 1024 };
}
