/** Request durations: sums for means, quantiles of summed buckets, and the buckets themselves where a sum is not simple. */
import 'server-only';
import type {
  BucketRow,
  DurationRow,
  Flow,
  Grouping,
  PeerLevel,
  QuantileRow,
  TrafficAnswer,
  TrafficQuery,
} from '@/lib/graph/traffic';
import { windowSeconds } from '@/lib/mesh/time-window';
import type { PrometheusClient, ReadSample } from '@/lib/prometheus/client';
import {
  histogramQuantile,
  type LabelMatcher,
  noneOf,
  oneOf,
  rate,
  selector,
  sumBy,
} from '@/lib/prometheus/promql';
import { type Labels, numberOf } from '@/lib/prometheus/response';
import { flowOf, labelsOf } from './flows';
import { flowLabels, metric, UNKNOWN } from './labels';
import { joined } from './requests';

export async function durations(
  client: PrometheusClient,
  { window, signal }: TrafficQuery,
): Promise<TrafficAnswer<DurationRow>> {
  const total = <Row>(name: string, read: ReadSample<Row>) => {
    const series = rate(selector(name, client.labelMatchers), windowSeconds(window));
    return client.instant(`${sumBy(flowLabels, series)} > 0`, { atSeconds: window.toSeconds, read, signal });
  };
  return joined(
    await Promise.all([
      total(metric.durationSum, readMilliseconds),
      total(metric.durationCount, readRequests),
    ]),
  );
}

const readDuration =
  (measure: DurationRow['measure']): ReadSample<DurationRow> =>
  (labels, value) => {
    return !Number.isFinite(value) ? null : { flow: flowOf(labels), measure, ratePerSecond: value };
  };
const readMilliseconds = readDuration('milliseconds');
const readRequests = readDuration('requests');

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

function groupLabels(grouping: Grouping): readonly string[] {
  return [
    'reporter',
    'request_protocol',
    ...(grouping.source === null ? [] : SOURCE[grouping.source]),
    ...(grouping.service ? ['destination_service_namespace', 'destination_service_name'] : []),
    ...(grouping.destination === null ? [] : DESTINATION[grouping.destination]),
  ];
}

function groupMatchers(grouping: Grouping): readonly LabelMatcher[] {
  const matchers: LabelMatcher[] = [];
  if (grouping.destinations === 'known') matchers.push(noneOf('destination_workload', NO_WORKLOAD));
  if (grouping.destinations === 'unknown') matchers.push(oneOf('destination_workload', NO_WORKLOAD));
  if (grouping.services === 'direct') matchers.push(oneOf('destination_service_name', DIRECT));
  return matchers;
}

export async function quantiles(
  client: PrometheusClient,
  { window, grouping, share, signal }: TrafficQuery & { readonly grouping: Grouping; readonly share: number },
): Promise<TrafficAnswer<QuantileRow>> {
  const matchers = [
    oneOf('reporter', ['source', 'waypoint']),
    ...groupMatchers(grouping),
    ...client.labelMatchers,
  ];
  const buckets = rate(selector(metric.durationBuckets, matchers), windowSeconds(window));
  const query = histogramQuantile(share, sumBy(['le', ...groupLabels(grouping)], buckets));
  return client.instant(query, { atSeconds: window.toSeconds, read: quantileReader(grouping), signal });
}

const readers = new Map<string, ReadSample<QuantileRow>>();

/** One reader for each grouping, because answers are shared by their reader. */
function quantileReader(grouping: Grouping): ReadSample<QuantileRow> {
  const names = groupLabels(grouping);
  const id = names.join(',');
  const known = readers.get(id);
  if (known !== undefined) return known;
  const read: ReadSample<QuantileRow> = (labels, value) =>
    Number.isFinite(value) ? { group: groupKey(names, labels), valueMs: value } : null;
  readers.set(id, read);
  return read;
}

function groupKey(names: readonly string[], labels: Labels): string {
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

/** Beyond this a regular expression costs more than it saves. */
const MOST_SERVICES = 300;

export async function buckets(
  client: PrometheusClient,
  { window, flows, signal }: TrafficQuery & { readonly flows: readonly Flow[] },
): Promise<TrafficAnswer<BucketRow>> {
  const services = [...new Set(flows.map((flow) => labelsOf(flow).destination_service_name ?? ''))].sort();
  const narrowed = services.length > MOST_SERVICES ? [] : [oneOf('destination_service_name', services)];
  const series = selector(metric.durationBuckets, [...narrowed, ...client.labelMatchers]);
  const query = sumBy(['le', ...flowLabels], rate(series, windowSeconds(window)));
  return client.instant(query, { atSeconds: window.toSeconds, read: readBucket, signal });
}

function readBucket(labels: Labels, value: number): BucketRow | null {
  return !Number.isFinite(value)
    ? null
    : { flow: flowOf(labels), upperBoundMs: numberOf(labels.le ?? ''), ratePerSecond: value };
}
