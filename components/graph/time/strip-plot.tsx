'use client';
/** The drawing under the handles: two rows of rates with one time axis, and the bands of incidents. */
import { clockLabel, linearAxis, timeTicks } from '@/components/charts/axis';
import { type Plot, plotX, plotY } from '@/components/charts/plot';
import type { IncidentEvent } from '@/lib/insight/timeline/contract';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { StripPoint, StripRows } from './strip-rows';

/** Pixels: marks above, then the two rows, then the clock. */
export const STRIP = { height: 78, marks: 14, total: 24, gap: 3, failed: 18, clock: 16 } as const;
const TICK_WIDTH = 74;

export interface StripPlotProps {
  readonly width: number;
  readonly span: TimeWindow;
  readonly rows: StripRows;
  readonly incidents: readonly IncidentEvent[];
}

export function StripPlot({ width, span, rows, incidents }: StripPlotProps) {
  const total = plotOf(rows.total, span, width, STRIP.marks, STRIP.total);
  const failed = plotOf(rows.failed, span, width, STRIP.marks + STRIP.total + STRIP.gap, STRIP.failed);
  const foot = failed.top + failed.height;
  return (
    <svg aria-hidden="true" width={width} height={STRIP.height} className="block">
      {incidents.map((incident) => (
        <Incident key={incident.id} incident={incident} plot={total} foot={foot} />
      ))}
      <Row points={rows.total} plot={total} color="var(--series-1)" />
      <Row points={rows.failed} plot={failed} color="var(--failing)" />
      <path d={`M0 ${foot + 0.5}H${width}`} stroke="var(--line)" />
      {timeTicks(span.fromSeconds, span.toSeconds, Math.max(1, Math.floor(width / TICK_WIDTH))).map((at) => {
        const x = plotX(total, at);
        if (x < 16 || x > width - 16) return null;
        return (
          <text
            key={at}
            x={x}
            y={STRIP.height - 4}
            textAnchor="middle"
            className="fill-text-3 text-2xs tabular-nums"
          >
            {clockLabel(at, span.toSeconds - span.fromSeconds)}
          </text>
        );
      })}
    </svg>
  );
}

function plotOf(
  points: readonly StripPoint[],
  span: TimeWindow,
  width: number,
  top: number,
  height: number,
): Plot {
  const values = points.map(([, value]) => value).filter((value) => value !== null);
  return { left: 0, top, width, height, ...span, axis: linearAxis(values) };
}

/** A band as long as requests failed; one that fills most of the strip keeps only its cap. */
function Incident({
  incident,
  plot,
  foot,
}: {
  readonly incident: IncidentEvent;
  readonly plot: Plot;
  readonly foot: number;
}) {
  const from = Math.max(0, plotX(plot, Math.max(incident.atSeconds, plot.fromSeconds)));
  const to = Math.min(
    plot.width,
    plotX(plot, Math.min(incident.untilSeconds ?? plot.toSeconds, plot.toSeconds)),
  );
  const width = Math.max(2, to - from);
  return (
    <g>
      {width < plot.width / 2 && (
        <rect
          x={from}
          y={plot.top - 2}
          width={width}
          height={foot - plot.top + 2}
          fill="var(--failing)"
          fillOpacity={0.1}
        />
      )}
      <rect x={from} y={plot.top - 2} width={width} height={2} fill="var(--failing)" />
    </g>
  );
}

interface RowProps {
  readonly points: readonly StripPoint[];
  readonly plot: Plot;
  readonly color: string;
}

function Row({ points, plot, color }: RowProps) {
  const foot = plot.top + plot.height;
  return runsOf(points, plot).map((run) => {
    const line = run
      .map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
      .join('');
    const [first, last] = [run[0]?.[0] ?? 0, run.at(-1)?.[0] ?? 0];
    return (
      <g key={first}>
        <path
          d={`${line}L${last.toFixed(1)} ${foot}L${first.toFixed(1)} ${foot}Z`}
          fill={color}
          fillOpacity={0.14}
        />
        <path d={line} fill="none" stroke={color} strokeWidth={1.25} strokeLinejoin="round" />
      </g>
    );
  });
}

/** Gaps are gaps. */
function runsOf(points: readonly StripPoint[], plot: Plot): [number, number][][] {
  const runs: [number, number][][] = [];
  let open = false;
  for (const [at, value] of points) {
    const y = value === null ? null : plotY(plot, value);
    if (y === null) {
      open = false;
      continue;
    }
    if (!open) runs.push([]);
    runs.at(-1)?.push([plotX(plot, at), y]);
    open = true;
  }
  return runs;
}
