/** Durations and sizes of one selection in one query: classic buckets, or native histograms where there are any. */
import 'server-only';
import type { Bucket } from '@/lib/metrics/histogram';
import type { TrafficSelection } from '@/lib/metrics/series';
import {
  type DetailQuery,
  type Distribution,
  type DistributionName,
  distributions,
  type HistogramsAnswer,
} from '@/lib/metrics/traffic-detail';
import type { PrometheusClient, ReadHistogram, ReadSample } from '@/lib/prometheus/client';
import type { NativeHistogram } from '@/lib/prometheus/native-histogram';
import { selector } from '@/lib/prometheus/promql';
import { numberOf } from '@/lib/prometheus/response';
import { countedOnce, selectionMatchers } from './counted-once';
import { counting, partsOf } from './detail';
import { histogram, isNative } from './native';
import { sumOfBothKinds } from './quantiles';

const NAMES: Readonly<Record<DistributionName, string>> = histogram;

const LEFT_OUT = 'Native histograms alone are in it; series with classic buckets only are left out.';

/** As in charts, classic buckets are left out where there are native histograms, which a warning says. */
export async function histograms(client: PrometheusClient, query: DetailQuery): Promise<HistogramsAnswer> {
  const { window, selections, signal } = query;
  const count = counting(client, window);
  const native = await Promise.all(distributions.map((one) => isNative(client, NAMES[one], window)));
  const once = (counter: string, by: readonly string[]) => (selection: TrafficSelection) =>
    countedOnce(count(counter, by, selection));
  const parts = distributions.flatMap((one, at) => {
    const name = NAMES[one];
    return native[at] === true
      ? [
          ...partsOf(selections, `native ${one}`, once(name, [])),
          ...partsOf(selections, `classicOnly ${one}`, classicOnly(client, name)),
        ]
      : [
          ...partsOf(selections, `bucket ${one}`, once(`${name}_bucket`, ['le'])),
          ...partsOf(selections, `sum ${one}`, once(`${name}_sum`, [])),
          ...partsOf(selections, `count ${one}`, once(`${name}_count`, [])),
        ];
  });
  const { rows, warnings } = await client.instant(parts.join(' or '), {
    atSeconds: window.toSeconds,
    read: readNumber,
    readHistogram: readNative,
    signal,
  });
  const of = Object.fromEntries(distributions.map((one) => [one, distributionOf(rows, one)]));
  const isPartial = rows.some(({ kind }) => kind === 'classicOnly');
  return { of: of as HistogramsAnswer['of'], warnings: isPartial ? [...warnings, LEFT_OUT] : warnings };
}

function classicOnly(client: PrometheusClient, name: string) {
  return (selection: TrafficSelection) => {
    const matchers = [...selectionMatchers(selection), ...client.labelMatchers];
    return `count(${selector(`${name}_count`, matchers)} unless ${selector(name, matchers)})`;
  };
}

interface Row {
  readonly kind: string;
  readonly part: string;
  readonly bucket: Bucket | null;
  readonly sum: number | null;
  readonly count: number | null;
  readonly native: NativeHistogram | null;
}

const readNumber: ReadSample<Row> = (labels, value) => {
  if (!Number.isFinite(value)) return null;
  const [kind = '', part = ''] = (labels.part ?? '').split(' ');
  const row = { kind, part, bucket: null, sum: null, count: null, native: null };
  if (kind === 'sum') return { ...row, sum: value };
  if (kind === 'count') return { ...row, count: value };
  return kind === 'bucket'
    ? { ...row, bucket: { upperBound: numberOf(labels.le ?? ''), count: value } }
    : row;
};

const readNative: ReadHistogram<Row> = (labels, native) => {
  const [kind = '', part = ''] = (labels.part ?? '').split(' ');
  return { kind, part, bucket: null, sum: native.sum, count: native.count, native };
};

function distributionOf(rows: readonly Row[], part: DistributionName): Distribution {
  const own = rows.filter((row) => row.part === part);
  const added = (values: readonly number[]) =>
    values.length === 0 ? null : values.reduce((total, one) => total + one, 0);
  const classic = own.flatMap(({ bucket }) => bucket ?? []);
  const natives = own.flatMap(({ native }) => (native === null ? [] : [{ group: part, native }]));
  return {
    buckets: natives.length === 0 ? classic : (sumOfBothKinds(natives).get(part) ?? []),
    sum: added(own.flatMap(({ sum }) => sum ?? [])),
    count: added(own.flatMap(({ count }) => count ?? [])),
  };
}
