/**
 * Quantiles of request durations, computed by Prometheus on summed buckets: classic, native, or of groups that have
 * both. A recorded percentile stands for them at the level that it was recorded for, and at no other; thousands of them
 * are written by one core too, so they are asked for in the same parts.
 */
import 'server-only';
import type { Grouping, QuantileRow, TrafficAnswer, TrafficQuery } from '@/lib/graph/traffic';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { type Bucket, quantile } from '@/lib/metrics/histogram';
import type { PrometheusClient, ReadHistogram, ReadSample, Result } from '@/lib/prometheus/client';
import {
  areExponential,
  atCommonBounds,
  cumulative,
  type NativeHistogram,
} from '@/lib/prometheus/native-histogram';
import {
  atInstant,
  type Expression,
  histogramQuantile,
  type LabelMatcher,
  selector,
  sumBy,
} from '@/lib/prometheus/promql';
import { numberOf } from '@/lib/prometheus/response';
import { basisOf, rawRate, sumOfRates } from './basis';
import { groupKey, groupLabels, groupMatchers } from './groups';
import { metric } from './labels';
import { histogram, isNative, nativeRate } from './native';
import { CLIENT_VIEW, isWorkloadLevel, recordedName, recordedShares } from './recorded';
import { joined } from './requests';
import { shards } from './shards';

export async function quantiles(
  client: PrometheusClient,
  query: TrafficQuery & { readonly grouping: Grouping; readonly share: number },
): Promise<TrafficAnswer<QuantileRow>> {
  const { window, grouping, share, signal } = query;
  const ask = (text: Expression) =>
    client.instant(text, { atSeconds: window.toSeconds, read: quantileReader(grouping), signal });
  const parts = await shards(client, window, grouping);
  const recordedPart = recordedQuantile(client, window, grouping, share);
  const [native, recorded] = await Promise.all([
    isNative(client, histogram.duration, window),
    recordedPart === null ? null : Promise.all(parts.map((part) => ask(recordedPart(part)))),
  ]);
  // Classic buckets alone are recorded.
  if (recorded !== null && !native) return joined(recorded);
  const by = groupLabels(grouping);
  const matchers = [CLIENT_VIEW, ...groupMatchers(grouping)];
  const ofPart = (part: readonly LabelMatcher[]) =>
    histogramQuantile(share, classicBuckets(client, window, by, [...matchers, ...part], native));
  const classic = Promise.all(parts.map((part) => ask(ofPart(part))));
  if (!native) return joined(await classic);
  const natives = sumBy(by, nativeRate(histogram.duration, [...matchers, ...client.labelMatchers], window));
  return eitherKind(client, query, await classic, await ask(histogramQuantile(share, natives)), {
    classic: classicBuckets(client, window, by, matchers, true),
    native: natives,
  });
}

/** Where series are native too, the buckets of a series that is kept both ways are left out. */
function classicBuckets(
  client: PrometheusClient,
  window: TimeWindow,
  by: readonly string[],
  matchers: readonly LabelMatcher[],
  native: boolean,
): Expression {
  const labels = ['le', ...by];
  if (!native) return sumOfRates(client, window, { counter: metric.durationBuckets, by: labels, matchers });
  const twins = nativeRate(histogram.duration, [...matchers, ...client.labelMatchers], window);
  return sumBy(
    labels,
    `${rawRate(client, window, metric.durationBuckets, matchers)} unless ignoring (le) ${twins}`,
  );
}

