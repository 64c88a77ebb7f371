/** The part of a flame graph that is on screen: what a zoom shows, which boxes that makes, and what lies under a point. Pure. */
import type { FlameBars } from './flame-bars';

export interface FlameFrame {
  readonly bars: FlameBars;
  /** The bar that fills the width; null = everything does. */
  readonly zoom: number | null;
  /** Leave out what the zoomed bar stands on. */
  readonly collapseAbove: boolean;
  /** Pixels. */
  readonly width: number;
}

export interface FlameBox {
  readonly bar: number;
  /** Line from the top of the frame. */
  readonly line: number;
  /** Pixels from the left. */
  readonly x: number;
  readonly width: number;
  /** The zoomed bar stands on it; it is wider than the frame. */
  readonly isAbove: boolean;
}

/** Narrower than this nothing is drawn on its own: what shares its pixel stands for it. */
const LEAST_WIDTH = 1;

/** From where to where the frame reaches, nanoseconds. Never empty. */
export function frameRange({ bars, zoom }: FlameFrame): { readonly from: number; readonly length: number } {
  const from = zoom === null ? 0 : (bars.left[zoom] ?? 0);
  const length = zoom === null ? bars.totalNs : (bars.width[zoom] ?? 0);
  return { from, length: Math.max(1, length) };
}

/** Lines that are left out at the top. */
export function firstLine({ bars, zoom, collapseAbove }: FlameFrame): number {
  return zoom === null || !collapseAbove ? 0 : (bars.line[zoom] ?? 0);
}

/** Lines of the frame. */
export function frameLines(frame: FlameFrame): number {
  const { bars, zoom } = frame;
  if (zoom === null) return bars.lines;
  let last = bars.line[zoom] ?? 0;
  const end = zoom + (bars.size[zoom] ?? 1);
  for (let bar = zoom; bar < end; bar += 1) last = Math.max(last, bars.line[bar] ?? 0);
  return last + 1 - firstLine(frame);
}

/** Boxes on the lines `fromLine … toLine` of the frame, at most one per pixel of each line. */
export function* boxesOf(frame: FlameFrame, fromLine: number, toLine: number): Generator<FlameBox> {
  const { bars, zoom, width } = frame;
  const { from, length } = frameRange(frame);
  const skipped = firstLine(frame);
  const scale = width / length;
  const end = zoom === null ? bars.count : zoom + (bars.size[zoom] ?? 1);
  const above = zoom === null ? new Set<number>() : ancestorsOf(bars, zoom);
  const lastLine = Math.min(toLine + skipped, bars.lines - 1);
  for (let line = Math.max(0, fromLine) + skipped; line <= lastLine; line += 1) {
    const stop = bars.lineAt[line + 1] ?? 0;
    let painted = Number.NEGATIVE_INFINITY;
    for (let at = bars.lineAt[line] ?? 0; at < stop; at += 1) {
      const bar = bars.byLine[at] ?? 0;
      if (zoom !== null && (bar < zoom || bar >= end)) {
        if (above.has(bar)) yield { bar, line: line - skipped, x: 0, width, isAbove: true };
        continue;
      }
      const x = ((bars.left[bar] ?? 0) - from) * scale;
      const right = Math.min(width, x + Math.max(LEAST_WIDTH, (bars.width[bar] ?? 0) * scale));
      if (x >= width || right <= 0 || right <= painted + 0.5) continue;
      const left = Math.max(0, x, painted);
      painted = right;
      yield { bar, line: line - skipped, x: left, width: right - left, isAbove: false };
    }
  }
}

/** What lies under a point of the frame; null = nothing. */
export function barAt(frame: FlameFrame, x: number, line: number): number | null {
  let found: number | null = null;
  for (const box of boxesOf(frame, line, line)) {
    if (x >= box.x && x < box.x + Math.max(2, box.width)) found = box.bar;
  }
  return found;
}

export function ancestorsOf(bars: FlameBars, bar: number): Set<number> {
  const found = new Set<number>();
  for (let at = bars.parent[bar] ?? -1; at >= 0; at = bars.parent[at] ?? -1) found.add(at);
  return found;
}

export type FlameStep = 'parent' | 'child' | 'next' | 'previous';

/** Where an arrow key leads from a bar: stays where there is nothing. Of children the widest comes first. */
export function stepFrom(bars: FlameBars, bar: number, step: FlameStep): number {
  if (step === 'parent') return Math.max(bars.parent[bar] ?? -1, -1) < 0 ? bar : (bars.parent[bar] ?? bar);
  if (step === 'child') return widestChild(bars, bar) ?? bar;
  const line = bars.line[bar] ?? 0;
  const first = bars.lineAt[line] ?? 0;
  const end = bars.lineAt[line + 1] ?? 0;
  const at = bars.byLine.subarray(first, end).indexOf(bar);
  return bars.byLine[Math.min(end - 1, Math.max(first, first + at + (step === 'next' ? 1 : -1)))] ?? bar;
}

function widestChild(bars: FlameBars, bar: number): number | null {
  const end = bar + (bars.size[bar] ?? 1);
  let found: number | null = null;
  for (let child = bar + 1; child < end; child += bars.size[child] ?? 1) {
    if (found === null || (bars.width[child] ?? 0) > (bars.width[found] ?? 0)) found = child;
  }
  return found;
}
