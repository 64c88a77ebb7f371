/** The answers of a pane as one list of series: what chart, list, table and text are made of. */
import { seriesTitles } from '@/lib/dashboards/frames/legend';
import type { PaneAnswer } from './pane-query';

export interface DrawnSeries {
  readonly key: string;
  readonly letter: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [seconds: number, value: number])[];
}

/** In the order of the queries and of the store; those of hidden queries are left out. Equal series of one query stay apart. */
export function drawnSeries(answer: PaneAnswer, hide: readonly string[]): readonly DrawnSeries[] {
  const shown = answer.results.filter(
    ({ letter, outcome }) => outcome.kind === 'series' && !hide.includes(letter),
  );
  const several = shown.length > 1;
  return shown.flatMap(({ letter, expr, outcome }) => {
    if (outcome.kind !== 'series') return [];
    const titles = seriesTitles(
      outcome.series.map(({ labels }) => labels),
      { legend: '__auto', expr: expr ?? letter },
    );
    return outcome.series.map(({ labels, points }, at) => ({
      key: `${letter}${at}`,
      letter,
      name: several ? `${letter} ${titles[at] ?? ''}` : (titles[at] ?? ''),
      labels,
      points,
    }));
  });
}

export interface SeriesFigures {
  readonly last: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  /** Points that are NaN or infinite, which no chart can draw. */
  readonly odd: number;
}

/** Figures are of finite values only; null where there is none. `last` is the last point, whatever it is. */
export function figuresOf(points: DrawnSeries['points']): SeriesFigures {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let count = 0;
  for (const [, value] of points) {
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    count += 1;
  }
  const last = points.at(-1)?.[1] ?? null;
  const odd = points.length - count;
  if (count === 0) return { last, min: null, max: null, mean: null, odd };
  return { last, min, max, mean: sum / count, odd };
}
