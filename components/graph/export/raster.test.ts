import { describe, expect, it } from 'vitest';
import { rasterScale } from './raster';

describe('rasterScale', () => {
  it('is two for pictures that fit a canvas at that', () => {
    expect(rasterScale(1400, 900)).toBe(2);
  });

  it('keeps the longest side and the number of pixels within what browsers draw', () => {
    for (const [width, height] of [
      [12_000, 300],
      [300, 60_000],
      [9_000, 9_000],
    ] as const) {
      const scale = rasterScale(width, height);
      expect(scale).toBeGreaterThan(0);
      expect(Math.max(width, height) * scale).toBeLessThanOrEqual(16_384 + 1e-6);
      expect(width * height * scale * scale).toBeLessThanOrEqual(100_000_000 + 1);
    }
  });
});
