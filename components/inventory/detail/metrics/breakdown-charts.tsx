'use client';
/** Metrics told apart by a label, two charts side by side where there is room. Loaded late, since Recharts is large. */
import { useQuery } from '@tanstack/react-query';
import type { ChartSeries } from '@/components/charts/rows';
import { latencyColor, seriesColor } from '@/components/charts/series-colors';
import { useChartEvents } from '@/components/graph/time/chart-marks';
import { PartialNote } from '@/components/overview/partial-note';
import type { Scope } from '@/components/shell/scope';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { QuantityUnit } from '@/lib/mesh/quantity';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { BreakdownChart, BreakdownChartId, BreakdownUnit } from '@/lib/metrics/breakdown';
import type { BreakdownAnswerBody } from '@/lib/metrics/load-breakdown';
import { beforeLines } from './before-lines';
import { type BreakdownChoice, breakdownQuery } from './breakdown-query';
import { colorsByName } from './colors-by-name';
import { MetricChart } from './metric-chart';

const TITLES: Readonly<Record<BreakdownChartId, string>> = {
  requests: 'Requests',
  errors: 'Error rate',
  duration: 'Duration',
  requestSize: 'Request size',
  responseSize: 'Response size',
  requestThroughput: 'Request throughput',
  responseThroughput: 'Response throughput',
  messagesSent: 'gRPC messages of callers',
  messagesReceived: 'gRPC messages back',
  tcpSent: 'TCP sent by callers',
  tcpReceived: 'TCP sent back',
  tcpOpened: 'TCP connections opened',
  tcpClosed: 'TCP connections closed',
};

const UNITS: Readonly<Record<BreakdownUnit, QuantityUnit>> = {
  requestsPerSecond: 'rps',
  share: 'share',
  milliseconds: 'ms',
  bytes: 'bytes',
  bytesPerSecond: 'bytesPerSecond',
  messagesPerSecond: 'messages',
  connectionsPerSecond: 'connections',
};

const OF_STATISTIC: ReadonlySet<BreakdownChartId> = new Set(['duration', 'requestSize', 'responseSize']);

export interface BreakdownChartsProps {
  readonly of: Readonly<Record<string, string>>;
  readonly scope: Scope;
  readonly choice: BreakdownChoice;
  /** null = all. */
  readonly charts: readonly BreakdownChartId[] | null;
  /** An earlier time that is laid beside the present; null = none. */
  readonly before: TimeWindow | null;
  /** Said where nothing was measured; left out = nothing is said. */
  readonly empty?: string;
}

export function BreakdownCharts({ of, scope, choice, charts, before, empty }: BreakdownChartsProps) {
  const { data, error, refetch, isPlaceholderData } = useQuery(breakdownQuery(of, scope, choice, charts));
  const { data: past } = useQuery({
    ...breakdownQuery(
      of,
      { ...scope, window: { kind: 'absolute', ...(before ?? NO_WINDOW) } },
      choice,
      charts,
    ),
    enabled: before !== null,
    refetchInterval: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const events = useChartEvents(scope.namespaces, data?.window ?? null);
  const colors = colorsByName(data?.charts ?? []);
  if (data === undefined) {
    if (error !== null) return <ProblemState problem={error} compact onRetry={() => void refetch()} />;
    return <Skeleton className="h-72 w-full" />;
  }
  if (data.charts.length === 0 && data.warnings.length === 0)
    return empty === undefined ? null : <p className="text-sm text-text-2">{empty}</p>;
  return (
    <div className={isPlaceholderData ? 'opacity-60' : ''}>
      <div className="empty:hidden [&>*]:mb-3">
        <PartialNote warnings={data.warnings} />
      </div>
      <div className="grid gap-x-6 gap-y-4 xl:grid-cols-2">
        {data.charts.map((chart) => (
          <MetricChart
            key={chart.id}
            title={titleOf(chart, choice)}
            series={withBefore(
              linesOf(chart, colors),
              chart,
              data.window,
              before === null ? undefined : past,
            )}
            unit={UNITS[chart.unit]}
            window={data.window}
            events={events}
            scope={scope}
          />
        ))}
      </div>
    </div>
  );
}

const NO_WINDOW: TimeWindow = { fromSeconds: 0, toSeconds: 0 };

function withBefore(
  lines: ChartSeries[],
  { id }: BreakdownChart,
  window: TimeWindow,
  past: BreakdownAnswerBody | undefined,
): ChartSeries[] {
  if (past === undefined) return lines;
  const chart = past.charts.find((one) => one.id === id);
  return [...lines, ...beforeLines(lines, chart, window.toSeconds - past.window.toSeconds)];
}

function titleOf({ id }: Pick<BreakdownChart, 'id'>, { by, statistic }: BreakdownChoice): string {
  if (!OF_STATISTIC.has(id) || by === 'none') return TITLES[id];
  return `${TITLES[id]}, ${statistic === 'avg' ? 'average' : statistic}`;
}

function linesOf(
  { series }: Pick<BreakdownChart, 'series'>,
  colors: ReadonlyMap<string, string>,
): ChartSeries[] {
  return series.map(({ name, points }, index) => ({
    key: name,
    name,
    points: points.map(([at, value]): [number, number | null] => [at, value]),
    color: /^p\d\d$/.test(name) ? latencyColor(name) : (colors.get(name) ?? seriesColor(index)),
  }));
}
