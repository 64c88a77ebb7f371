'use client';
/** Charts of the selection over the window. Loaded late, since Recharts is large. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChartCursorProvider } from '@/components/charts/chart-cursor';
import type { ChartExemplar } from '@/components/charts/exemplar-places';
import { Measured } from '@/components/charts/measured';
import type { ChartSeries } from '@/components/charts/rows';
import { latencyColor, seriesColor } from '@/components/charts/series-colors';
import { TimeSeriesChart, type TimeSeriesChartProps } from '@/components/charts/time-series-chart';
import { beforeSeries, useBeforeCharts } from '@/components/graph/compare/before-charts';
import { type ChartEvents, useChartEvents } from '@/components/graph/time/chart-marks';
import { fetchMetrics } from '@/components/shell/fetch-metrics';
import { refetchIntervalMs, type Scope, scopeParams, useScopedHref } from '@/components/shell/scope';
import { traceBucket } from '@/components/traces/bucket-search';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { QuantityUnit } from '@/lib/mesh/quantity';
import type { Chart, ChartId, MetricsAnswer } from '@/lib/metrics/contract';
import { useExemplars } from './use-exemplars';

/** Parameters of `GET /api/metrics` that name the subject; empty = what the scope holds. */
export type ChartsOf = Readonly<Record<string, string>>;

export interface TrafficChartsProps {
  readonly of: ChartsOf;
  readonly scope: Scope;
  /** Of the rule that judges its errors, where that is known. */
  readonly errorsFailFrom?: number | null;
  /** The search for the subject's traces, to which a click into the chart of latency leads; null = it has none. */
  readonly tracesHref?: string | null;
}

const UNITS: Readonly<Record<Chart['unit'], QuantityUnit>> = {
  requestsPerSecond: 'rps',
  share: 'share',
  milliseconds: 'ms',
  bytesPerSecond: 'bytesPerSecond',
};

const ORDER: readonly ChartId[] = ['latency', 'errors', 'requests', 'tcp'];
const TITLES: Readonly<Record<ChartId, string>> = {
  latency: 'Latency',
  errors: 'Error rate',
  requests: 'Requests',
  tcp: 'TCP',
};
const HEIGHTS: Readonly<Record<ChartId, number>> = { latency: 124, errors: 92, requests: 104, tcp: 104 };

export function TrafficCharts({ of, scope, errorsFailFrom = null, tracesHref = null }: TrafficChartsProps) {
  const scoped = useScopedHref();
  const params = scopeParams(scope);
  for (const [key, value] of Object.entries(of)) params.set(key, value);
  const text = params.toString();
  const { data, error, refetch } = useQuery({
    queryKey: ['metrics', text],
    queryFn: ({ signal }) => fetchMetrics(text, signal),
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs(scope),
  });
  const before = useBeforeCharts(of, scope.namespaces);
  const exemplars = useExemplars(text, scope);
  const events = useChartEvents(scope.namespaces, data?.window ?? null);
  if (data === undefined) {
    if (error !== null) return <ProblemState problem={error} compact onRetry={() => void refetch()} />;
    return <ChartsSkeleton />;
  }
  const zoom = (fromSeconds: number, toSeconds: number) =>
    scope.set({ window: { kind: 'absolute', fromSeconds, toSeconds } });
  return (
    <ChartCursorProvider>
      <div className="grid gap-3">
        {ORDER.flatMap((id) => {
          const chart = data.charts.find((one) => one.id === id);
          return chart === undefined || chart.series.length === 0
            ? []
            : [
                <OneChart
                  key={id}
                  chart={chart}
                  answer={data}
                  before={before}
                  events={events}
                  errorsFailFrom={errorsFailFrom}
                  exemplars={id === 'latency' ? exemplars : []}
                  tracesHref={id === 'latency' && tracesHref !== null ? scoped(tracesHref) : null}
                  onZoom={zoom}
                />,
              ];
        })}
        {data.charts.every((chart) => chart.series.length === 0) && (
          <p className="text-text-3 text-xs">No series in this window.</p>
        )}
      </div>
    </ChartCursorProvider>
  );
}

interface OneChartProps {
  readonly chart: Chart;
  readonly answer: MetricsAnswer;
  readonly before: MetricsAnswer | null;
  readonly events: ChartEvents;
  readonly errorsFailFrom: number | null;
  readonly exemplars: readonly ChartExemplar[];
  readonly tracesHref: string | null;
  readonly onZoom: (fromSeconds: number, toSeconds: number) => void;
}

function OneChart(props: OneChartProps) {
  const { chart, answer, before, events, errorsFailFrom, exemplars, tracesHref, onZoom } = props;
  const series = seriesOf(chart);
  const height = HEIGHTS[chart.id];
  return (
    <Measured height={height + 20}>
      {(width) => (
        <TimeSeriesChart
          title={TITLES[chart.id]}
          series={[...series, ...beforeSeries(chart.id, before, answer.window, series)]}
          marks={events.marks}
          bands={events.bands}
          unit={UNITS[chart.unit]}
          fromSeconds={answer.window.fromSeconds}
          toSeconds={answer.window.toSeconds}
          width={width}
          height={height}
          exemplars={exemplars}
          onZoom={onZoom}
          endRoom={answer.charts.some(({ id, series: lines }) => id === 'latency' && lines.length > 0)}
          {...(tracesHref === null
            ? {}
            : {
                bucketAt: (seconds: number, ms: number, step: number) =>
                  traceBucket(tracesHref, seconds, ms, step),
              })}
          {...looks(chart.id, errorsFailFrom)}
        />
      )}
    </Measured>
  );
}

function looks(id: ChartId, failFrom: number | null): Partial<TimeSeriesChartProps> {
  if (id === 'latency') return { scale: 'log', endLabels: true };
  if (id !== 'errors' || failFrom === null) return {};
  const percent = Number((failFrom * 100).toPrecision(3));
  return {
    thresholds: [{ value: failFrom, label: `failing from ${percent} %`, tone: 'failing' }],
  };
}

const CODE_COLORS: Readonly<Record<string, string>> = {
  '2xx': 'var(--healthy)',
  '3xx': 'var(--series-6)',
  '4xx': 'var(--degraded-mark)',
  '5xx': 'var(--failing)',
  injected: 'var(--series-5)',
};

function seriesOf(chart: Chart): ChartSeries[] {
  const list =
    chart.id === 'latency' ? [...chart.series].sort((a, b) => (a.name < b.name ? 1 : -1)) : chart.series;
  return list.map(({ name, points }, index) => ({
    key: `s${index}`,
    name,
    points,
    color:
      chart.id === 'latency'
        ? latencyColor(name)
        : chart.id === 'errors' && index === 0
          ? 'var(--failing)'
          : (CODE_COLORS[name] ?? seriesColor(index)),
    area: chart.id === 'errors' && index === 0,
  }));
}

export function ChartsSkeleton() {
  return (
    <div className="grid gap-3">
      {ORDER.slice(0, 3).map((id) => (
        <div key={id} style={{ height: HEIGHTS[id] + 20 }}>
          <Skeleton className="h-full w-full" />
        </div>
      ))}
    </div>
  );
}
