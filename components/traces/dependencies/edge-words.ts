/** What is said of a dependency: who saw it, how its pill and its tooltip read. Pure. */
import type { CallLine } from '@/components/traces/mesh/call-drawing';
import type { DependencyEdge } from '@/lib/insight/dependencies/contract';
import { quantityText } from '@/lib/mesh/quantity';
import { seenBy } from './narrow';

export const SEEN_WORDS = {
  both: 'Traces and metrics',
  traces: 'Traces only',
  metrics: 'Metrics only',
} as const satisfies Record<ReturnType<typeof seenBy>, string>;

export function lookOf(edge: DependencyEdge, hasMetrics: boolean): CallLine['look'] {
  const by = seenBy(edge);
  if (by === 'metrics') return 'aside';
  if (edge.failed > 0) return 'failed';
  return by === 'traces' && hasMetrics ? 'unmatched' : 'seen';
}

export function pillOf(edge: DependencyEdge): string {
  const { traffic } = edge;
  if (traffic === null) return callsText(edge.recorded ?? edge.calls);
  const errors = traffic.errorShare > 0 ? ` · ${quantityText(traffic.errorShare, 'share')}` : '';
  const p95 = traffic.p95Ms === null ? '' : ` · ${quantityText(traffic.p95Ms, 'ms')}`;
  return `${quantityText(traffic.requestsPerSecond, 'rps')}${errors}${p95}`;
}

export function titleOf(edge: DependencyEdge): string {
  const recorded =
    edge.recorded === null ? '' : `, ${edge.recorded.toLocaleString('en')} by the count of their source`;
  return `${callsText(edge.calls)} in sampled traces, ${edge.failed} failed${recorded}; ${trafficWords(edge)}`;
}

function trafficWords({ traffic }: DependencyEdge): string {
  if (traffic === null) return 'metrics saw no such traffic';
  return `${quantityText(traffic.requestsPerSecond, 'rps')}, ${quantityText(traffic.errorShare, 'share')} errors, p95 ${quantityText(traffic.p95Ms, 'ms')} by metrics`;
}

function callsText(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'call' : 'calls'}`;
}
