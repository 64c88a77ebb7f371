import { describe, expect, it } from 'vitest';
import { stripLength, stripSpan, stripStep } from './strip-span';

const NOW = 1_700_000_010;
const limits = { nowSeconds: NOW, retentionSeconds: null, stepSeconds: 60 };
const last = { fromSeconds: NOW - 600, toSeconds: NOW };

describe('the span of the strip', () => {
  it('is twelve windows up to now', () => {
    const span = stripSpan(last, null, limits);
    expect(span.toSeconds - span.fromSeconds).toBe(7200);
    expect(span.toSeconds).toBe(Math.ceil(NOW / 60) * 60);
  });

  it('is no longer than metrics are kept, and never shorter than the window', () => {
    expect(stripLength(600, 3600)).toBe(3600);
    expect(stripLength(600, 300)).toBe(600);
    const kept = stripSpan(last, null, { ...limits, retentionSeconds: 3600 });
    expect(kept.fromSeconds).toBeGreaterThanOrEqual(NOW - 3600);
  });

  it('stands still while the window moves within it', () => {
    const there = { fromSeconds: NOW - 50_000, toSeconds: NOW - 49_400 };
    const span = stripSpan(there, null, limits);
    const moved = { fromSeconds: there.fromSeconds - 900, toSeconds: there.toSeconds - 900 };
    expect(stripSpan(moved, span, limits)).toBe(span);
  });

  it('stays at now while the window moves back in it', () => {
    const span = stripSpan(last, null, limits);
    const back = { fromSeconds: NOW - 3600, toSeconds: NOW - 3000 };
    expect(stripSpan(back, span, limits)).toEqual(span);
  });

  it('follows a window that leaves it, and shows more of what came before', () => {
    const span = stripSpan(last, null, limits);
    const far = { fromSeconds: NOW - 90_000, toSeconds: NOW - 89_400 };
    const there = stripSpan(far, span, limits);
    expect(there.fromSeconds).toBeLessThan(far.fromSeconds);
    expect(there.toSeconds).toBeGreaterThan(far.toSeconds);
    expect(far.fromSeconds - there.fromSeconds).toBeGreaterThan(there.toSeconds - far.toSeconds);
  });

  it('does not change its scale for a window that was made somewhat longer', () => {
    const there = { fromSeconds: NOW - 50_000, toSeconds: NOW - 49_400 };
    const span = stripSpan(there, null, limits);
    expect(stripSpan({ ...there, toSeconds: there.toSeconds + 300 }, span, limits)).toBe(span);
  });

  it('has points no denser than scrapes', () => {
    expect(stripStep(7200, 15)).toBe(60);
    expect(stripStep(600, 15)).toBe(15);
  });
});
