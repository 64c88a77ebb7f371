import { describe, expect, it } from 'vitest';
import { criticalPath } from './critical-path';
import { randomTrace, sampleTrace, sampleWord } from './model/sample-trace';
import { spanIdOf } from './model/span-ids';
import { ASYNCHRONOUS, childRows, endNs, hasFlag, type Trace } from './model/trace';

type Section = readonly [string, number, number];

function sections(trace: Trace): Section[] {
  const path = criticalPath(trace);
  return [...path.row].map((row, index) => [
    sampleWord(spanIdOf(trace, row)),
    (path.fromNs[index] ?? 0) / 1000,
    (path.toNs[index] ?? 0) / 1000,
  ]);
}

/** The rules read literally, by recursion and by looking at every child each time. */
function reference(trace: Trace): Section[] {
  const out: Section[] = [];
  const used = new Set<number>();
  const visit = (row: number, from: number, to: number): void => {
    const kids = [...childRows(trace, row)]
      .filter((child) => !hasFlag(trace, child, ASYNCHRONOUS))
      .map((child) => ({ child, from: trace.startNs[child] ?? 0, to: endNs(trace, child) }))
      .filter((kid) => kid.from < to && !(kid.from < from && kid.to <= from))
      .map((kid) => ({ ...kid, from: Math.max(kid.from, from), to: Math.min(kid.to, to) }));
    let until = to;
    for (;;) {
      const last = kids
        .filter((kid) => kid.to <= until && !used.has(kid.child))
        .reduce<(typeof kids)[number] | null>(
          (best, kid) => (best === null || kid.to > best.to ? kid : best),
          null,
        );
      if (last === null) break;
      used.add(last.child);
      if (until > last.to) out.push([spanIdOf(trace, row), last.to, until]);
      visit(last.child, last.from, last.to);
      until = last.from;
    }
    if (until > from) out.push([spanIdOf(trace, row), from, until]);
  };
  for (let row = 0; row < trace.count; row += trace.size[row] ?? 1)
    visit(row, trace.startNs[row] ?? 0, endNs(trace, row));
  return out;
}

const order = (a: Section, b: Section): number => a[1] - b[1] || a[2] - b[2] || a[0].localeCompare(b[0]);

describe('criticalPath', () => {
  it('follows the child that ends last, and what came before it', () => {
    expect(
      sections(
        sampleTrace(
          { spanId: 'root', durationUs: 100 },
          { spanId: 'fast', parentSpanId: 'root', startUs: 10, durationUs: 20 },
          { spanId: 'slow', parentSpanId: 'root', startUs: 15, durationUs: 60 },
          { spanId: 'first', parentSpanId: 'root', startUs: 2, durationUs: 6 },
        ),
      ),
    ).toEqual([
      ['root', 0, 2],
      ['first', 2, 8],
      ['root', 8, 15],
      ['slow', 15, 75],
      ['root', 75, 100],
    ]);
  });

  it('takes both of two children that touch', () => {
    expect(
      sections(
        sampleTrace(
          { spanId: 'root', durationUs: 10 },
          { spanId: 'a', parentSpanId: 'root', startUs: 0, durationUs: 5 },
          { spanId: 'b', parentSpanId: 'root', startUs: 5, durationUs: 5 },
        ),
      ),
    ).toEqual([
      ['a', 0, 5],
      ['b', 5, 10],
    ]);
  });

  it('leaves out what nobody waits for', () => {
    expect(
      sections(
        sampleTrace(
          { spanId: 'root', durationUs: 100, kind: 'producer' },
          { spanId: 'job', parentSpanId: 'root', kind: 'consumer', startUs: 10, durationUs: 80 },
        ),
      ),
    ).toEqual([['root', 0, 100]]);
  });

  it('clips children to their parents, and leaves out those outside', () => {
    expect(
      sections(
        sampleTrace(
          { spanId: 'root', startUs: 50, durationUs: 50 },
          { spanId: 'early', parentSpanId: 'root', startUs: 40, durationUs: 20 },
          { spanId: 'before', parentSpanId: 'root', startUs: 10, durationUs: 5 },
          { spanId: 'late', parentSpanId: 'root', startUs: 90, durationUs: 50 },
          { spanId: 'after', parentSpanId: 'root', startUs: 100, durationUs: 5 },
        ),
      ).map(([id, from, to]) => [id, from + 10, to + 10]),
    ).toEqual([
      ['early', 50, 60],
      ['root', 60, 90],
      ['late', 90, 100],
    ]);
  });

  it('equals the rules read literally on random traces (seeds 1–3,000)', () => {
    for (let seed = 1; seed <= 3000; seed += 1) {
      const trace = randomTrace(5 + (seed % 40), seed);
      const path = criticalPath(trace);
      const found = [...path.row].map(
        (row, index): Section => [spanIdOf(trace, row), path.fromNs[index] ?? 0, path.toNs[index] ?? 0],
      );
      expect(found.sort(order), `seed ${seed}`).toEqual(reference(trace).sort(order));
    }
  }, 60_000);

  it('is as long as the root, without gaps, when all is synchronous (seeds 1–50)', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const trace = randomTrace(60, seed);
      const path = criticalPath(trace);
      expect(path.totalNs, `seed ${seed}`).toBe(trace.durationNs[0]);
      for (let index = 1; index < path.row.length; index += 1)
        expect(path.fromNs[index]).toBe(path.toNs[index - 1]);
    }
  });

  it('stands a chain of 100,000 spans and a parent of as many children', () => {
    for (const pick of [(index: number) => index - 1, () => 0]) {
      const trace = randomTrace(100_000, 3, pick);
      expect(criticalPath(trace).totalNs).toBe(trace.durationNs[0]);
    }
  }, 60_000);

  it('finds the sections of one row by its index', () => {
    const trace = sampleTrace(
      { spanId: 'root', durationUs: 100 },
      { spanId: 'a', parentSpanId: 'root', startUs: 10, durationUs: 20 },
    );
    const path = criticalPath(trace);
    const mine = [...path.byRow.subarray(path.offset[0], path.offset[1])];
    expect(mine.map((index) => [path.fromNs[index], path.toNs[index]])).toEqual([
      [0, 10_000],
      [30_000, 100_000],
    ]);
    expect([...path.ownNs]).toEqual([80_000, 20_000]);
  });
});
