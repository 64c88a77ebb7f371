import { describe, expect, it } from 'vitest';
import type { TraceSummary } from '@/lib/traces/contract';
import { clockTicks, layoutScatter, pointAt } from './scatter-layout';

const trace = (part: Partial<TraceSummary>): TraceSummary => ({
  traceId: 'a',
  rootService: 'web',
  rootName: 'GET /',
  startUs: 1_000_050e6,
  durationUs: 1000,
  spans: 4,
  failedSpans: 0,
  rootFailed: false,
  incomplete: false,
  services: [],
  segments: [],
  matchedSpans: 0,
  shape: -1,
  ...part,
});
const size = { width: 500, height: 200, left: 50, right: 10, top: 10, bottom: 20 };
const window = { fromSeconds: 1_000_000, toSeconds: 1_000_100 };

describe('layoutScatter', () => {
  it('puts time on x and duration on y, whichever scale', () => {
    for (const scale of ['log', 'linear'] as const) {
      const { points } = layoutScatter(
        [trace({}), trace({ traceId: 'b', durationUs: 50_000, startUs: 1_000_100e6 })],
        window,
        scale,
        size,
      );
      const of = (id: string) => points.find((point) => point.trace.traceId === id);
      expect(of('a')?.x).toBe(270);
      expect(of('b')?.x).toBe(490);
      expect(of('b')?.y).toBeLessThan(of('a')?.y ?? 0);
      for (const point of points) {
        expect(point.y).toBeGreaterThanOrEqual(size.top);
        expect(point.y).toBeLessThanOrEqual(size.height - size.bottom);
      }
    }
  });

  it('draws failed traces last, and finds the point under the pointer', () => {
    const { points } = layoutScatter(
      [trace({ traceId: 'failed', failedSpans: 1, spans: 40 }), trace({ traceId: 'fine' })],
      window,
      'log',
      size,
    );
    expect(points.at(-1)?.trace.traceId).toBe('failed');
    expect(pointAt(points, 270, points[0]?.y ?? 0)?.trace.traceId).toBe('failed');
    expect(pointAt(points, 400, 10)).toBeNull();
  });

  it('stands no traces, one trace, and a trace of no length', () => {
    expect(layoutScatter([], window, 'log', size).points).toEqual([]);
    const [point] = layoutScatter([trace({ durationUs: 0 })], window, 'log', size).points;
    expect(Number.isFinite(point?.y)).toBe(true);
  });
});

describe('clockTicks', () => {
  it('stands on round clock times', () => {
    expect(clockTicks(61_000, 361_000, 5)).toEqual([120_000, 180_000, 240_000, 300_000, 360_000]);
    expect(clockTicks(0, 10 * 86_400_000, 5)).toHaveLength(6);
  });
});
