'use client';
/** The four golden signals of the mesh over the window, under one cursor. */
import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { Fragment, type ReactNode, useMemo } from 'react';
import { ChartCursorProvider } from '@/components/charts/chart-cursor';
import { Measured } from '@/components/charts/measured';
import type { ChartSeries } from '@/components/charts/rows';
import { useChartEvents } from '@/components/graph/time/chart-marks';
import { useScope, useScopedHref } from '@/components/shell/scope';
import { SOURCE_NAMES } from '@/components/shell/sources-query';
import { scopeWindowSeconds, spanText } from '@/components/shell/window-presets';
import { ProblemState } from '@/components/ui/problem-state';
import { Quantity } from '@/components/ui/quantity';
import { Skeleton } from '@/components/ui/skeleton';
import type { GraphAnswer } from '@/lib/graph/contract';
import type { QuantityUnit } from '@/lib/mesh/quantity';
import type { MetricsAnswer } from '@/lib/metrics/contract';
import { errorShareOf } from './group-rows';
import { LaterCard } from './later-card';
import { mtlsCard } from './later-parts';
import { MeshChart } from './mesh-chart';
import { meshMetricsQuery } from './metrics-query';
import { PLOT_HEIGHT, SignalCard } from './signal-card';
import { chartOf, latencySeries, pointsOf, totalPoints } from './signal-charts';
import type { OverviewSummary } from './summary';
import { changeText, lastValueOf, percentText, relativeChange, type Trend, trendOf } from './trend';

/** Pixels that a signal's card takes. */
const CARD_HEIGHT = 190;

export interface SignalsProps {
  totals: GraphAnswer['totals'];
  summary: OverviewSummary;
}

export function Signals({ totals, summary }: SignalsProps) {
  const scope = useScope();
  const metrics = useQuery(meshMetricsQuery(scope));
  const { requests } = totals;
  const data = metrics.data;
  const span = spanText(scopeWindowSeconds(scope.window));
  const lines = useMemo(() => linesOf(data), [data]);
  const errorShare = errorShareOf(requests);
  const draw = (title: string, series: readonly ChartSeries[], unit: QuantityUnit): ReactNode => (
    <SignalPlot title={title} series={series} unit={unit} query={metrics} />
  );
  return (
    <ChartCursorProvider>
      <div className="grid grid-cols-4 gap-3 max-xl:grid-cols-2 max-md:grid-cols-1">
        <SignalCard
          title="Requests"
          leadsTo={{ href: '/graph', words: 'on the graph' }}
          figure={
            <Quantity value={requests.requestsPerSecond} unit="rps" note={`mean of the last ${span}`} />
          }
          note={<ChangeText trend={lines.requestsTrend} kind="relative" span={span} />}
        >
          {draw('Requests', lines.requests, 'rps')}
        </SignalCard>
        <SignalCard
          title="Error rate"
          leadsTo={{ href: '/graph?only=errors', words: 'what fails, on the graph' }}
          figure={
            <Quantity
              value={errorShare}
              unit="share"
              note={errorShare === null ? 'No requests in this window' : '5xx, no response and gRPC errors'}
              className={
                errorShare !== null && errorShare > 0 && summary.tally.failing > 0 ? 'text-failing' : ''
              }
            />
          }
          note={<ChangeText trend={lines.errorsTrend} kind="points" span={span} />}
          aside={<BesideErrors requests={requests} />}
        >
          {draw('Error rate', lines.errors, 'share')}
        </SignalCard>
        <SignalCard
          title="Latency p95"
          leadsTo={{ href: '/graph?labels=p95', words: 'p95 of each call, on the graph' }}
          figure={
            data === undefined && metrics.error === null ? (
              <Skeleton className="h-[26px] w-24" />
            ) : (
              <Quantity value={lines.p95} unit="ms" note="of all requests, at the end of the window" />
            )
          }
          note={<ChangeText trend={lines.p95Trend} kind="relative" span={span} />}
        >
          {draw('Latency', lines.latency, 'ms')}
        </SignalCard>
        <LaterCard part={mtlsCard} props={{ summary }} title="mTLS coverage" height={CARD_HEIGHT} />
      </div>
    </ChartCursorProvider>
  );
}

