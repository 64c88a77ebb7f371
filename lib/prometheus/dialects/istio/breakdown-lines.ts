/** The lines of charts from rows that are told apart by labels, the largest first. Pure. */
import 'server-only';
import type { BreakdownSeries } from '@/lib/metrics/breakdown';
import { quantile } from '@/lib/metrics/histogram';
import { isError, outcomeOf } from '@/lib/metrics/outcome';
import type { Point, ReadSeries } from '@/lib/prometheus/client';
import { type Labels, numberOf } from '@/lib/prometheus/response';

export interface BreakdownRow {
  readonly labels: Labels;
  readonly points: readonly Point[];
}
export const readBreakdownRow: ReadSeries<BreakdownRow> = (labels, points) => ({ labels, points });

type Values = readonly (number | null)[];
/** Unix seconds of the points. */
type Times = readonly number[];

/** A row for each group. */
export function byGroup(
  rows: readonly BreakdownRow[],
  by: readonly string[],
  times: Times,
): readonly BreakdownSeries[] {
  return largestFirst([...grouped(rows, by)].map(([name, own]) => lineOf(name, added(own, times), times)));
}

/** Requests, and the share of them that failed. */
export function outcomes(
  rows: readonly BreakdownRow[],
  by: readonly string[],
  times: Times,
): { readonly requests: readonly BreakdownSeries[]; readonly errors: readonly BreakdownSeries[] } {
  const groups = [...grouped(rows, by)].map(([name, own]) => {
    const all = added(own, times);
    const failed = added(own.filter(isFailed), times);
    const share = all.map((value, at) => (value === null || value === 0 ? null : (failed[at] ?? 0) / value));
    return { requests: lineOf(name, all, times), errors: lineOf(name, share, times) };
  });
  return {
    requests: largestFirst(groups.map(({ requests }) => requests)),
    errors: largestFirst(groups.map(({ errors }) => errors)),
  };
}

function isFailed({ labels }: BreakdownRow): boolean {
  return isError(
    outcomeOf(labels.request_protocol === 'grpc' ? 'grpc' : 'http', {
      code: labels.response_code ?? '',
      grpcStatus: labels.grpc_response_status || null,
      flags: labels.response_flags || '-',
    }),
  );
}

/** From rows whose label `series` is `sum` or `count`. */
export function averaged(
  rows: readonly BreakdownRow[],
  by: readonly string[],
  times: Times,
): readonly BreakdownSeries[] {
  const lines = [...grouped(rows, by)].map(([name, own]) => {
    const part = (wanted: string) =>
      added(
        own.filter(({ labels }) => labels.series === wanted),
        times,
      );
    const [sums, counts] = [part('sum'), part('count')];
    const values = sums.map((sum, at) => {
      const count = counts[at] ?? null;
      return sum === null || count === null || count === 0 ? null : sum / count;
    });
    return lineOf(by.length === 0 ? 'avg' : name, values, times);
  });
  return largestFirst(lines);
}

/** From the sums of the buckets of each group; without groups the lines are named for their quantile. */
export function fromBuckets(
  rows: readonly BreakdownRow[],
  by: readonly string[],
  times: Times,
  shares: readonly (readonly [name: string, share: number])[],
): readonly BreakdownSeries[] {
  const lines = [...grouped(rows, by)].flatMap(([name, own]) => {
    const bounds = own.map(({ labels, points }) => ({
      upperBound: numberOf(labels.le ?? ''),
      counts: onGrid(points, times),
    }));
    const buckets = times.map((_, at) =>
      bounds.flatMap(({ upperBound, counts }) => {
        const count = counts[at] ?? null;
        return count === null ? [] : [{ upperBound, count }];
      }),
    );
    return shares.map(([label, share]) =>
      lineOf(
        label === '' ? name : label,
        buckets.map((one) => quantile(share, one)),
        times,
      ),
    );
  });
  return largestFirst(lines);
}

function grouped(
  rows: readonly BreakdownRow[],
  by: readonly string[],
): ReadonlyMap<string, readonly BreakdownRow[]> {
  const groups = new Map<string, BreakdownRow[]>();
  for (const row of rows) {
    const name = nameOf(row.labels, by);
    const known = groups.get(name);
    if (known === undefined) groups.set(name, [row]);
    else known.push(row);
  }
  return groups;
}

/** `-` is how Envoy writes that no flag was set. A metric that lacks the labels is told as a whole. */
function nameOf(labels: Labels, by: readonly string[]): string {
  const values = by.map((label) => labels[label] ?? '');
  if (values.every((value) => value === '')) return 'all';
  return values.map((value) => (value === '-' ? 'none' : value === '' ? 'unknown' : value)).join('/');
}

function lineOf(name: string, values: Values, times: Times): BreakdownSeries {
  return { name, points: times.map((at, index) => [at, values[index] ?? null] as const) };
}

function largestFirst(lines: readonly BreakdownSeries[]): readonly BreakdownSeries[] {
  const total = ({ points }: BreakdownSeries) => points.reduce((sum, [, value]) => sum + (value ?? 0), 0);
  return lines
    .filter(({ points }) => points.some(([, value]) => value !== null))
    .map((line) => ({ line, total: total(line) }))
    .sort((a, b) => b.total - a.total || (a.line.name < b.line.name ? -1 : 1))
    .map(({ line }) => line);
}

/** null only where no row has a value. */
function added(rows: readonly BreakdownRow[], times: Times): Values {
  const all = rows.map(({ points }) => onGrid(points, times));
  return times.map((_, at) => {
    const values = all.flatMap((one) => one[at] ?? []);
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
  });
}

/** Values at the times asked for; null = a gap. */
function onGrid(points: readonly Point[], times: Times): Values {
  const byTime = new Map(points.map(([at, value]) => [Math.round(at * 1000), value]));
  return times.map((at) => {
    const value = byTime.get(Math.round(at * 1000));
    return value !== undefined && Number.isFinite(value) ? value : null;
  });
}
