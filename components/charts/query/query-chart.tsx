'use client';
/** A chart of one PromQL expression over the page's window, with a threshold where there is one. */
import { useQuery } from '@tanstack/react-query';
import { Measured } from '@/components/charts/measured';
import { type ChartThreshold, TimeSeriesChart } from '@/components/charts/time-series-chart';
import { useScope } from '@/components/shell/scope';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { QuantityUnit } from '@/lib/mesh/quantity';
import { querySeries } from './query-series';

export interface QueryChartProps {
  readonly title: string;
  readonly expr: string;
  readonly unit: QuantityUnit;
  readonly thresholds?: readonly ChartThreshold[];
  readonly height?: number;
}

export function QueryChart({ title, expr, unit, thresholds = [], height = 160 }: QueryChartProps) {
  const scope = useScope();
  const { data, error, refetch } = useQuery(querySeries(scope, expr));
  if (data === undefined) {
    if (error !== null) return <ProblemState compact problem={error} onRetry={() => void refetch()} />;
    return <Skeleton className="h-40" />;
  }
  return (
    <Measured height={height}>
      {(width) => (
        <TimeSeriesChart
          title={title}
          series={data.series}
          unit={unit}
          fromSeconds={data.fromSeconds}
          toSeconds={data.toSeconds}
          width={width}
          height={height}
          thresholds={thresholds}
          emptyReason={data.failure ?? 'no value in this window'}
          onZoom={(fromSeconds, toSeconds) =>
            scope.set({ window: { kind: 'absolute', fromSeconds, toSeconds } })
          }
        />
      )}
    </Measured>
  );
}
