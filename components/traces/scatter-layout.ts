/** Where each found trace stands in the plot of duration over start time. Pure; pixels out. */
import type { TraceSummary } from '@/lib/traces/contract';
import { logTicks, roundTicks } from './time-axis';

export interface PlotSize {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface ScatterPoint {
  readonly trace: TraceSummary;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** A part of the plot, in its own terms. */
export interface Brush {
  readonly fromMs: number;
  readonly toMs: number;
  readonly fromUs: number;
  readonly toUs: number;
}

export interface Scatter {
  /** Of the axis of durations. */
  readonly shortestUs: number;
  readonly longestUs: number;
  /** Pixels of a duration, and of an instant in Unix ms; and the other way round. */
  y(us: number): number;
  x(ms: number): number;
  durationAt(y: number): number;
  timeAt(x: number): number;
  /** Drawn in this order: large ones first, so that small ones stay reachable; failed ones on top. */
  readonly points: readonly ScatterPoint[];
  readonly yTicks: readonly { readonly us: number; readonly y: number }[];
  readonly xTicks: readonly { readonly ms: number; readonly x: number }[];
}

const SMALLEST_RADIUS = 3;
const LARGEST_RADIUS = 9;
/** Width of a clock time: one that would be cut off at the edge is left out. */
const LABEL_PX = 52;

/** `window` in Unix seconds. A logarithmic axis starts below the shortest trace, a linear one at zero. */
export function layoutScatter(
  traces: readonly TraceSummary[],
  window: { readonly fromSeconds: number; readonly toSeconds: number },
  scale: 'log' | 'linear',
  size: PlotSize,
): Scatter {
  const durations = traces.map((trace) => Math.max(1, trace.durationUs));
  const longest = Math.max(1, ...durations) * 1.08;
  const shortest = scale === 'log' ? Math.min(...durations, longest / 2) / 1.15 : 0;
  const innerWidth = size.width - size.left - size.right;
  const innerHeight = size.height - size.top - size.bottom;
  const share = (us: number): number =>
    scale === 'log'
      ? (Math.log(Math.max(us, 1)) - Math.log(shortest)) / (Math.log(longest) - Math.log(shortest))
      : us / longest;
  const y = (us: number): number => size.top + innerHeight * (1 - share(us));
  const fromMs = window.fromSeconds * 1000;
  const toMs = window.toSeconds * 1000;
  const x = (ms: number): number => size.left + (innerWidth * (ms - fromMs)) / Math.max(1, toMs - fromMs);
  const mostSpans = Math.max(1, ...traces.map((trace) => trace.spans));
  const points = traces.map((trace) => ({
    trace,
    x: Math.min(size.width - size.right, Math.max(size.left, x(trace.startUs / 1000))),
    y: y(Math.max(1, trace.durationUs)),
    radius: SMALLEST_RADIUS + (LARGEST_RADIUS - SMALLEST_RADIUS) * Math.sqrt(trace.spans / mostSpans) * 0.8,
  }));
  const rank = (point: ScatterPoint): number => (point.trace.failedSpans > 0 ? 1 : 0);
  points.sort((a, b) => rank(a) - rank(b) || b.radius - a.radius);
  const ticks = scale === 'log' ? logTicks(shortest, longest, 5) : roundTicks(0, longest, 4);
  const durationAt = (at: number): number => {
    const part = 1 - (at - size.top) / innerHeight;
    return scale === 'log'
      ? Math.exp(Math.log(shortest) + part * (Math.log(longest) - Math.log(shortest)))
      : part * longest;
  };
  return {
    shortestUs: shortest,
    longestUs: longest,
    y,
    x,
    durationAt,
    timeAt: (at) => fromMs + ((at - size.left) / innerWidth) * (toMs - fromMs),
    points,
    yTicks: ticks.map((us) => ({ us, y: y(us) })),
    xTicks: clockTicks(fromMs, toMs, Math.max(2, Math.floor(innerWidth / 110)))
      .map((ms) => ({ ms, x: x(ms) }))
      .filter((tick) => tick.x < size.width - LABEL_PX / 2),
  };
}

/** Whether a trace stands in a part of the plot. */
export function isBrushed(trace: Pick<TraceSummary, 'startUs' | 'durationUs'>, brush: Brush): boolean {
  const ms = trace.startUs / 1000;
  const us = Math.max(1, trace.durationUs);
  return ms >= brush.fromMs && ms <= brush.toMs && us >= brush.fromUs && us <= brush.toUs;
}

const CLOCK_STEPS_SECONDS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
];

/** Instants on round clock times (Unix ms); beyond a day, on whole days. */
export function clockTicks(fromMs: number, toMs: number, most: number): number[] {
  const span = (toMs - fromMs) / 1000;
  const wanted = span / most;
  const step =
    (CLOCK_STEPS_SECONDS.find((seconds) => seconds >= wanted) ?? Math.ceil(wanted / 86_400) * 86_400) * 1000;
  const ticks: number[] = [];
  for (let at = Math.ceil(fromMs / step) * step; at <= toMs; at += step) ticks.push(at);
  return ticks;
}

/** The point nearest to a position, within reach of a pointer; `null` where there is none. */
export function pointAt(points: readonly ScatterPoint[], x: number, y: number): ScatterPoint | null {
  let best: ScatterPoint | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const point of points) {
    const distance = Math.hypot(point.x - x, point.y - y) - point.radius;
    if (distance < 8 && distance <= least) {
      best = point;
      least = distance;
    }
  }
  return best;
}

/** An octagon of a radius around a point, as an SVG path. */
export function octagon(x: number, y: number, radius: number): string {
  const corners = Array.from({ length: 8 }, (_, corner) => {
    const angle = (Math.PI / 8) * (2 * corner + 1);
    return `${(x + radius * Math.cos(angle)).toFixed(1)},${(y + radius * Math.sin(angle)).toFixed(1)}`;
  });
  return `M${corners.join('L')}Z`;
}
