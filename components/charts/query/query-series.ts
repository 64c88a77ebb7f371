/** Series of one PromQL query over the page's window, for charts that show an expression. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ChartSeries } from '@/components/charts/rows';
import { MOST_SERIES } from '@/components/charts/rows';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { refetchIntervalMs, type Scope, type ScopeWindow } from '@/components/shell/scope';
import { seriesColor } from './series-color';

export interface QuerySeries {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly series: readonly ChartSeries[];
  /** More than are drawn. */
  readonly found: number;
  /** Why there is nothing; null = there is. */
  readonly failure: string | null;
}

/** Points that a small chart has room for. */
const POINTS = 240;
const LEAST_STEP_SECONDS = 15;

export function querySeries(scope: Pick<Scope, 'window' | 'refreshSeconds'>, expr: string) {
  return queryOptions({
    queryKey: ['query-series', expr, scope.window],
    queryFn: ({ signal }) => ask(expr, scope.window, signal),
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs(scope),
    structuralSharing: false,
  });
}

async function ask(expr: string, window: ScopeWindow, signal: AbortSignal): Promise<QuerySeries> {
  const now = Math.floor(Date.now() / 1000);
  const to = window.kind === 'absolute' ? window.toSeconds : now;
  const from = window.kind === 'absolute' ? window.fromSeconds : now - window.seconds;
  const step = Math.max(LEAST_STEP_SECONDS, Math.ceil((to - from) / POINTS));
  const queries = [{ key: 'a', expr, mode: 'range' as const, from, to, step, limit: MOST_SERIES }];
  const outcomes = await fetchAnswer(
    '/api/query',
    async () => (await import('@/lib/dashboards/query/read-answer')).queriesAnswerReader,
    { method: 'POST', body: { queries }, signal },
  );
  const outcome = outcomes.get('a');
  const range = { fromSeconds: from, toSeconds: to };
  if (outcome?.kind !== 'series') {
    const failure = outcome?.kind === 'failed' ? outcome.message : 'The store gave no series.';
    return { ...range, series: [], found: 0, failure };
  }
  const { seriesTitles } = await import('@/lib/dashboards/frames/legend');
  const titles = seriesTitles(
    outcome.series.map(({ labels }) => labels),
    { legend: '__auto', expr },
  );
  return {
    ...range,
    found: outcome.found,
    failure: null,
    series: outcome.series.map(({ points }, at) => ({
      key: String(at),
      name: titles[at] ?? '',
      color: seriesColor(at),
      points,
    })),
  };
}