function recordedQuantile(
  client: PrometheusClient,
  window: TimeWindow,
  grouping: Grouping,
  share: number,
): ((part: readonly LabelMatcher[]) => Expression) | null {
  const statistic = Object.keys(recordedShares).find((name) => recordedShares[name] === share);
  const basis = basisOf(window);
  // Recorded percentiles keep only the labels of their level: labels that tell several meshes apart are among them.
  if (statistic === undefined || basis.kind === 'raw' || !isWorkloadLevel(grouping)) return null;
  const from = basis.kind === 'rates' ? basis : basis.quantiles;
  if (from === null) return null;
  const name = recordedName.quantile(statistic, from.window);
  return (part) => atInstant(selector(name, [...part, ...client.labelMatchers]), from.atSeconds);
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

/** Groups of one kind as Prometheus computed them; of groups that have both, the two distributions are added up. */
async function eitherKind(
  client: PrometheusClient,
  { window, grouping, share, signal }: TrafficQuery & { readonly grouping: Grouping; readonly share: number },
  classic: readonly Result<QuantileRow>[],
  native: Result<QuantileRow>,
  sums: { readonly classic: Expression; readonly native: Expression },
): Promise<TrafficAnswer<QuantileRow>> {
  const all = joined([...classic, native]);
  const natives = new Set(native.rows.map(({ group }) => group));
  const both = new Set(
    classic.flatMap(({ rows }) => rows.map(({ group }) => group).filter((one) => natives.has(one))),
  );
  if (both.size === 0) return all;
  const by = groupLabels(grouping);
  const reader = partReader(by);
  const ask = (text: Expression) => client.instant(text, { atSeconds: window.toSeconds, ...reader, signal });
  const on = `and on (${by.join(',')})`;
  const parts = await Promise.all([
    ask(`${sums.classic} ${on} ${sums.native}`),
    ask(`${sums.native} ${on} ${sums.classic}`),
  ]);
  const added = sumOfBothKinds(parts.flatMap(({ rows }) => rows));
  const rows = [...added].flatMap(([group, buckets]): QuantileRow[] => {
    const valueMs = quantile(share, buckets);
    return valueMs === null ? [] : [{ group, valueMs }];
  });
  const { warnings, infos } = joined(parts);
  return {
    rows: [...all.rows.filter(({ group }) => !both.has(group)), ...rows],
    warnings: [...all.warnings, ...warnings],
    infos: [...(all.infos ?? []), ...(infos ?? [])],
  };
}

/** A classic bucket of a group, or its native histogram. */
export type HistogramPart =
  | { readonly group: string; readonly bucket: Bucket }
  | { readonly group: string; readonly native: NativeHistogram };

interface PartReader {
  readonly read: ReadSample<HistogramPart>;
  readonly readHistogram: ReadHistogram<HistogramPart>;
}
const partReaders = new Map<string, PartReader>();

function partReader(names: readonly string[]): PartReader {
  const id = names.join(',');
  const known = partReaders.get(id);
  if (known !== undefined) return known;
  const made: PartReader = {
    read: (labels, value) =>
      Number.isFinite(value)
        ? { group: groupKey(names, labels), bucket: { upperBound: numberOf(labels.le ?? ''), count: value } }
        : null,
    readHistogram: (labels, native) => ({ group: groupKey(names, labels), native }),
  };
  partReaders.set(id, made);
  return made;
}

/** By group, what its classic buckets and native histograms add up to; every group at the same bounds. */
export function sumOfBothKinds(parts: readonly HistogramPart[]): ReadonlyMap<string, readonly Bucket[]> {
  const natives = parts.flatMap((part) => ('native' in part ? [part] : []));
  const exponential = areExponential(natives.map(({ native }) => native));
  const distributions = natives.map(({ group, native }) => ({
    group,
    points: cumulative(native, exponential),
  }));
  const classic = new Map<string, Bucket[]>();
  for (const part of parts) {
    if ('bucket' in part) classic.set(part.group, [...(classic.get(part.group) ?? []), part.bucket]);
  }
  for (const [group, points] of classic) distributions.push({ group, points });
  const common = atCommonBounds(distributions.map(({ points }) => points));
  const sums = new Map<string, Bucket[]>();
  distributions.forEach(({ group }, at) => {
    sums.set(group, [...(sums.get(group) ?? []), ...(common[at] ?? [])]);
  });
  return sums;
}