function linesOf(data: MetricsAnswer | undefined) {
  const requests = totalPoints(chartOf(data, 'requests'));
  const errorsChart = chartOf(data, 'errors');
  const errors = errorsChart?.series[0]?.points ?? [];
  const latency = chartOf(data, 'latency');
  const p95 = pointsOf(latency, 'p95');
  const line = (key: string, color: string, points: ChartSeries['points']): ChartSeries[] =>
    points.length === 0 ? [] : [{ key, name: key, color, points, area: true }];
  return {
    requests: line('requests', 'var(--series-1)', requests),
    errors: line('errors', 'var(--failing)', errors),
    latency: latencySeries(latency),
    requestsTrend: trendOf(requests),
    errorsTrend: trendOf(errors),
    p95Trend: trendOf(p95),
    p95: lastValueOf(p95),
  };
}

/** What is not in the headline rate is said next to it, and found on the graph. */
function BesideErrors({ requests }: { requests: GraphAnswer['totals']['requests'] }) {
  const scoped = useScopedHref();
  const total = requests.requestsPerSecond;
  const parts = [
    { name: '4xx', perSecond: requests.clientErrorsPerSecond, find: 'code ^= 4' },
    { name: 'injected', perSecond: requests.injectedPerSecond, find: 'flag = FI' },
  ].filter(({ perSecond }) => total > 0 && perSecond > 0);
  return parts.map(({ name, perSecond, find }, index) => (
    <Fragment key={name}>
      {index > 0 && ' · '}
      <Link
        href={scoped(`/graph?find=${encodeURIComponent(find)}`) as Route}
        className="hover:text-text hover:underline"
      >
        {name} {percentText(perSecond / total)}
      </Link>
    </Fragment>
  ));
}

function ChangeText({
  trend,
  kind,
  span,
}: {
  trend: Trend | null;
  kind: 'relative' | 'points';
  span: string;
}) {
  if (trend === null) return null;
  const change = kind === 'points' ? trend.last - trend.first : relativeChange(trend);
  return change === null ? null : changeText(change, kind, span);
}

/** A chart that could not be read is not the same as nothing measured. */
function NothingDrawn({ warnings }: { warnings: MetricsAnswer['warnings'] }) {
  const [reason] = warnings;
  return (
    <p
      className="grid place-items-center px-4 text-center text-text-3 text-xs"
      style={{ height: PLOT_HEIGHT }}
    >
      {reason === undefined
        ? 'Nothing was measured in this window'
        : `${SOURCE_NAMES[reason.source]}: ${reason.message}`}
    </p>
  );
}

interface SignalPlotProps {
  title: string;
  series: readonly ChartSeries[];
  unit: QuantityUnit;
  query: { data: MetricsAnswer | undefined; error: unknown; refetch: () => Promise<unknown> };
}

function SignalPlot({ title, series, unit, query }: SignalPlotProps) {
  const { set, namespaces } = useScope();
  const { data, error } = query;
  const events = useChartEvents(namespaces, data?.window ?? null);
  if (data === undefined) {
    return error === null ? (
      <div className="grid items-end pb-4" style={{ height: PLOT_HEIGHT }}>
        <Skeleton className="ml-11 h-[92px]" />
      </div>
    ) : (
      <div style={{ height: PLOT_HEIGHT }} className="overflow-auto">
        <ProblemState compact problem={error} onRetry={() => void query.refetch()} className="px-0" />
      </div>
    );
  }
  if (series.length === 0) return <NothingDrawn warnings={data.warnings} />;
  return (
    <Measured height={PLOT_HEIGHT}>
      {(width) => (
        <MeshChart
          title={title}
          series={series}
          unit={unit}
          fromSeconds={data.window.fromSeconds}
          toSeconds={data.window.toSeconds}
          width={width}
          height={PLOT_HEIGHT}
          marks={events.marks}
          bands={events.bands}
          onZoom={(fromSeconds, toSeconds) => set({ window: { kind: 'absolute', fromSeconds, toSeconds } })}
        />
      )}
    </Measured>
  );
}
