/** From which share of failed requests something is degraded or failing. The defaults are those of Kiali. */

export interface Threshold {
  /** Share of requests, 0..1; 0 = from the first failure on. */
  readonly degradedFrom: number;
  readonly failingFrom: number;
}

export interface HealthThresholds {
  /** 5xx, no response and gRPC errors together: the headline. */
  readonly errors: Threshold;
  /** 4xx, which are the caller's doing more often than not. */
  readonly clientErrors: Threshold;
}

export const DEFAULT_THRESHOLDS: HealthThresholds = {
  errors: { degradedFrom: 0, failingFrom: 0.1 },
  clientErrors: { degradedFrom: 0.1, failingFrom: 0.2 },
};
