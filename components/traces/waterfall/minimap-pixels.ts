/** The whole trace in a few thousand pixels: rows are put into a grid first, so that 100,000 spans cost one pass. Pure. */
import { endNs, FAILED, hasFlag, type Trace } from '@/lib/traces/model/trace';

/** In a pixel that shows a failed span. */
export const FAILED_PIXEL = 255;

/** One byte per pixel, row by row: 0 empty, `FAILED_PIXEL`, else the position of a service's series (1–10). */
export function minimapPixels(
  trace: Trace,
  series: readonly number[],
  width: number,
  height: number,
): Uint8Array {
  const pixels = new Uint8Array(width * height);
  const count = trace.count;
  if (count === 0 || width <= 0 || height <= 0) return pixels;
  const perRow = height / count;
  // Few spans get lines of two pixels with air between, many share a line.
  const thickness = perRow >= 3 ? 2 : 1;
  const topOf = (row: number): number => Math.min(height - thickness, Math.floor(row * Math.min(perRow, 4)));
  const painter = linePainter(trace, series, width);
  for (let first = 0; first < count; ) {
    const top = topOf(first);
    let end = first + 1;
    while (end < count && topOf(end) === top) end += 1;
    const start = top * width;
    painter(pixels.subarray(start, start + width), first, end);
    if (thickness === 2) pixels.copyWithin(start + width, start, start + width);
    first = end;
  }
  return pixels;
}

/**
 * Paints the rows from `first` up to `end` into one line. What lies on top is painted first, and a painted pixel is
 * stepped over, so thousands of long spans on a line cost hardly more than the line: this runs while the page waits.
 */
function linePainter(trace: Trace, series: readonly number[], width: number) {
  const toX = (width - 1) / Math.max(trace.totalNs, 1);
  // From each pixel the way to the next that is free; itself where it is free.
  const next = new Int32Array(width + 1);
  const freeFrom = (x: number): number => {
    let free = x;
    while (next[free] !== free) free = next[free] ?? width;
    for (let at = x; at !== free; ) {
      const step = next[at] ?? width;
      next[at] = free;
      at = step;
    }
    return free;
  };
  return (line: Uint8Array, first: number, end: number): void => {
    for (let x = 0; x <= width; x += 1) next[x] = x;
    const paint = (row: number, value: number): void => {
      const from = Math.floor((trace.startNs[row] ?? 0) * toX);
      const to = Math.min(width - 1, Math.max(from, Math.floor(endNs(trace, row) * toX)));
      for (let x = freeFrom(from); x <= to; x = freeFrom(x)) {
        line[x] = value;
        next[x] = x + 1;
      }
    };
    for (let row = first; row < end; row += 1) if (hasFlag(trace, row, FAILED)) paint(row, FAILED_PIXEL);
    for (let row = end - 1; row >= first; row -= 1) paint(row, series[trace.service[row] ?? 0] ?? 8);
  };
}
