/** The groups that quantiles are summed over before they are computed: their labels, and the group of a flow. */
import 'server-only';
import type { Flow, Grouping, PeerLevel } from '@/lib/graph/traffic';
import { type LabelMatcher, noneOf, oneOf } from '@/lib/prometheus/promql';
import type { Labels } from '@/lib/prometheus/response';
import { labelsOf } from './flows';
import { UNKNOWN } from './labels';

const SOURCE: Readonly<Record<PeerLevel, readonly string[]>> = {
  workload: ['source_cluster', 'source_workload_namespace', 'source_workload'],
  app: ['source_cluster', 'source_workload_namespace', 'source_canonical_service'],
  versionedApp: [
    'source_cluster',
    'source_workload_namespace',
    'source_canonical_service',
    'source_canonical_revision',
  ],
};
const DESTINATION: Readonly<Record<PeerLevel, readonly string[]>> = {
  workload: ['destination_cluster', 'destination_workload_namespace', 'destination_workload'],
  app: ['destination_cluster', 'destination_workload_namespace', 'destination_canonical_service'],
  versionedApp: [
    'destination_cluster',
    'destination_workload_namespace',
    'destination_canonical_service',
    'destination_canonical_revision',
  ],
};

/** Services that stand for "no service in particular"; the empty text is a label that is not there. */
const NO_SERVICE = ['', UNKNOWN, 'PassthroughCluster', 'InboundPassthroughCluster'];
const INBOUND_OF_OLD = ['InboundPassthroughClusterIpv4', 'InboundPassthroughClusterIpv6'];
const DIRECT = [...NO_SERVICE, ...INBOUND_OF_OLD];
const NO_WORKLOAD = ['', UNKNOWN];

export function groupLabels(grouping: Grouping): readonly string[] {
  return [
    'reporter',
    'request_protocol',
    ...(grouping.source === null ? [] : SOURCE[grouping.source]),
    ...(grouping.service ? ['destination_service_namespace', 'destination_service_name'] : []),
    ...(grouping.destination === null ? [] : DESTINATION[grouping.destination]),
  ];
}

export function groupMatchers(grouping: Grouping): readonly LabelMatcher[] {
  const matchers: LabelMatcher[] = [];
  if (grouping.destinations === 'known') matchers.push(noneOf('destination_workload', NO_WORKLOAD));
  if (grouping.destinations === 'unknown') matchers.push(oneOf('destination_workload', NO_WORKLOAD));
  if (grouping.services === 'direct') matchers.push(oneOf('destination_service_name', DIRECT));
  return matchers;
}

export function groupKey(names: readonly string[], labels: Labels): string {
  let key = '';
  for (const name of names) key += `${labels[name] ?? ''}\u0000`;
  return key;
}

export function groupOf(grouping: Grouping, flow: Flow): string | null {
  const labels = labelsOf(flow);
  const known = !NO_WORKLOAD.includes(labels.destination_workload ?? '');
  if (grouping.destinations !== 'all' && known !== (grouping.destinations === 'known')) return null;
  if (grouping.services === 'direct' && !DIRECT.includes(labels.destination_service_name ?? '')) return null;
  return groupKey(groupLabels(grouping), labels);
}
