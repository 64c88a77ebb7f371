/** Targets that history speaks for: what a service has held so far, a little below. */

/** Targets that people agree on, strictest first. */
const TARGETS = [99.99, 99.95, 99.9, 99.5, 99, 98, 95, 90];

export interface Observed {
  readonly namespace: string;
  readonly name: string;
  /** Requests in the window. */
  readonly requests: number;
  /** Share of failed ones, 0 to 1. */
  readonly badShare: number;
  /** 99th percentile, ms; null where it is not known. */
  readonly p99Ms: number | null;
}

export interface Proposal {
  readonly namespace: string;
  readonly name: string;
  /** Per cent. */
  readonly target: number;
  readonly withinMs: number | null;
  /** Per cent of good requests so far. */
  readonly observed: number;
  readonly requests: number;
  readonly reason: string;
}

/** Fewer requests say nothing about a share of one in a thousand. */
const LEAST_REQUESTS = 1000;

/**
 * An objective of availability for each service that has held one: the strictest target of which at most half the budget
 * would have been used. Services with little traffic, and those that hold none, get none.
 */
export function proposals(observed: readonly Observed[]): readonly Proposal[] {
  return observed
    .filter(({ requests }) => requests >= LEAST_REQUESTS)
    .flatMap(({ namespace, name, requests, badShare, p99Ms }) => {
      const target = TARGETS.find(
        (percent) => badShare <= (1 - percent / 100) / 2 && requests * (1 - percent / 100) >= 1 - 1e-9,
      );
      if (target === undefined) return [];
      const share = (100 - 100 * badShare).toPrecision(5);
      return [
        {
          namespace,
          name,
          target,
          withinMs: p99Ms === null ? null : roundUp(p99Ms),
          observed: 100 - 100 * badShare,
          requests,
          reason: `${Number(share)} % of its requests were good; at ${target} % it would have used less than half of its budget.`,
        },
      ];
    })
    .toSorted((a, b) => b.requests - a.requests);
}

const BOUNDS_MS = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000];

/** To a bound of Istio's buckets, so that the share is exact. */
function roundUp(ms: number): number | null {
  return BOUNDS_MS.find((bound) => bound >= ms) ?? null;
}
