/** Prometheus' answers as frames: series, a table of rows, or buckets of a heat map. */
import type { Target } from '@/lib/dashboards/model/target';
import { type Cell, type Frame, type FrameField, frame } from './frame';
import { seriesTitles } from './legend';

/** One series; instant answers have one point. Times in seconds, as Prometheus has them. */
export interface AnswerSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [seconds: number, value: number])[];
}

export type Answer =
  | { readonly kind: 'series'; readonly series: readonly AnswerSeries[] }
  | { readonly kind: 'scalar'; readonly point: readonly [seconds: number, value: number] }
  | { readonly kind: 'string'; readonly point: readonly [seconds: number, text: string] };

export interface AnswerContext {
  readonly target: Pick<Target, 'refId' | 'format' | 'legend' | 'expr'>;
  /** Whether the panel has other queries: then a table's values are named after the query. */
  readonly alone: boolean;
}

/** Frames of one query's answer. */
export function framesFromAnswer(answer: Answer, context: AnswerContext): readonly Frame[] {
  const { target } = context;
  if (answer.kind === 'string') return [textFrame(target.refId, answer.point)];
  const series =
    answer.kind === 'series'
      ? answer.series
      : [{ labels: {}, points: [answer.point] } satisfies AnswerSeries];
  if (target.format === 'table') return [tableFrame(series, context)];
  const titles = seriesTitles(
    series.map(({ labels }) => labels),
    target,
  );
  if (target.format === 'heatmap') return [heatmapFrame(series, titles, target.refId)];
  return series.map((one, at) => seriesFrame(one, titles[at] ?? '', target.refId));
}

function seriesFrame({ labels, points }: AnswerSeries, title: string, refId: string): Frame {
  return frame(refId, [
    { name: 'Time', type: 'time', labels: {}, values: points.map(([seconds]) => seconds * 1000) },
    {
      name: 'Value',
      type: 'number',
      labels: withoutName(labels),
      values: points.map(([, value]) => value),
      title,
    },
  ]);
}

/** One row for each point, a column for each label. */
function tableFrame(series: readonly AnswerSeries[], { target, alone }: AnswerContext): Frame {
  const keys = [...new Set(series.flatMap(({ labels }) => Object.keys(labels)))].sort();
  const times: Cell[] = [];
  const values: Cell[] = [];
  const columns = new Map<string, Cell[]>(keys.map((key) => [key, []]));
  for (const { labels, points } of series) {
    for (const [seconds, value] of points) {
      times.push(seconds * 1000);
      values.push(value);
      for (const [key, column] of columns) column.push(labels[key] ?? null);
    }
  }
  const fields: FrameField[] = [{ name: 'Time', type: 'time', labels: {}, values: times }];
  for (const [name, column] of columns) fields.push({ name, type: 'string', labels: {}, values: column });
  const name = alone ? 'Value' : `Value #${target.refId}`;
  return frame(target.refId, [...fields, { name, type: 'number', labels: {}, values }]);
}

function textFrame(refId: string, [seconds, text]: readonly [number, string]): Frame {
  return frame(refId, [
    { name: 'Time', type: 'time', labels: {}, values: [seconds * 1000] },
    { name: 'Value', type: 'string', labels: {}, values: [text] },
  ]);
}

/**
 * Buckets by time: one column for each upper bound, with what fell into that bucket alone. Series with `le` are
 * cumulative (Prometheus' classic histograms); those without are taken as they are, by their titles.
 */
export function heatmapFrame(
  series: readonly AnswerSeries[],
  titles: readonly string[],
  refId: string,
): Frame {
  const times = [...new Set(series.flatMap(({ points }) => points.map(([seconds]) => seconds)))].sort(
    (a, b) => a - b,
  );
  const at = new Map(times.map((seconds, index) => [seconds, index]));
  const byBound = new Map<string, { bound: number; values: (number | null)[] }>();
  for (const [index, { labels, points }] of series.entries()) {
    const le = labels.le ?? titles[index] ?? String(index);
    const bucket = byBound.get(le) ?? { bound: boundOf(le), values: times.map(() => null) };
    byBound.set(le, bucket);
    for (const [seconds, value] of points) {
      const row = at.get(seconds);
      if (row !== undefined) bucket.values[row] = (bucket.values[row] ?? 0) + value;
    }
  }
  const buckets = [...byBound].toSorted(([, a], [, b]) => a.bound - b.bound);
  const cumulative = series.length > 0 && series.every(({ labels }) => labels.le !== undefined);
  const fields = buckets.map(([name, { values }], index): FrameField => {
    const below = cumulative ? buckets[index - 1]?.[1].values : undefined;
    return {
      name,
      type: 'number',
      labels: {},
      // Scrapes of the buckets of one histogram can be apart; less than nothing is nothing.
      values: values.map((value, row) => (value === null ? null : Math.max(0, value - (below?.[row] ?? 0)))),
    };
  });
  const time = {
    name: 'Time',
    type: 'time',
    labels: {},
    values: times.map((seconds) => seconds * 1000),
  } as const;
  return frame(refId, [time, ...fields], 'buckets');
}

function boundOf(le: string): number {
  if (le === '+Inf') return Number.POSITIVE_INFINITY;
  const bound = Number(le);
  return Number.isNaN(bound) ? Number.MAX_VALUE : bound;
}

function withoutName(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { __name__: _, ...rest } = labels;
  return rest;
}
