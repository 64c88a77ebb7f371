'use client';
/** How a service went over the window: requests, failures, latency with single requests that lead to their traces. */
import { ChartCursorProvider } from '@/components/charts/chart-cursor';
import type { ChartExemplar } from '@/components/charts/exemplar-places';
import { Measured } from '@/components/charts/measured';
import type { ChartSeries } from '@/components/charts/rows';
import { latencyColor } from '@/components/charts/series-colors';
import { TimeSeriesChart, type TimeSeriesChartProps } from '@/components/charts/time-series-chart';
import { type Scope, useScopedHref } from '@/components/shell/scope';
import { traceBucket } from '@/components/traces/bucket-search';
import type { PerformanceAnswer, PerformanceRow } from '@/lib/insight/performance/contract';
import type { QuantityUnit } from '@/lib/mesh/quantity';
import { rowLinks } from './performance-links';

export interface PerformanceChartsProps {
  readonly answer: PerformanceAnswer;
  readonly whole: Omit<PerformanceRow, 'impact'>;
  readonly exemplars: readonly ChartExemplar[];
  readonly scope: Scope;
}

const HEIGHT = 140;

export function PerformanceCharts({ answer, whole, exemplars, scope }: PerformanceChartsProps) {
  const scoped = useScopedHref();
  const { instants, window, source } = answer;
  const { trend } = whole;
  const links = rowLinks(whole, source);
  const line = (name: string, values: readonly (number | null)[], color: string, area = false) => ({
    key: name,
    name,
    color,
    area,
    points: instants.map((at, place) => [at, values[place] ?? null] as const),
  });
  const latency = [
    line('p99', trend.p99Ms, latencyColor('p99')),
    line('p95', trend.p95Ms, latencyColor('p95')),
    line('p50', trend.p50Ms, latencyColor('p50')),
  ];
  const charts: readonly [string, QuantityUnit, ChartSeries[], Partial<TimeSeriesChartProps>][] = [
    ['Requests', 'rps', [line('requests', trend.requestsPerSecond, 'var(--series-1)', true)], {}],
    ['Error rate', 'share', [line('errors', trend.errorShare, 'var(--failing)', true)], {}],
    [
      'Latency',
      'ms',
      latency,
      {
        scale: 'log',
        endLabels: true,
        exemplars,
        ...(links === null
          ? {}
          : {
              bucketAt: (seconds: number, ms: number, step: number) =>
                traceBucket(scoped(links.all), seconds, ms, step),
            }),
      },
    ],
  ];
  return (
    <ChartCursorProvider>
      <div className="grid gap-x-6 gap-y-3 border-line border-b bg-surface px-4 py-3 lg:grid-cols-3">
        {charts.map(([title, unit, series, more]) => (
          <Measured key={title} height={HEIGHT + 20}>
            {(width) => (
              <TimeSeriesChart
                title={title}
                series={series}
                unit={unit}
                fromSeconds={window.fromSeconds}
                toSeconds={window.toSeconds}
                width={width}
                height={HEIGHT}
                onZoom={(fromSeconds, toSeconds) =>
                  scope.set({ window: { kind: 'absolute', fromSeconds, toSeconds } })
                }
                {...more}
              />
            )}
          </Measured>
        ))}
      </div>
    </ChartCursorProvider>
  );
}
