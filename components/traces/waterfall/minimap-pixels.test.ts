import { describe, expect, it } from 'vitest';
import { randomTrace, sampleTrace } from '@/lib/traces/model/sample-trace';
import { endNs, FAILED, hasFlag, type Trace } from '@/lib/traces/model/trace';
import { FAILED_PIXEL, minimapPixels } from './minimap-pixels';

/** As the picture is meant: span after span over what is there, failures over all. */
function paintedOver(trace: Trace, series: readonly number[], width: number, height: number): number[] {
  const pixels = new Array<number>(width * height).fill(0);
  for (const failedOnes of [false, true]) {
    for (let row = 0; row < trace.count; row += 1) {
      if (hasFlag(trace, row, FAILED) !== failedOnes) continue;
      const toX = (width - 1) / trace.totalNs;
      const from = Math.floor((trace.startNs[row] ?? 0) * toX);
      const to = Math.max(from, Math.floor(endNs(trace, row) * toX));
      const top = Math.floor((row * height) / trace.count);
      const value = failedOnes ? FAILED_PIXEL : (series[trace.service[row] ?? 0] ?? 8);
      pixels.fill(value, top * width + from, top * width + to + 1);
    }
  }
  return pixels;
}

describe('minimapPixels', () => {
  it('is what painting one span after the other gives', () => {
    const trace = randomTrace(3000, 11);
    const series = trace.services.map((_, index) => (index % 9) + 1);
    expect([...minimapPixels(trace, series, 211, 48)]).toEqual(paintedOver(trace, series, 211, 48));
  });

  it('draws each span in its row and time, failures on top', () => {
    const trace = sampleTrace(
      { spanId: 'a', durationUs: 100 },
      { spanId: 'b', parentSpanId: 'a', startUs: 50, durationUs: 50, status: 'error', service: 'db' },
    );
    const pixels = minimapPixels(trace, [3, 4], 10, 20);
    expect([...pixels.subarray(0, 10)]).toEqual(new Array(10).fill(3));
    expect(pixels[4 * 10]).toBe(0);
    expect(pixels[4 * 10 + 9]).toBe(FAILED_PIXEL);
  });

  it('keeps a failure visible among many spans, and stays within its size', () => {
    const trace = randomTrace(20_000, 4);
    const pixels = minimapPixels(trace, [1, 2, 3], 300, 40);
    expect(pixels).toHaveLength(12_000);
    expect(pixels.includes(FAILED_PIXEL)).toBe(true);
    expect(minimapPixels(sampleTrace(), [], 10, 10).every((pixel) => pixel === 0)).toBe(true);
  });
});
