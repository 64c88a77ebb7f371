'use client';
/** The charts of the earlier moment, moved over those of the later one. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ChartSeries } from '@/components/charts/rows';
import { fetchMetrics } from '@/components/shell/fetch-metrics';
import { type ScopeValues, scopeParams } from '@/components/shell/scope-codec';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { Chart, MetricsAnswer } from '@/lib/metrics/contract';
import { useBeforeMoment } from './before-context';

/** null while one moment is shown, and until the earlier one is there: its absence is no reason to wait. */
export function useBeforeCharts(
  of: Readonly<Record<string, string>>,
  namespaces: ScopeValues['namespaces'],
): MetricsAnswer | null {
  const before = useBeforeMoment();
  const window = before ?? { fromSeconds: 0, toSeconds: 0 };
  const params = scopeParams({ namespaces, window: { kind: 'absolute', ...window } });
  for (const [key, value] of Object.entries(of)) params.set(key, value);
  const text = params.toString();
  const { data } = useQuery({
    queryKey: ['metrics', text],
    queryFn: ({ signal }) => fetchMetrics(text, signal),
    enabled: before !== null,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return before === null ? null : (data ?? null);
}

/** The lines in front, as they were: of latency p95, of errors and TCP all that there are. */
const IN_FRONT: Readonly<Partial<Record<Chart['id'], readonly string[]>>> = {
  latency: ['p95'],
  errors: ['errors'],
  tcp: ['sent', 'received'],
};

/** Dashed lines in the colours of `series`, moved to the later window. */
export function beforeSeries(
  id: Chart['id'],
  before: MetricsAnswer | null,
  after: TimeWindow,
  series: readonly ChartSeries[],
): ChartSeries[] {
  if (before === null) return [];
  const shift = after.toSeconds - before.window.toSeconds;
  const chart = before.charts.find((one) => one.id === id);
  return (chart?.series ?? []).flatMap(({ name, points }) => {
    const now = series.find((one) => one.name === name);
    if (now === undefined || IN_FRONT[id]?.includes(name) !== true) return [];
    return [
      {
        key: `before-${now.key}`,
        name: `${name} before`,
        color: now.color,
        line: 'before' as const,
        of: now.key,
        points: onInstants(now.points, points, shift),
      },
    ];
  });
}

type Points = ChartSeries['points'];

/**
 * The earlier points at the instants of the later ones: moments of different lengths have steps of their own, and an
 * instant that only one line has would be a gap in the other. Each takes the nearest, no more than a step away.
 */
export function onInstants(now: Points, before: Points, shiftSeconds: number): Points {
  const step = Math.max(stepOf(now), stepOf(before));
  let next = 0;
  return now.map(([at]) => {
    const distance = (index: number) => Math.abs((before[index]?.[0] ?? Infinity) + shiftSeconds - at);
    while (next + 1 < before.length && distance(next + 1) <= distance(next)) next += 1;
    return [at, distance(next) <= step / 2 ? (before[next]?.[1] ?? null) : null] as const;
  });
}

function stepOf(points: Points): number {
  const [first, second] = points;
  return first === undefined || second === undefined ? 0 : second[0] - first[0];
}
