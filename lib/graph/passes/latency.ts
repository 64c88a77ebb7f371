/**
 * Latency of each edge over exactly the requests that are counted on it. Quantiles come from the source, summed at
 * the level drawn, wherever one of its groups is the edge; where an edge is made of several groups or of a part of
 * one, they are computed from the buckets of its own flows. Means are quotients of sums.
 */
import type { LatencyMs, LatencyStatistic } from '@/lib/graph/contract';
import type { DraftEdge } from '@/lib/graph/draft';
import type { BucketRow, DurationRow, Flow, QuantileRow, TrafficPort } from '@/lib/graph/traffic';
import { quantile } from '@/lib/metrics/histogram';
import type { Placement } from './place';

/** The quantile of each statistic; `avg` is none. */
export const QUANTILE_SHARES = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;
export type QuantileStatistic = keyof typeof QUANTILE_SHARES;

export interface LatencyPlan {
  /** Edges whose quantile is that of one group of the source. */
  readonly groups: ReadonlyMap<DraftEdge, string>;
  /** Edges whose buckets must be added up here. */
  readonly irregular: readonly DraftEdge[];
}

/** `flows` are all with requests in the window, counted or not, each once: any of them may be part of a group. */
export function planLatency(
  edges: readonly DraftEdge[],
  flows: Iterable<Flow>,
  place: Placement,
  groupOf: TrafficPort['groupOf'],
): LatencyPlan {
  const groupSizes = place.legs.map(() => new Map<string, number>());
  for (const flow of flows) {
    // The source's groups hold no server's view.
    if (flow.reporter === 'destination') continue;
    place.legs.forEach((leg, at) => {
      const group = groupOf(leg, flow);
      const sizes = groupSizes[at];
      if (group !== null && sizes !== undefined) sizes.set(group, (sizes.get(group) ?? 0) + 1);
    });
  }
  const groups = new Map<DraftEdge, string>();
  const irregular: DraftEdge[] = [];
  for (const edge of edges) {
    if (edge.protocol === 'tcp' || edge.flows.length === 0) continue;
    const group = wholeGroup(edge, place, groupSizes, groupOf);
    if (group === null) irregular.push(edge);
    else groups.set(edge, group);
  }
  return { groups, irregular };
}

/** The one group that has exactly the edge's flows. */
function wholeGroup(
  edge: DraftEdge,
  place: Placement,
  groupSizes: readonly ReadonlyMap<string, number>[],
  groupOf: TrafficPort['groupOf'],
): string | null {
  const [leg] = edge.legs;
  if (leg === undefined || edge.legs.length > 1) return null;
  const at = place.legs.indexOf(leg);
  let common: string | null = null;
  for (const flow of edge.flows) {
    const group = flow.reporter === 'destination' ? null : groupOf(leg, flow);
    if (group === null || (common !== null && group !== common)) return null;
    common = group;
  }
  return common !== null && groupSizes[at]?.get(common) === edge.flows.length ? `${at} ${common}` : null;
}

export interface LatencyRows {
  readonly durations: readonly DurationRow[];
  /** By statistic, and for each leg in the order of `Placement.legs`. */
  readonly quantiles: ReadonlyMap<QuantileStatistic, readonly (readonly QuantileRow[])[]>;
  readonly buckets: readonly BucketRow[];
}

export function attachLatency(
  edges: readonly DraftEdge[],
  plan: LatencyPlan,
  wanted: readonly LatencyStatistic[],
  rows: LatencyRows,
): void {
  if (wanted.length === 0) return;
  const means = wanted.includes('avg') ? meansOf(edges, rows.durations) : null;
  const byGroup = new Map([...rows.quantiles].map(([statistic, legs]) => [statistic, valuesByGroup(legs)]));
  const buckets = bucketsByFlow(rows.buckets);
  for (const edge of edges) {
    if (edge.protocol === 'tcp') continue;
    const group = plan.groups.get(edge);
    const own = group === undefined ? edge.flows.flatMap(({ key }) => buckets.get(key) ?? []) : [];
    const of = (statistic: QuantileStatistic) => {
      if (!wanted.includes(statistic)) return null;
      if (group !== undefined) return byGroup.get(statistic)?.get(group) ?? null;
      return quantile(QUANTILE_SHARES[statistic], own);
    };
    const latency: LatencyMs = {
      avg: means?.get(edge) ?? null,
      p50: of('p50'),
      p95: of('p95'),
      p99: of('p99'),
    };
    edge.latencyMs = Object.values(latency).every((value) => value === null) ? null : latency;
  }
}

function valuesByGroup(legs: readonly (readonly QuantileRow[])[]): Map<string, number> {
  const values = new Map<string, number>();
  legs.forEach((rows, at) => {
    for (const { group, valueMs } of rows) values.set(`${at} ${group}`, valueMs);
  });
  return values;
}

function bucketsByFlow(rows: readonly BucketRow[]): Map<string, { upperBound: number; count: number }[]> {
  const byFlow = new Map<string, { upperBound: number; count: number }[]>();
  for (const { flow, upperBoundMs, ratePerSecond } of rows) {
    const bucket = { upperBound: upperBoundMs, count: ratePerSecond };
    const known = byFlow.get(flow.key);
    if (known === undefined) byFlow.set(flow.key, [bucket]);
    else known.push(bucket);
  }
  return byFlow;
}

function meansOf(edges: readonly DraftEdge[], durations: readonly DurationRow[]): Map<DraftEdge, number> {
  const byFlow = new Map<string, { milliseconds: number; requests: number }>();
  for (const { flow, measure, ratePerSecond } of durations) {
    const sums = byFlow.get(flow.key) ?? { milliseconds: 0, requests: 0 };
    sums[measure] += ratePerSecond;
    byFlow.set(flow.key, sums);
  }
  const means = new Map<DraftEdge, number>();
  for (const edge of edges) {
    const sums = { milliseconds: 0, requests: 0 };
    for (const { key } of edge.flows) {
      sums.milliseconds += byFlow.get(key)?.milliseconds ?? 0;
      sums.requests += byFlow.get(key)?.requests ?? 0;
    }
    if (sums.requests > 0) means.set(edge, sums.milliseconds / sums.requests);
  }
  return means;
}
