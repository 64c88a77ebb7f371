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
  const toX = (width - 1) / Math.max(trace.totalNs, 1);
  for (let row = 0; row < count; row += 1) {
    const from = Math.floor((trace.startNs[row] ?? 0) * toX);
    const to = Math.max(from, Math.floor(endNs(trace, row) * toX));
    const failed = hasFlag(trace, row, FAILED);
    const value = failed ? FAILED_PIXEL : (series[trace.service[row] ?? 0] ?? 8);
    const top = Math.min(height - thickness, Math.floor(row * Math.min(perRow, 4)));
    for (let line = top; line < top + thickness; line += 1) {
      const offset = line * width;
      for (let x = from; x <= to; x += 1) {
        if (failed || pixels[offset + x] !== FAILED_PIXEL) pixels[offset + x] = value;
      }
    }
  }
  return pixels;
}
