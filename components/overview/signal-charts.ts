/** The mesh's charts as the overview draws them: which lines, in which colours. */
import type { ChartSeries } from '@/components/charts/rows';
import type { Chart, ChartId, MetricsAnswer } from '@/lib/metrics/contract';
import type { Points } from './trend';

export function chartOf(answer: MetricsAnswer | undefined, id: ChartId): Chart | null {
  return answer?.charts.find((chart) => chart.id === id) ?? null;
}

/** The sum of the series of a chart at each instant: requests of all classes together. Gaps stay gaps. */
export function totalPoints(chart: Chart | null): Points {
  const totals = new Map<number, number | null>();
  for (const one of chart?.series ?? []) {
    for (const [at, value] of one.points) {
      const known = totals.get(at) ?? null;
      totals.set(at, value === null ? known : (known ?? 0) + value);
    }
  }
  return [...totals].sort(([a], [b]) => a - b);
}

/** The points of one series, none when it is missing. */
export function pointsOf(chart: Chart | null, name: string): Points {
  return chart?.series.find((one) => one.name === name)?.points ?? [];
}

/** Quantiles as a family of one hue: the one that the card is about in full, its neighbours lighter. */
export function latencySeries(chart: Chart | null): ChartSeries[] {
  return (chart?.series ?? []).map((one) => ({
    key: one.name,
    name: one.name,
    color: one.name === 'p95' ? 'var(--series-5)' : 'color-mix(in srgb, var(--series-5) 60%, var(--surface))',
    points: one.points,
  }));
}
