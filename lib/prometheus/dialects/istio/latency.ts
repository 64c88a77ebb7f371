/** Request durations: sums for means, and the buckets themselves where a sum of groups is not simple. Quantiles: quantiles.ts. */
import 'server-only';
import type { BucketRow, DurationRow, Flow, TrafficAnswer, TrafficQuery } from '@/lib/graph/traffic';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { PrometheusClient, ReadHistogram, ReadSample } from '@/lib/prometheus/client';
import type { NativeHistogram } from '@/lib/prometheus/native-histogram';
import { type Expression, type LabelMatcher, oneOf, sumBy } from '@/lib/prometheus/promql';
import { type Labels, numberOf } from '@/lib/prometheus/response';
import { rawRate, sumOfRates } from './basis';
import { flowOf, labelsOf } from './flows';
import { flowLabelsOf, metric } from './labels';
import { histogram, isNative, nativeRate } from './native';
import { type HistogramPart, sumOfBothKinds } from './quantiles';
import { CLIENT_VIEW } from './recorded';
import { joined } from './requests';

/** `sum by (…)` of what a histogram observed per second (`sum`), or how often (`count`); of classic and native series. */
export async function observed(
  client: PrometheusClient,
  window: TimeWindow,
  name: string,
  part: 'sum' | 'count',
  by: readonly string[],
): Promise<Expression> {
  const counter = `${name}_${part}`;
  if (!(await isNative(client, name, window)))
    return sumOfRates(client, window, { counter, by, matchers: [] });
  const native = nativeRate(name, client.labelMatchers, window);
  return sumBy(by, `histogram_${part}(${native}) or ${rawRate(client, window, counter, [])}`);
}

export async function durations(
  client: PrometheusClient,
  { window, operations, signal }: TrafficQuery,
): Promise<TrafficAnswer<DurationRow>> {
  const total = async (part: 'sum' | 'count', read: ReadSample<DurationRow>) => {
    const rates = await observed(client, window, histogram.duration, part, flowLabelsOf(operations));
    return client.instant(`${rates} > 0`, { atSeconds: window.toSeconds, read, signal });
  };
  return joined(await Promise.all([total('sum', readMilliseconds), total('count', readRequests)]));
}

const readDuration =
  (measure: DurationRow['measure']): ReadSample<DurationRow> =>
  (labels, value) => {
    return !Number.isFinite(value) ? null : { flow: flowOf(labels), measure, ratePerSecond: value };
  };
const readMilliseconds = readDuration('milliseconds');
const readRequests = readDuration('requests');

/** Beyond this a regular expression costs more than it saves. */
const MOST_SERVICES = 300;

export async function buckets(
  client: PrometheusClient,
  { window, flows, operations, signal }: TrafficQuery & { readonly flows: readonly Flow[] },
): Promise<TrafficAnswer<BucketRow>> {
  const native = await isNative(client, histogram.duration, window);
  const by = flowLabelsOf(operations);
  const ask = (text: Expression) =>
    client.instant(text, {
      atSeconds: window.toSeconds,
      read: readBucket,
      readHistogram: readNative,
      signal,
    });
  // The server's view is not recorded; where no edge needs it, it is not asked for.
  const reporters = flows.every(({ reporter }) => reporter !== 'destination') ? [CLIENT_VIEW] : [];
  const matchers = [...reporters, ...servicesOf(flows)];
  if (!native) {
    const query = sumOfRates(client, window, {
      counter: metric.durationBuckets,
      by: ['le', ...by],
      matchers,
    });
    return rowsOf(joined([await ask(query)]), false);
  }
  const twins = nativeRate(histogram.duration, [...matchers, ...client.labelMatchers], window);
  const classic = `${rawRate(client, window, metric.durationBuckets, matchers)} unless ignoring (le) ${twins}`;
  const parts = await Promise.all([ask(sumBy(['le', ...by], classic)), ask(sumBy(by, twins))]);
  return rowsOf(joined(parts), true);
}

function servicesOf(flows: readonly Flow[]): readonly LabelMatcher[] {
  const services = [...new Set(flows.map((flow) => labelsOf(flow).destination_service_name ?? ''))].sort();
  return services.length > MOST_SERVICES ? [] : [oneOf('destination_service_name', services)];
}

interface ReadPart {
  readonly flow: Flow;
  readonly part: HistogramPart;
}

function readBucket(labels: Labels, value: number): ReadPart | null {
  if (!Number.isFinite(value)) return null;
  const flow = flowOf(labels);
  const bucket = { upperBound: numberOf(labels.le ?? ''), count: value };
  return { flow, part: { group: flow.key, bucket } };
}

const readNative: ReadHistogram<ReadPart> = (labels: Labels, native: NativeHistogram) => {
  const flow = flowOf(labels);
  return { flow, part: { group: flow.key, native } };
};

/** Native histograms have bounds of their own, so all flows are brought to common ones before anybody adds them up. */
function rowsOf(answer: TrafficAnswer<ReadPart>, native: boolean): TrafficAnswer<BucketRow> {
  const row = (flow: Flow, { upperBound, count }: { upperBound: number; count: number }): BucketRow => ({
    flow,
    upperBoundMs: upperBound,
    ratePerSecond: count,
  });
  if (!native) {
    const rows = answer.rows.flatMap(({ flow, part }) => ('bucket' in part ? [row(flow, part.bucket)] : []));
    return { ...answer, rows };
  }
  const flows = new Map(answer.rows.map(({ flow }) => [flow.key, flow]));
  const sums = sumOfBothKinds(answer.rows.map(({ part }) => part));
  const rows = [...flows].flatMap(([key, flow]) => (sums.get(key) ?? []).map((bucket) => row(flow, bucket)));
  return { ...answer, rows };
}
