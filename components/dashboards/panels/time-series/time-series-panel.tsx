'use client';
/** Values over time. */
import { useMemo, useState } from 'react';
import { Measured } from '@/components/charts/measured';
import type { AskedTarget } from '@/components/dashboards/data/panel-frames';
import { Legend } from '@/components/dashboards/panels/legend';
import type { PanelBodyProps } from '@/components/dashboards/panels/panel-body';
import { PanelNote } from '@/components/dashboards/panels/panel-note';
import { useHiddenSeries } from '@/components/dashboards/panels/use-hidden-series';
import { useDashboard } from '@/components/dashboards/view/dashboard-context';
import { classNames } from '@/components/ui/class-names';
import type { Panel } from '@/lib/dashboards/model/panel';
import { chartRows } from './chart-rows';
import { type DrawnSeries, drawnSeries } from './drawn-series';
import { chartGeometry } from './geometry';
import { Lines } from './lines';
import { ChartOverlay } from './overlay';
import { panelAxis } from './panel-axis';
import { PanelExemplars } from './panel-exemplars';

/** More lines of one chart are not told apart; the rest is said and can be shown. */
const MOST_SERIES = 30;
const ALL_SERIES = 300;

type TimeSeries = Extract<Panel, { type: 'timeseries' }>;

export function TimeSeriesPanel({ panel, data, height }: PanelBodyProps<TimeSeries>) {
  const [all, setAll] = useState(false);
  const [front, setFront] = useState<string | null>(null);
  const found = useMemo(() => drawnSeries(data.frames, panel.field), [data.frames, panel.field]);
  const series = useMemo(() => found.slice(0, all ? ALL_SERIES : MOST_SERIES), [found, all]);
  const { hidden, pick } = useHiddenSeries(series);
  if (found.length === 0) return <PanelNote>What came back has no times and figures to draw.</PanelNote>;
  const { legend } = panel;
  const beside = legend.placement === 'right';
  const rest = found.length - series.length;
  const legendHeight =
    legend.show && !beside ? legendRoom(legend.display === 'table', series.length, height) : 0;
  const more = rest > 0 ? 20 : 0;
  const chartHeight = Math.max(60, height - legendHeight - more);
  return (
    <div
      className={classNames(
        'grid h-full',
        beside && legend.show && 'grid-cols-[minmax(0,1fr)_minmax(180px,28%)] gap-2',
      )}
    >
      <div className="min-w-0">
        <Measured height={chartHeight}>
          {(width) => (
            <Chart
              panel={panel}
              series={series}
              hidden={hidden}
              front={front}
              width={width}
              height={chartHeight}
              window={data.window}
              asked={data.asked}
            />
          )}
        </Measured>
        {rest > 0 && (
          <p className="px-2 text-text-3 text-xs">
            {rest} more series.{' '}
            {!all && (
              <button type="button" className="link" onClick={() => setAll(true)}>
                Show {found.length > ALL_SERIES ? `the first ${ALL_SERIES}` : 'them'}
              </button>
            )}
          </p>
        )}
        {legend.show && !beside && (
          <div className="overflow-y-auto px-2" style={{ height: legendHeight }}>
            <PanelLegend legend={legend} series={series} hidden={hidden} pick={pick} onPoint={setFront} />
          </div>
        )}
      </div>
      {legend.show && beside && (
        <div className="overflow-y-auto pr-2" style={{ maxHeight: height }}>
          <PanelLegend legend={legend} series={series} hidden={hidden} pick={pick} onPoint={setFront} />
        </div>
      )}
    </div>
  );
}

function legendRoom(table: boolean, series: number, height: number): number {
  const wanted = table ? 22 + series * 22 : 24;
  return Math.min(wanted, Math.max(24, Math.round(height * 0.34)));
}

interface PanelLegendProps {
  readonly legend: TimeSeries['legend'];
  readonly series: readonly DrawnSeries[];
  readonly hidden: ReadonlySet<string>;
  readonly pick: (key: string, toggle: boolean) => void;
  readonly onPoint: (key: string | null) => void;
}

function PanelLegend({ legend, series, hidden, pick, onPoint }: PanelLegendProps) {
  return (
    <Legend
      series={series}
      hidden={hidden}
      calcs={legend.calcs}
      asTable={legend.display === 'table'}
      sortBy={legend.sortBy}
      sortDesc={legend.sortDesc}
      onPick={pick}
      onPoint={onPoint}
    />
  );
}

interface ChartProps {
  readonly panel: TimeSeries;
  readonly series: readonly DrawnSeries[];
  readonly hidden: ReadonlySet<string>;
  readonly front: string | null;
  readonly width: number;
  readonly height: number;
  readonly window: { readonly fromMs: number; readonly toMs: number };
  readonly asked: readonly AskedTarget[];
}

function Chart({ panel, series, hidden, front, width, height, window, asked }: ChartProps) {
  const { marks, plan } = useDashboard();
  const shown = useMemo(
    () => series.filter(({ key, options }) => !hidden.has(key) && options.hideFrom?.drawing !== true),
    [series, hidden],
  );
  const { rows, extent } = useMemo(() => chartRows(shown, width), [shown, width]);
  const { fromMs, toMs } = window;
  const geometry = useMemo(() => {
    const of = (side: 'left' | 'right') => shown.filter((one) => one.side === side);
    const onRight = of('right');
    const left = { axis: panelAxis(of('left'), extent.left), series: of('left') };
    const right = onRight.length === 0 ? null : { axis: panelAxis(onRight, extent.right), series: onRight };
    return chartGeometry({ width, height, fromMs, toMs, left, right });
  }, [shown, extent, width, height, fromMs, toMs]);
  const times = useMemo(() => rows.map(({ at }) => at), [rows]);
  // A panel with a time of its own has other marks than the page.
  const isPages = fromMs === plan.window.fromMs && toMs === plan.window.toMs;
  return (
    <div className="relative" style={{ width, height }}>
      <Lines
        rows={rows}
        series={shown}
        geometry={geometry}
        front={front !== null && hidden.has(front) ? null : front}
      />
      <ChartOverlay
        title={panel.title}
        geometry={geometry}
        series={shown}
        rows={rows}
        times={times}
        tooltip={panel.tooltip}
        marks={isPages ? marks : []}
      />
      {panel.targets.some(({ exemplars }) => exemplars) && (
        <PanelExemplars asked={asked} geometry={geometry} unit={panel.field.defaults.unit ?? ''} />
      )}
    </div>
  );
}
