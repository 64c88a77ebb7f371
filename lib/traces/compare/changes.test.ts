import { describe, expect, it } from 'vitest';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import { alignTraces } from './align';
import { CHANGES, changeColumns, visibleRows, withAncestors } from './changes';

const a = sampleTrace(
  { spanId: 'a', name: 'root', durationUs: 1000 },
  { spanId: 'b', parentSpanId: 'a', name: 'slow', startUs: 10, durationUs: 100 },
  { spanId: 'c', parentSpanId: 'a', name: 'gone', startUs: 200, durationUs: 50 },
  { spanId: 'd', parentSpanId: 'a', name: 'hardly', startUs: 300, durationUs: 20 },
);
const b = sampleTrace(
  { spanId: 'a', name: 'root', durationUs: 1020 },
  { spanId: 'b', parentSpanId: 'a', name: 'slow', startUs: 10, durationUs: 300 },
  { spanId: 'd', parentSpanId: 'a', name: 'hardly', startUs: 350, durationUs: 25 },
  { spanId: 'e', parentSpanId: 'a', name: 'new', startUs: 400, durationUs: 5, status: 'error' },
);
const alignment = alignTraces(a, b);
const columns = changeColumns(a, b, alignment);

describe('changeColumns', () => {
  it('calls slower what differs by a tenth of the span and a hundredth of the trace, and the rest the same', () => {
    const named = Object.fromEntries(
      [...columns.change].map((change, row) => [
        (alignment.a[row] ?? -1) >= 0
          ? a.names[a.name[alignment.a[row] ?? 0] ?? 0]
          : b.names[b.name[alignment.b[row] ?? 0] ?? 0],
        CHANGES[change],
      ]),
    );
    expect(named).toEqual({ root: 'same', slow: 'slower', gone: 'removed', hardly: 'same', new: 'added' });
    expect(columns.counts).toEqual([1, 0, 1, 1, 2]);
    expect(columns.changed).toBe(3);
  });

  it('notices a span that failed on one side only', () => {
    const failed = sampleTrace({ spanId: 'a', name: 'root', durationUs: 1000, status: 'error' });
    const fine = sampleTrace({ spanId: 'a', name: 'root', durationUs: 1000 });
    const found = changeColumns(fine, failed, alignTraces(fine, failed));
    expect([...found.outcome]).toEqual([1]);
    expect(found.changed).toBe(1);
  });
});

describe('visibleRows', () => {
  it('leaves out what is below a folded row, and what is not kept but for the way to it', () => {
    expect([...visibleRows(alignment, new Set([0]), null)]).toEqual([0]);
    const kept = withAncestors(alignment, (row) => CHANGES[columns.change[row] ?? 0] === 'added');
    expect(visibleRows(alignment, new Set(), kept)).toHaveLength(2);
    expect(visibleRows(alignment, new Set(), null)).toHaveLength(5);
  });
});
