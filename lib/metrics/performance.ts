/** How services do, and each of their operations: what a store of metrics is asked for, and what it answers. */
import type { TimeWindow } from '@/lib/mesh/time-window';

/** Who was called. */
export interface Called {
  /** `<service>.<namespace>`; of a mesh the service that was called, of span metrics the one that wrote the spans. */
  readonly service: string;
  /** null = not told. */
  readonly namespace: string | null;
  /** The service's name in traces; null = nobody answered, so none wrote a span. */
  readonly searchService: string | null;
  /** null = the store does not tell operations apart. */
  readonly operation: string | null;
}

/** One value for each instant of the question; null = a gap. Counts are per second. */
type Values = readonly (number | null)[];

export interface PerformanceData {
  readonly counts: readonly { readonly called: Called; readonly failed: boolean; readonly values: Values }[];
  /** Cumulative buckets of classic histograms. */
  readonly buckets: readonly {
    readonly called: Called;
    readonly upperBoundMs: number;
    readonly values: Values;
  }[];
  /** Milliseconds; of native histograms, which the store alone can read. */
  readonly quantiles: readonly {
    readonly called: Called;
    /** The service as a whole; buckets can be added up for that, quantiles cannot. */
    readonly isWhole: boolean;
    readonly share: number;
    readonly values: Values;
  }[];
}

export interface PerformanceQuery {
  readonly window: TimeWindow;
  /** Unix seconds, evenly spaced; the last is the window's end. */
  readonly instants: readonly number[];
  readonly stepSeconds: number;
  /** One service by its operations, as `Called.service` names it; null = every service as a whole. */
  readonly service: string | null;
  /** Of the services called; null = all. */
  readonly namespaces: readonly string[] | null;
  readonly signal?: AbortSignal | undefined;
}

export interface PerformanceAnswer {
  /** One value each, of the whole window. */
  readonly window: PerformanceData;
  /** A value for each instant; latency only where one service was asked for. */
  readonly trend: PerformanceData;
  /** What is missing of it, in sentences. */
  readonly warnings: readonly string[];
}

export interface PerformancePort {
  /** null = the store has no such metrics. Throws `Fault` when requests cannot be read; latency that fails is a warning. */
  measure(query: PerformanceQuery): Promise<PerformanceAnswer | null>;
}

/** The two kinds of metrics that tell of services: the mesh's own, and those that a collector makes of spans. */
export interface PerformancePorts {
  readonly mesh: PerformancePort;
  readonly spans: PerformancePort;
}

export const QUANTILES = [0.5, 0.95, 0.99] as const;
