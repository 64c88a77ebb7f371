import { describe, expect, it } from 'vitest';
import { warningsOf } from './read-row';
import { randomTrace, sampleId, sampleTrace, sampleWord } from './sample-trace';
import { rowOf, spanIdOf } from './span-ids';
import {
  ASYNCHRONOUS,
  CIRCULAR,
  childRows,
  DUPLICATE_ID,
  NO_DURATION,
  NO_START,
  ORPHAN,
  SERVER_HALF,
  type Trace,
} from './trace';

const words = (trace: Trace): string =>
  Array.from(
    { length: trace.count },
    (_, row) => '.'.repeat(trace.depth[row] ?? 0) + sampleWord(spanIdOf(trace, row)),
  ).join(' ');
const flagged = (trace: Trace, flag: number): number[] =>
  [...trace.flags.keys()].filter((row) => ((trace.flags[row] ?? 0) & flag) !== 0);
const said = (trace: Trace, row: number): string => warningsOf(trace, row).join(' ');

describe('arrangeTrace', () => {
  it('orders rows by start below their parents, with subtrees as ranges', () => {
    const trace = sampleTrace(
      { spanId: 'c', parentSpanId: 'a', startUs: 50, durationUs: 10 },
      { spanId: 'b', parentSpanId: 'a', startUs: 10, durationUs: 30, service: 'db' },
      { spanId: 'a', durationUs: 100 },
      { spanId: 'd', parentSpanId: 'b', startUs: 12, durationUs: 5, status: 'error' },
    );
    expect(words(trace)).toBe('a .b ..d .c');
    expect([...trace.size]).toEqual([4, 2, 1, 1]);
    expect([...trace.parent]).toEqual([-1, 0, 1, 0]);
    expect([...trace.failedBelow]).toEqual([1, 1, 0, 0]);
    expect([...childRows(trace, 0)]).toEqual([1, 3]);
    expect([...trace.startNs]).toEqual([0, 10_000, 12_000, 50_000]);
    expect(trace).toMatchObject({
      totalNs: 100_000,
      baseNs: 1_000_000_000n,
      maxDepth: 2,
      services: ['web', 'db'],
    });
    expect(trace.notes.value).toHaveLength(0);
  });

  it('draws a span whose parent is missing as a root, and says so', () => {
    const trace = sampleTrace({ spanId: 'a' }, { spanId: 'b', parentSpanId: 'zz', startUs: 5 });
    expect(words(trace)).toBe('a b');
    expect(flagged(trace, ORPHAN)).toEqual([1]);
    expect(said(trace, 1)).toContain(`parent ${sampleId('zz')} is not in this trace`);
  });

  it('breaks circles and self parents at the earliest span', () => {
    const trace = sampleTrace(
      { spanId: 'a', parentSpanId: 'c', startUs: 30 },
      { spanId: 'b', parentSpanId: 'a', startUs: 10 },
      { spanId: 'c', parentSpanId: 'b', startUs: 20 },
      { spanId: 'd', parentSpanId: 'd', startUs: 40 },
      { spanId: 'e', parentSpanId: 'a', startUs: 50 },
    );
    expect(words(trace)).toBe('b .c ..a ...e d');
    expect(flagged(trace, CIRCULAR)).toEqual([0, 4]);
    expect(said(trace, 0)).toContain('circle');
    expect(said(trace, 4)).toContain('itself');
  });

  it('puts the server half of a shared id below the client half, and children below the server', () => {
    for (const flip of [false, true]) {
      const client = { spanId: 'b', parentSpanId: 'a', kind: 'client', startUs: 1 } as const;
      const server = { spanId: 'b', parentSpanId: 'a', kind: 'server', startUs: 2, service: 'db' } as const;
      const trace = sampleTrace({ spanId: 'a' }, ...(flip ? [server, client] : [client, server]), {
        spanId: 'c',
        parentSpanId: 'b',
        startUs: 3,
      });
      expect(words(trace)).toBe('a .b ..b ...c');
      expect(flagged(trace, SERVER_HALF)).toEqual([2]);
      expect(rowOf(trace, sampleId('b'))).toBe(2);
      expect(trace.notes.value).toHaveLength(0);
    }
  });

  it('keeps other repetitions of an id, with a note', () => {
    const trace = sampleTrace({ spanId: 'a' }, { spanId: 'a' }, { spanId: 'b', parentSpanId: 'a' });
    expect(trace.count).toBe(3);
    expect(flagged(trace, DUPLICATE_ID)).toHaveLength(1);
    expect(said(trace, flagged(trace, DUPLICATE_ID)[0] ?? -1)).toContain('occurs more than once');
  });

  it('draws negative, absurd and missing times with a note each', () => {
    const trace = sampleTrace(
      { spanId: 'a' },
      { spanId: 'b', parentSpanId: 'a', startUs: 10, durationUs: 0 },
      { spanId: 'c', parentSpanId: 'a', startUs: 20, durationUs: -5 },
      { spanId: 'd', parentSpanId: 'a', startUs: -1e6, durationUs: 7 },
      { spanId: 'e', parentSpanId: 'a', startUs: 30, durationUs: Number.POSITIVE_INFINITY },
      { spanId: 'f', parentSpanId: 'a', startUs: 40, durationUs: Number.NaN },
      { spanId: 'g', parentSpanId: 'a', startUs: 1e15, durationUs: 1 },
    );
    const row = (word: string): number => rowOf(trace, sampleId(word)) ?? -1;
    expect(said(trace, row('b'))).toBe('');
    expect(said(trace, row('c'))).toContain('ends 5 µs before it starts');
    expect(said(trace, row('e'))).toContain('lasted Infinity s');
    expect(said(trace, row('f'))).toContain('no duration');
    expect(flagged(trace, NO_DURATION)).toEqual([row('c'), row('e'), row('f')]);
    expect(said(trace, row('d'))).toContain('no start');
    expect(said(trace, row('g'))).toContain('started on 2001-09-09');
    expect(flagged(trace, NO_START)).toEqual([row('d'), row('g')].sort());
    expect(trace.totalNs).toBe(100_000);
  });

  it('leaves out of the reckoning one span that claims another year, even where it comes first', () => {
    const trace = sampleTrace(
      { spanId: 'old', startUs: 0, durationUs: 10 },
      { spanId: 'a', startUs: 1e13 },
      { spanId: 'b', parentSpanId: 'a', startUs: 1e13 + 5 },
    );
    expect(trace.totalNs).toBe(105_000);
    expect(flagged(trace, NO_START)).toHaveLength(1);
  });

  it('tells clocks that differ within one host', () => {
    const trace = sampleTrace(
      { spanId: 'a', startUs: 5000 },
      { spanId: 'b', parentSpanId: 'a', startUs: 2000, service: 'db' },
      { spanId: 'c', parentSpanId: 'a', startUs: 4995, service: 'db' },
    );
    expect(said(trace, 1)).toContain('3000 µs before its parent: the clocks of web and db differ');
    expect(said(trace, 2)).toBe('');
  });

  it('hangs what follows from another span below it, as asynchronous', () => {
    const link = {
      traceId: '000000000000001f',
      spanId: sampleId('a'),
      kind: 'follows-from',
      attributes: {},
    } as const;
    const trace = sampleTrace(
      { spanId: 'a', kind: 'producer' },
      { spanId: 'b', startUs: 10, links: [link] },
      { spanId: 'c', parentSpanId: 'a', kind: 'consumer', startUs: 20 },
      { spanId: 'd', parentSpanId: 'gone', startUs: 30, links: [link] },
    );
    expect(words(trace)).toBe('a .b .c .d');
    expect(flagged(trace, ASYNCHRONOUS)).toEqual([1, 2, 3]);
    expect(flagged(trace, ORPHAN)).toEqual([]);
  });

  it('holds every span once, whatever the shape (seeds 1–50)', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const trace = randomTrace(200, seed);
      const ids = Array.from({ length: 200 }, (_, row) => spanIdOf(trace, row));
      expect(new Set(ids).size, `seed ${seed}`).toBe(200);
      const faults: string[] = [];
      for (let row = 0; row < 200; row += 1) {
        const parent = trace.parent[row] ?? -1;
        const before = trace.parent[row - 1] === parent ? row - 1 : row;
        if (parent >= row) faults.push(`${row} stands before its parent ${parent}`);
        if (rowOf(trace, ids[row] ?? '') !== row) faults.push(`${row} is not found by its id`);
        if (parent >= 0 && row >= parent + (trace.size[parent] ?? 0))
          faults.push(`${row} is not below ${parent}`);
        if ((trace.startNs[before] ?? 0) > (trace.startNs[row] ?? 0))
          faults.push(`${row} starts before ${before}`);
      }
      expect(faults, `seed ${seed}`).toEqual([]);
    }
  }, 60_000);

  it('stands a chain of 100,000 spans and a parent of as many children', () => {
    const chain = randomTrace(100_000, 7, (index) => index - 1);
    expect(chain.maxDepth).toBe(99_999);
    const wide = randomTrace(100_000, 7, () => 0);
    expect(wide.maxDepth).toBe(1);
  }, 60_000);

  it('answers an empty trace', () => {
    expect(sampleTrace()).toMatchObject({ totalNs: 0, baseNs: 0n, count: 0 });
  });
});
