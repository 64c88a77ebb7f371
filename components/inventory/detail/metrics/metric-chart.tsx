'use client';
/** One chart of the metrics tab, as wide as its place. */
import { Measured } from '@/components/charts/measured';
import type { ChartSeries } from '@/components/charts/rows';
import { TimeSeriesChart } from '@/components/charts/time-series-chart';
import type { ChartEvents } from '@/components/graph/time/chart-marks';
import type { Scope } from '@/components/shell/scope';
import type { QuantityUnit } from '@/lib/mesh/quantity';
import type { TimeWindow } from '@/lib/mesh/time-window';

const HEIGHT = 112;

export interface MetricChartProps {
  readonly title: string;
  readonly series: readonly ChartSeries[];
  readonly unit: QuantityUnit;
  readonly window: TimeWindow;
  readonly events: ChartEvents;
  readonly scope: Scope;
}

export function MetricChart({ title, series, unit, window, events, scope }: MetricChartProps) {
  return (
    <Measured height={HEIGHT + 20}>
      {(width) => (
        <TimeSeriesChart
          title={title}
          series={series}
          unit={unit}
          fromSeconds={window.fromSeconds}
          toSeconds={window.toSeconds}
          width={width}
          height={HEIGHT}
          marks={events.marks}
          bands={events.bands}
          onZoom={(fromSeconds, toSeconds) =>
            scope.set({ window: { kind: 'absolute', fromSeconds, toSeconds } })
          }
        />
      )}
    </Measured>
  );
}
