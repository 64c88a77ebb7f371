/**
 * The share of bad requests as PromQL: failed (5xx, no response, gRPC errors; injected failures are nobody's), or later
 * than agreed. The caller's word counts, or the waypoint's where callers have no proxy, as in the graph.
 */
import { type Matcher, matcherText } from '@/lib/promql/selectors';
import type { Slo } from './slo';

function matchersOf({ service, caller, operation }: Slo): readonly Matcher[] {
  const equal = (name: string, value: string): Matcher => ({ name, operator: '=', value });
  return [
    { name: 'reporter', operator: '=~', value: 'source|waypoint' },
    equal('destination_service_namespace', service.namespace),
    equal('destination_service_name', service.name),
    ...(caller === undefined
      ? []
      : [equal('source_workload_namespace', caller.namespace), equal('source_workload', caller.workload)]),
    ...(operation === undefined ? [] : [equal('request_operation', operation)]),
  ];
}

const INJECTED: Matcher = { name: 'response_flags', operator: '!~', value: '.*FI.*' };

function rate(metric: string, matchers: readonly Matcher[], range: string): string {
  return `sum(rate(${metric}{${matchers.map(matcherText).join(',')}}[${range}]))`;
}

/** Requests per second over `range`, a duration of PromQL; nothing where there was no request. */
export function totalExpr(slo: Slo, range: string): string {
  return rate('istio_requests_total', matchersOf(slo), range);
}

/** Failed requests per second; zero where there were only good ones. */
function failedExpr(slo: Slo, range: string): string {
  const matchers = [...matchersOf(slo), INJECTED];
  const byCode = rate(
    'istio_requests_total',
    [...matchers, { name: 'response_code', operator: '=~', value: '5..|0' }],
    range,
  );
  const byStatus = rate(
    'istio_requests_total',
    [
      ...matchers,
      { name: 'response_code', operator: '!~', value: '5..|0' },
      { name: 'request_protocol', operator: '=', value: 'grpc' },
      { name: 'grpc_response_status', operator: '!~', value: '0|' },
    ],
    range,
  );
  const none = `0 * ${totalExpr(slo, range)}`;
  return `(${byCode} or ${none}) + (${byStatus} or ${none})`;
}

/** Requests per second that were answered within the bound, whether well or badly; by the largest bucket that is not above it. */
function inTimeExpr(slo: Slo, bound: string, range: string): string {
  const matchers = [...matchersOf(slo), { name: 'le', operator: '=', value: bound } as const];
  return rate('istio_request_duration_milliseconds_bucket', matchers, range);
}

/** Istio's default bounds in milliseconds, at which its buckets end. */
const BOUNDS = [
  0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000,
  3_600_000,
];

/** The largest bound that is not above `withinMs`: a request that is counted as in time was. Null below the first. */
export function usedBoundMs(withinMs: number): number | null {
  return BOUNDS.findLast((bound) => bound <= withinMs) ?? null;
}

/**
 * Share of bad requests over `range`, 0 to 1; no value where there was no request. For a latency objective what failed
 * fast and what was slow add up to no more than all.
 */
export function badShareExpr(slo: Slo, range: string): string {
  const total = totalExpr(slo, range);
  const failed = failedExpr(slo, range);
  const bound = slo.withinMs === undefined ? null : usedBoundMs(slo.withinMs);
  if (slo.withinMs === undefined || bound === null) return `(${failed}) / (${total} > 0)`;
  const late = `(${total} - (${inTimeExpr(slo, String(bound), range)} or 0 * ${total}))`;
  return `clamp_max((${failed} + clamp_min(${late}, 0)) / (${total} > 0), 1)`;
}
