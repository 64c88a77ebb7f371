import { describe, expect, it } from 'vitest';
import { randomTrace, sampleTrace } from '@/lib/traces/model/sample-trace';
import { allCollapsed, movedRows, positionOf, revealed, toggled, visibleRows } from './visible-rows';

const trace = sampleTrace(
  { spanId: 'a' },
  { spanId: 'b', parentSpanId: 'a', startUs: 1 },
  { spanId: 'c', parentSpanId: 'b', startUs: 2 },
  { spanId: 'd', parentSpanId: 'c', startUs: 3 },
  { spanId: 'e', parentSpanId: 'a', startUs: 4 },
);

describe('visibleRows', () => {
  it('leaves out what lies below a collapsed row', () => {
    expect([...visibleRows(trace, new Set())]).toEqual([0, 1, 2, 3, 4]);
    expect([...visibleRows(trace, new Set([1]))]).toEqual([0, 1, 4]);
    expect([...visibleRows(trace, new Set([0, 1]))]).toEqual([0]);
    expect([...visibleRows(trace, allCollapsed(trace))]).toEqual([0, 1, 4]);
  });

  it('finds the position of a row, or of the row that hides it', () => {
    const visible = visibleRows(trace, new Set([1]));
    expect([0, 1, 2, 3, 4].map((row) => positionOf(visible, row))).toEqual([0, 1, 1, 1, 2]);
  });

  it('opens all that hides a row, and nothing else', () => {
    expect([...revealed(trace, new Set([1, 2, 4]), 3)]).toEqual([4]);
    const same = new Set([4]);
    expect(revealed(trace, same, 3)).toBe(same);
    expect([...toggled(toggled(new Set(), 1), 1)]).toEqual([]);
  });

  it('finds folded rows again when more of the trace has arrived', () => {
    const grown = sampleTrace(
      { spanId: 'a' },
      { spanId: 'new', parentSpanId: 'a' },
      { spanId: 'c', parentSpanId: 'a', startUs: 2 },
    );
    expect([...movedRows(trace, grown, new Set([1, 2]))]).toEqual([2]);
  });

  it('visits only what is shown, however many rows there are', () => {
    const large = randomTrace(10_000, 1);
    expect(visibleRows(large, new Set([0]))).toHaveLength(1);
  });
});
