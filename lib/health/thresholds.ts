/** From which share of failed requests something is degraded or failing where nobody said otherwise: as in Kiali. */

export interface Threshold {
  /** Share of requests, 0..1; 0 = from the first failure on. */
  readonly degradedFrom: number;
  readonly failingFrom: number;
}

export const DEFAULT_THRESHOLDS = {
  /** 5xx, no response and gRPC errors, each by itself. */
  errors: { degradedFrom: 0, failingFrom: 0.1 },
  /** 4xx, which are the caller's doing more often than not. */
  clientErrors: { degradedFrom: 0.1, failingFrom: 0.2 },
} as const satisfies Record<string, Threshold>;
