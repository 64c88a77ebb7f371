/**
 * Ways to and from a waypoint of requests that the waypoint tells of itself, as PromQL: the rule of
 * lib/graph/passes/waypoints.ts for waypoints of the usual names.
 */
import 'server-only';
import type { TrafficSelection } from '@/lib/metrics/series';
import { type Expression, equal, type LabelMatcher, notEqual } from '@/lib/prometheus/promql';
import { UNKNOWN } from './labels';

const WAYPOINT_NAME = '(.*-)?waypoint';
const OTHERS = notEqual('reporter', 'waypoint');

/** `to` and `from` a waypoint: matchers for what others than waypoints tell. */
const LEGS: Readonly<Record<'to' | 'from', readonly LabelMatcher[]>> = {
  to: [OTHERS, { name: 'destination_workload', operator: '=~', value: WAYPOINT_NAME }],
  from: [OTHERS, { name: 'source_workload', operator: '=~', value: WAYPOINT_NAME }],
};

/** A connection to the waypoint's own address says nothing about the service. */
const NO_SERVICE: LabelMatcher = {
  name: 'destination_service_name',
  operator: '=~',
  value: `|${UNKNOWN}|${WAYPOINT_NAME}`,
};

/** What a client tells, but for what it sent to a waypoint. */
export const NOT_TO_WAYPOINT: LabelMatcher = {
  name: 'destination_workload',
  operator: '!~',
  value: WAYPOINT_NAME,
};

export interface LegsOf {
  /** What is counted, of the selection. */
  readonly counted: (more: readonly LabelMatcher[]) => Expression;
  /** Requests where something flows, whatever is counted, from `source` or to `destination` of the selection. */
  readonly requests: (of: 'source' | 'destination', more: readonly LabelMatcher[]) => Expression;
  readonly selection: TrafficSelection;
  /** Labels of a peer. */
  readonly source: readonly string[];
  readonly workload: readonly string[];
  /** ztunnel sees requests as bytes, which are looked up without a protocol. */
  readonly protocol: readonly string[];
}

export function toldLegs({
  counted,
  requests,
  selection,
  source,
  workload,
  protocol,
}: LegsOf): readonly Expression[] {
  const told = equal('reporter', 'waypoint');
  const callers = requests('source', [told]);
  const namespace = selection.service?.namespace;
  // Workloads of a service are of its namespace.
  const here = typeof namespace === 'string' ? [equal('destination_workload_namespace', namespace)] : [];
  const callees = requests('destination', [told, ...here]);
  const on = (...labels: string[]) => `and on (${[...labels, ...protocol].join(',')})`;
  return [
    `(${counted(LEGS.to)} ${on(...source, 'destination_service_namespace')} ${callers})`,
    `(${counted([...LEGS.to, NO_SERVICE])} ${on(...source)} ${callers})`,
    `(${counted(LEGS.from)} ${on(...workload)} ${callees})`,
  ];
}
