import { describe, expect, it } from 'vitest';
import { randomTrace, sampleTrace } from '@/lib/traces/sample-trees';
import { buildTree } from '@/lib/traces/tree';
import { allCollapsed, movedRows, positionOf, revealed, toggled, visibleRows } from './visible-rows';

const tree = buildTree(
  sampleTrace(
    { spanId: 'a' },
    { spanId: 'b', parentSpanId: 'a', startUs: 1 },
    { spanId: 'c', parentSpanId: 'b', startUs: 2 },
    { spanId: 'd', parentSpanId: 'c', startUs: 3 },
    { spanId: 'e', parentSpanId: 'a', startUs: 4 },
  ),
);

describe('visibleRows', () => {
  it('leaves out what lies below a collapsed row', () => {
    expect([...visibleRows(tree, new Set())]).toEqual([0, 1, 2, 3, 4]);
    expect([...visibleRows(tree, new Set([1]))]).toEqual([0, 1, 4]);
    expect([...visibleRows(tree, new Set([0, 1]))]).toEqual([0]);
    expect([...visibleRows(tree, allCollapsed(tree))]).toEqual([0, 1, 4]);
  });

  it('finds the position of a row, or of the row that hides it', () => {
    const visible = visibleRows(tree, new Set([1]));
    expect([0, 1, 2, 3, 4].map((row) => positionOf(visible, row))).toEqual([0, 1, 1, 1, 2]);
  });

  it('opens all that hides a row, and nothing else', () => {
    expect([...revealed(tree, new Set([1, 2, 4]), 3)]).toEqual([4]);
    const same = new Set([4]);
    expect(revealed(tree, same, 3)).toBe(same);
    expect([...toggled(toggled(new Set(), 1), 1)]).toEqual([]);
  });

  it('finds folded rows again when more of the trace has arrived', () => {
    const grown = buildTree(
      sampleTrace(
        { spanId: 'a' },
        { spanId: 'new', parentSpanId: 'a' },
        { spanId: 'c', parentSpanId: 'a', startUs: 2 },
      ),
    );
    expect([...movedRows(tree, grown, new Set([1, 2]))]).toEqual([2]);
  });

  it('visits only what is shown, however many rows there are', () => {
    const large = buildTree(randomTrace(10_000, 1));
    expect(visibleRows(large, new Set([0]))).toHaveLength(1);
  });
});
