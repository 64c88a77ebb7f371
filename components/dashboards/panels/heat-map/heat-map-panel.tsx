'use client';
/** How what was measured spreads over buckets, over time. */
import { type PointerEvent, useId, useMemo, useState } from 'react';
import { clockLabel, timeTicks } from '@/components/charts/axis';
import { Measured } from '@/components/charts/measured';
import type { PanelBodyProps } from '@/components/dashboards/panels/panel-body';
import { PanelNote } from '@/components/dashboards/panels/panel-note';
import { nearest } from '@/components/dashboards/panels/time-series/value-at';
import { useCursorStore } from '@/components/dashboards/view/cursor';
import type { Panel } from '@/lib/dashboards/model/panel';
import { formatText } from '@/lib/dashboards/units/format-value';
import { calculatedMap } from './calculated-map';
import { type HeatMap, heatMap, SHADES, shadeOf } from './heat-map-model';

type HeatMapPanelModel = Extract<Panel, { type: 'heatmap' }>;

const FOOT = 20;
const HUES: Readonly<Record<string, string>> = {
  Blues: 'var(--series-1)',
  Greens: 'var(--healthy)',
  Purples: 'var(--series-5)',
  Reds: 'var(--failing)',
};

export function HeatMapPanel({ panel, data, height }: PanelBodyProps<HeatMapPanelModel>) {
  const unit = panel.field.defaults.unit ?? '';
  const { calculate } = panel;
  const map = useMemo(
    () => (calculate ? calculatedMap(data.frames, unit, data.window) : heatMap(data.frames, unit)),
    [calculate, data.frames, unit, data.window],
  );
  if (map === null) {
    return (
      <PanelNote>
        {calculate
          ? 'What came back has no figures to count.'
          : 'What came back has no buckets. A histogram is asked by its "le".'}
      </PanelNote>
    );
  }
  return (
    <Measured height={height}>
      {(width) => <Cells panel={panel} map={map} width={width} height={height} window={data.window} />}
    </Measured>
  );
}

interface CellsProps {
  readonly panel: HeatMapPanelModel;
  readonly map: HeatMap;
  readonly width: number;
  readonly height: number;
  readonly window: { readonly fromMs: number; readonly toMs: number };
}

function Cells({ panel, map, width, height, window }: CellsProps) {
  const cursor = useCursorStore();
  const chart = useId();
  const [pointed, setPointed] = useState<{ readonly at: number; readonly bucket: number } | null>(null);
  const left = Math.min(84, 14 + Math.max(...map.buckets.map(({ label }) => label.length)) * 6.4);
  const plotWidth = Math.max(1, width - left - 8);
  const plotHeight = Math.max(1, height - FOOT - 6);
  const span = window.toMs - window.fromMs;
  const x = (ms: number) => left + ((ms - window.fromMs) / span) * plotWidth;
  const paths = useMemo(
    () => shadePaths(map, panel, window, { left, plotWidth, plotHeight }),
    [map, panel, window, left, plotWidth, plotHeight],
  );
  const rowHeight = plotHeight / map.buckets.length;
  const every = Math.max(1, Math.ceil(14 / rowHeight));
  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const ms = window.fromMs + ((event.clientX - box.left - left) / plotWidth) * span;
    const at = nearest(map.times, ms);
    const row = Math.floor((event.clientY - box.top - 6) / rowHeight);
    const atMs = map.times[at];
    cursor.set(atMs === undefined ? null : { atMs, chart, y: event.clientY - box.top });
    const bucket = panel.reverse ? row : map.buckets.length - 1 - row;
    setPointed(at < 0 || bucket < 0 || bucket >= map.buckets.length ? null : { at, bucket });
  };
  const color = HUES[panel.scheme] ?? 'var(--series-1)';
  const label = pointed === null ? undefined : map.buckets[pointed.bucket];
  return (
    <div
      role="img"
      aria-label={`${panel.title}: ${map.buckets.length} buckets over ${map.times.length} instants`}
      className="relative"
      style={{ width, height }}
      onPointerMove={point}
      onPointerLeave={() => {
        cursor.set(null);
        setPointed(null);
      }}
    >
      <svg aria-hidden="true" width={width} height={height} className="block">
        {paths.map((d, shade) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a shade is its place
          <path key={shade} d={d} fill={color} fillOpacity={0.08 + (0.92 * (shade + 1)) / SHADES} />
        ))}
        {map.buckets.map(({ label: bound }, at) =>
          at % every === 0 ? (
            <text
              key={bound}
              x={left - 6}
              y={6 + rowHeight * ((panel.reverse ? at : map.buckets.length - 1 - at) + 0.5) + 4}
              textAnchor="end"
              fontSize={11}
              fill="var(--text-3)"
            >
              {bound}
            </text>
          ) : null,
        )}
        {timeTicks(window.fromMs / 1000, window.toMs / 1000, Math.max(2, Math.floor(plotWidth / 70))).map(
          (at) => (
            <text
              key={at}
              x={x(at * 1000)}
              y={height - 5}
              textAnchor="middle"
              fontSize={11}
              fill="var(--text-3)"
            >
              {clockLabel(at, span / 1000)}
            </text>
          ),
        )}
      </svg>
      {pointed !== null && label !== undefined && (
        <p className="pointer-events-none absolute top-1 right-2 rounded-control border border-line bg-surface px-2 py-1 text-xs tabular-nums shadow-overlay">
          {clockLabel((map.times[pointed.at] ?? 0) / 1000, 0, true)} · up to {label.label}:{' '}
          {label.values[pointed.at] === null ? '–' : formatText(label.values[pointed.at] ?? 0, '')}
        </p>
      )}
    </div>
  );
}

/** One path for each shade: ten elements, however many cells there are. */
function shadePaths(
  { times, stepMs, buckets, most }: HeatMap,
  { scale, reverse }: HeatMapPanelModel,
  { fromMs, toMs }: CellsProps['window'],
  { left, plotWidth, plotHeight }: { left: number; plotWidth: number; plotHeight: number },
): readonly string[] {
  const paths: string[][] = Array.from({ length: SHADES }, () => []);
  const height = plotHeight / buckets.length;
  const perMs = plotWidth / (toMs - fromMs);
  const width = Math.max(1, stepMs * perMs);
  for (const [at, { values }] of buckets.entries()) {
    const y = 6 + height * (reverse ? at : buckets.length - 1 - at);
    for (const [index, value] of values.entries()) {
      const shade = shadeOf(value, most, scale);
      const x = left + ((times[index] ?? 0) - fromMs) * perMs - width / 2;
      if (shade === 0 || x + width < left || x > left + plotWidth) continue;
      const start = Math.max(left, x);
      paths[shade - 1]?.push(
        `M${start.toFixed(1)} ${y.toFixed(1)}h${(Math.min(x + width, left + plotWidth) - start).toFixed(1)}v${Math.max(1, height - 1).toFixed(1)}H${start.toFixed(1)}Z`,
      );
    }
  }
  return paths.map((parts) => parts.join(''));
}
