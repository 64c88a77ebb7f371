import { describe, expect, it } from 'vitest';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import { isSameReading, nextLook } from './growing';

const whole = sampleTrace({ spanId: '000000000000000a', durationUs: 1000 });
const orphaned = sampleTrace({ spanId: '000000000000000b', parentSpanId: '00000000000000ff' });
const endMs = (trace: typeof whole): number => Number(trace.baseNs / 1_000_000n) + trace.totalNs / 1e6;

describe('a trace that may still grow', () => {
  it('is looked at again while it is young', () => {
    expect(nextLook(whole, endMs(whole) + 5_000, 0)).toBe(3_000);
    expect(nextLook(whole, endMs(whole) + 61_000, 0)).toBeNull();
  });

  it('is waited for longer where parents are missing', () => {
    expect(nextLook(orphaned, endMs(orphaned) + 61_000, 0)).toBe(3_000);
    expect(nextLook(orphaned, endMs(orphaned) + 601_000, 0)).toBeNull();
  });

  it('is asked for less and less while nothing comes, and then no more', () => {
    const waits = [0, 1, 2, 3, 4, 5].map((same) => nextLook(whole, endMs(whole), same));
    expect(waits).toEqual([3_000, 6_000, 12_000, 24_000, 24_000, null]);
  });

  it('is drawn anew only when something came', () => {
    expect(isSameReading(whole, sampleTrace({ spanId: '000000000000000a', durationUs: 1000 }))).toBe(true);
    const more = sampleTrace(
      { spanId: '000000000000000a', durationUs: 1000 },
      { spanId: '000000000000000b', parentSpanId: '000000000000000a' },
    );
    expect(isSameReading(whole, more)).toBe(false);
  });
});
