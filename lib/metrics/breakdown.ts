/** Every metric of a subject over a window, told apart by one of its labels. Without zod, so that pages can list the choices. */
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { TrafficSelection } from './series';

/**
 * `version`: the subject's own; `peer`: who calls it, or which service it calls; `code`, `grpcStatus` and `flag`: how
 * requests ended; `security`: whether under mutual TLS, as servers alone know it.
 */
export const breakdownGroups = [
  'none',
  'version',
  'peer',
  'peerNamespace',
  'peerVersion',
  'code',
  'grpcStatus',
  'flag',
  'security',
] as const;
export type BreakdownGroup = (typeof breakdownGroups)[number];

/** `once`: each request once, as everywhere; else all that clients, or all that servers and waypoints tell. */
export const breakdownReporters = ['once', 'source', 'destination'] as const;
export type BreakdownReporter = (typeof breakdownReporters)[number];

/** Of durations and sizes. Without groups p50, p95 and p99 stand together, whichever of them is chosen. */
export const breakdownStatistics = ['avg', 'p50', 'p95', 'p99'] as const;
export type BreakdownStatistic = (typeof breakdownStatistics)[number];

export const breakdownCharts = [
  'requests',
  'errors',
  'duration',
  'requestSize',
  'responseSize',
  'requestThroughput',
  'responseThroughput',
  'messagesSent',
  'messagesReceived',
  'tcpSent',
  'tcpReceived',
  'tcpOpened',
  'tcpClosed',
] as const;
export type BreakdownChartId = (typeof breakdownCharts)[number];

export type BreakdownUnit =
  | 'requestsPerSecond'
  | 'share'
  | 'milliseconds'
  | 'bytes'
  | 'bytesPerSecond'
  | 'messagesPerSecond'
  | 'connectionsPerSecond';

export interface BreakdownQuery {
  readonly selections: readonly TrafficSelection[];
  /** Which side of the selected traffic the subject is. */
  readonly direction: 'incoming' | 'outgoing';
  readonly by: BreakdownGroup;
  readonly reporter: BreakdownReporter;
  readonly statistic: BreakdownStatistic;
  readonly charts: readonly BreakdownChartId[];
  readonly window: TimeWindow;
  readonly stepSeconds: number;
  readonly signal?: AbortSignal | undefined;
}

export interface BreakdownSeries {
  /** The label's value; `all` without groups and where a metric lacks the label; `p95` … of ungrouped histograms. */
  readonly name: string;
  /** `[Unix seconds, value]`; null = a gap. */
  readonly points: readonly (readonly [number, number | null])[];
}

export interface BreakdownChart {
  readonly id: BreakdownChartId;
  readonly unit: BreakdownUnit;
  /** The largest first. */
  readonly series: readonly BreakdownSeries[];
  /** Series that are left out, the smallest. */
  readonly hidden: number;
}

export interface BreakdownAnswer {
  /** Those with data, in the order of `breakdownCharts`. */
  readonly charts: readonly BreakdownChart[];
  readonly warnings: readonly string[];
}

/** At most one range query for each family of metrics; throws `Fault` when none of them answers. */
export interface BreakdownPort {
  breakdown(query: BreakdownQuery): Promise<BreakdownAnswer>;
}
