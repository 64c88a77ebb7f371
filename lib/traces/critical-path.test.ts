import { describe, expect, it } from 'vitest';
import { criticalPath } from './critical-path';
import { randomTrace, sampleTrace } from './sample-trees';
import type { Trace } from './search';
import { buildTree, childRows, endOf, type TraceTree } from './tree';

type Section = readonly [string, number, number];

function sections(trace: Trace): Section[] {
  const tree = buildTree(trace);
  const path = criticalPath(tree);
  return [...path.row].map((row, index) => [
    tree.spans[row]?.spanId ?? '',
    path.from[index] ?? 0,
    path.to[index] ?? 0,
  ]);
}

/** The rules read literally, by recursion and by looking at every child each time. */
function reference(tree: TraceTree): Section[] {
  const out: Section[] = [];
  const used = new Set<number>();
  const visit = (row: number, from: number, to: number): void => {
    const kids = [...childRows(tree, row)]
      .filter((child) => tree.asynchronous[child] === 0)
      .map((child) => ({ child, from: tree.start[child] ?? 0, to: endOf(tree, child) }))
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
      if (until > last.to) out.push([tree.spans[row]?.spanId ?? '', last.to, until]);
      visit(last.child, last.from, last.to);
      until = last.from;
    }
    if (until > from) out.push([tree.spans[row]?.spanId ?? '', from, until]);
  };
  for (let row = 0; row < tree.spans.length; row += tree.size[row] ?? 1)
    visit(row, tree.start[row] ?? 0, endOf(tree, row));
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

  it('equals the rules read literally on random traces (seeds 1–400)', () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const tree = buildTree(randomTrace(40, seed));
      const path = criticalPath(tree);
      const found = [...path.row].map(
        (row, index): Section => [tree.spans[row]?.spanId ?? '', path.from[index] ?? 0, path.to[index] ?? 0],
      );
      expect(found.sort(order), `seed ${seed}`).toEqual(reference(tree).sort(order));
    }
  });

  it('is as long as the root, without gaps, when all is synchronous (seeds 1–50)', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const tree = buildTree(randomTrace(60, seed));
      const path = criticalPath(tree);
      expect(path.totalUs, `seed ${seed}`).toBe(tree.duration[0]);
      for (let index = 1; index < path.row.length; index += 1)
        expect(path.from[index]).toBe(path.to[index - 1]);
    }
  });

  it('stands a chain of 100,000 spans and a parent of as many children', () => {
    for (const pick of [(index: number) => index - 1, () => 0]) {
      const tree = buildTree(randomTrace(100_000, 3, pick));
      expect(criticalPath(tree).totalUs).toBe(tree.duration[0]);
    }
  }, 60_000);

  it('finds the sections of one row by its index', () => {
    const tree = buildTree(
      sampleTrace(
        { spanId: 'root', durationUs: 100 },
        { spanId: 'a', parentSpanId: 'root', startUs: 10, durationUs: 20 },
      ),
    );
    const path = criticalPath(tree);
    const mine = [...path.byRow.subarray(path.offset[0], path.offset[1])];
    expect(mine.map((index) => [path.from[index], path.to[index]])).toEqual([
      [0, 10],
      [30, 100],
    ]);
    expect([...path.ownUs]).toEqual([80, 20]);
  });
});
