import { describe, expect, it } from 'vitest';
import { randomTrace, sampleTrace } from '@/lib/traces/model/sample-trace';
import { FAILED_PIXEL, minimapPixels } from './minimap-pixels';

describe('minimapPixels', () => {
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
