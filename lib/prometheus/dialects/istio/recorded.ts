/**
 * What Periplus' recording rules keep, under which names, for which windows and with which labels: the one list that
 * the rules file is written from (recording-rules.ts) and that queries look into before they use a recorded series.
 */
import 'server-only';
import type { Grouping } from '@/lib/graph/traffic';
import { type LabelMatcher, oneOf } from '@/lib/prometheus/promql';
import {
  endLabels,
  FAILED_CONNECTION,
  flowLabels,
  messageLabels,
  metric,
  OPERATION,
  securityLabels,
  tcpLabels,
} from './labels';

/** Raised when recorded series change their meaning; older rules are then not used. */
export const RULES_FORMAT = '1';

/** The views that quantiles are computed from. */
export const CLIENT_VIEW = oneOf('reporter', ['source', 'waypoint']);

export interface RecordedCounter {
  /** As recorded series are called between the level and the operation: without `_total`, as Prometheus advises. */
  readonly name: string;
  readonly by: readonly string[];
  /** Only series that it matches are recorded. */
  readonly only?: LabelMatcher;
}

const unique = (...lists: readonly (readonly string[])[]) => [...new Set(lists.flat())];

/** By the counter that is recorded. */
export const recordedCounters: Readonly<Record<string, RecordedCounter>> = {
  [metric.requests]: {
    name: 'istio_requests',
    by: unique(flowLabels, [OPERATION], endLabels, securityLabels),
  },
  [metric.tcpSentByProxy]: { name: 'istio_tcp_sent_bytes', by: tcpLabels },
  [metric.tcpReceivedByProxy]: { name: 'istio_tcp_received_bytes', by: unique(tcpLabels, securityLabels) },
  [metric.tcpOpened]: { name: 'istio_tcp_connections_opened', by: tcpLabels },
  [metric.tcpClosed]: {
    name: 'istio_tcp_connections_closed',
    by: unique(tcpLabels, ['response_flags']),
    only: FAILED_CONNECTION,
  },
  [metric.tcpFailed]: {
    name: 'istio_tcp_connections_failed',
    by: unique(tcpLabels, ['response_flags']),
    only: FAILED_CONNECTION,
  },
  [metric.requestMessages]: { name: 'istio_request_messages', by: unique(messageLabels, [OPERATION]) },
  [metric.responseMessages]: { name: 'istio_response_messages', by: unique(messageLabels, [OPERATION]) },
  [metric.requestBytes]: { name: metric.requestBytes, by: flowLabels },
  [metric.responseBytes]: { name: metric.responseBytes, by: flowLabels },
  [metric.durationSum]: { name: metric.durationSum, by: flowLabels },
  [metric.durationCount]: { name: metric.durationCount, by: flowLabels },
  [metric.durationBuckets]: {
    name: metric.durationBuckets,
    by: unique(['le'], flowLabels),
    only: CLIENT_VIEW,
  },
};

/** Windows whose rates are recorded as they are, from the raw counters: exact, at every evaluation. */
export const rateWindows = [
  { window: '5m', seconds: 300, interval: '1m' },
  { window: '10m', seconds: 600, interval: '1m' },
  { window: '30m', seconds: 1800, interval: '2m' },
] as const;

/** Spans without gap or overlap whose increases are recorded, so that longer windows are their sums. The finest first. */
export const slots = [
  { window: '5m', seconds: 300, interval: '5m' },
  { window: '1h', seconds: 3600, interval: '1h' },
] as const;

/** Longer windows whose percentiles are recorded, from the increases of so many slots. */
export const quantileWindows = [
  { window: '1h', seconds: 3600, slot: '5m', slotSeconds: 300, interval: '5m' },
  { window: '1d', seconds: 86_400, slot: '1h', slotSeconds: 3600, interval: '1h' },
] as const;

/** The shares that are recorded. */
export const recordedShares: Readonly<Record<string, number>> = { p50: 0.5, p95: 0.95, p99: 0.99 };

/** The level at which percentiles are recorded, and the only one they are used at: from workload to workload. */
export const WORKLOAD_LEVEL: Grouping = {
  source: 'workload',
  service: false,
  destination: 'workload',
  destinations: 'known',
  services: 'all',
};

export function isWorkloadLevel(grouping: Grouping): boolean {
  return (Object.keys(WORKLOAD_LEVEL) as (keyof Grouping)[]).every(
    (part) => grouping[part] === WORKLOAD_LEVEL[part],
  );
}

/** How a recorded series is called, by Prometheus' convention `level:metric:operation`. */
export const recordedName = {
  rate: ({ name }: RecordedCounter, window: string) => `flow:${name}:rate${window}`,
  increase: ({ name }: RecordedCounter, window: string) => `flow:${name}:increase${window}`,
  quantile: (statistic: string, window: string) =>
    `workload:istio_request_duration_milliseconds:${statistic}_${window}`,
  /** When a group was evaluated, and where the window that it recorded ends; both in Unix seconds. */
  at: 'periplus:recorded:at_seconds',
  end: 'periplus:recorded:end_seconds',
} as const;

/** What one evaluation recorded: a kind of series over a window. */
export type RecordedForm = 'rate' | 'increase' | 'quantile';
