'use client';
/** The answers as lines over time, and the list of the series below. */
import { useDeferredValue, useMemo, useState } from 'react';
import { Measured } from '@/components/charts/measured';
import { MOST_SERIES } from '@/components/charts/rows';
import { TimeSeriesChart } from '@/components/charts/time-series-chart';
import { lineOf } from './chart-lines';
import { type DrawnSeries, figuresOf } from './drawn-series';
import type { PaneWindow } from './pane-questions';
import { SeriesList } from './series-list';

const HEIGHT = 300;
const NONE: readonly DrawnSeries[] = [];

export interface ChartViewProps {
  readonly series: readonly DrawnSeries[];
  readonly window: PaneWindow;
  readonly onZoom: (fromSeconds: number, toSeconds: number) => void;
}

export function ChartView({ series, window, onZoom }: ChartViewProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const picked = useMemo(() => {
    const own = series.filter(({ key }) => chosen.has(key));
    return own.length > 0 ? own : series;
  }, [series, chosen]);
  const lines = useMemo(
    () => picked.slice(0, MOST_SERIES).map((one) => lineOf(one, series.indexOf(one), window.step)),
    [picked, series, window.step],
  );
  // A picture first: the list has a row for each series, and is drawn in a task of its own.
  const listed = useDeferredValue(series, NONE);
  const odd = useMemo(() => series.reduce((sum, { points }) => sum + figuresOf(points).odd, 0), [series]);
  return (
    <div className="grid gap-3 p-4">
      <Measured height={HEIGHT + 20}>
        {(width) => (
          <TimeSeriesChart
            title={picked.length > lines.length ? `${lines.length} of ${picked.length} series` : 'Values'}
            series={lines}
            unit="number"
            fromSeconds={window.from}
            toSeconds={window.to}
            width={width}
            height={HEIGHT}
            onZoom={onZoom}
            emptyReason={odd > 0 ? 'every value is NaN or infinite' : 'no data in this window'}
          />
        )}
      </Measured>
      {odd > 0 && (
        <p className="text-text-3 text-xs">
          {odd.toLocaleString('en-US')} {odd === 1 ? 'value is' : 'values are'} NaN or infinite and left out
          of the chart; the table shows them.
        </p>
      )}
      <SeriesList
        series={listed}
        rowCount={series.length}
        chosen={chosen}
        drawn={lines.map(({ key }) => key)}
        onChosen={setChosen}
      />
    </div>
  );
}
