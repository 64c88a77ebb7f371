import { describe, expect, it } from 'vitest';
import { randomTrace, sampleTrace } from './sample-trees';
import { buildTree, childRows } from './tree';

const ids = (tree: ReturnType<typeof buildTree>): string =>
  tree.spans.map((span, row) => `${'.'.repeat(tree.depth[row] ?? 0)}${span.spanId}`).join(' ');

describe('buildTree', () => {
  it('orders rows by start below their parents, with subtrees as ranges', () => {
    const tree = buildTree(
      sampleTrace(
        { spanId: 'c', parentSpanId: 'a', startUs: 50, durationUs: 10 },
        { spanId: 'b', parentSpanId: 'a', startUs: 10, durationUs: 30, service: 'db' },
        { spanId: 'a', durationUs: 100 },
        { spanId: 'd', parentSpanId: 'b', startUs: 12, durationUs: 5, status: 'error' },
      ),
    );
    expect(ids(tree)).toBe('a .b ..d .c');
    expect([...tree.size]).toEqual([4, 2, 1, 1]);
    expect([...tree.parent]).toEqual([-1, 0, 1, 0]);
    expect([...tree.failedBelow]).toEqual([1, 1, 0, 0]);
    expect([...childRows(tree, 0)]).toEqual([1, 3]);
    expect(tree).toMatchObject({ durationUs: 100, startUs: 1e6, maxDepth: 2, services: ['web', 'db'] });
    expect(tree.warnings.size).toBe(0);
  });

  it('draws a span whose parent is missing as a root, and says so', () => {
    const tree = buildTree(sampleTrace({ spanId: 'a' }, { spanId: 'b', parentSpanId: 'zz', startUs: 5 }));
    expect(ids(tree)).toBe('a b');
    expect([...tree.orphan]).toEqual([0, 1]);
    expect(tree.warnings.get(1)?.[0]).toContain('parent zz is not in this trace');
  });

  it('breaks circles and self parents at the earliest span', () => {
    const tree = buildTree(
      sampleTrace(
        { spanId: 'a', parentSpanId: 'c', startUs: 30 },
        { spanId: 'b', parentSpanId: 'a', startUs: 10 },
        { spanId: 'c', parentSpanId: 'b', startUs: 20 },
        { spanId: 'd', parentSpanId: 'd', startUs: 40 },
        { spanId: 'e', parentSpanId: 'a', startUs: 50 },
      ),
    );
    expect(ids(tree)).toBe('b .c ..a ...e d');
    expect(tree.warnings.get(0)?.[0]).toContain('circle');
    expect(tree.warnings.get(4)?.[0]).toContain('itself');
  });

  it('puts the server half of a shared id below the client half, and children below the server', () => {
    for (const flip of [false, true]) {
      const client = { spanId: 'b', parentSpanId: 'a', kind: 'client', startUs: 1 } as const;
      const server = { spanId: 'b', parentSpanId: 'a', kind: 'server', startUs: 2, service: 'db' } as const;
      const tree = buildTree(
        sampleTrace({ spanId: 'a' }, ...(flip ? [server, client] : [client, server]), {
          spanId: 'c',
          parentSpanId: 'b',
          startUs: 3,
        }),
      );
      expect(ids(tree)).toBe('a .b ..b ...c');
      expect(tree.spans[1]?.kind).toBe('client');
      expect(tree.warnings.size).toBe(0);
    }
  });

  it('keeps other repetitions of an id, with a warning', () => {
    const tree = buildTree(sampleTrace({ spanId: 'a' }, { spanId: 'a' }, { spanId: 'b', parentSpanId: 'a' }));
    expect(tree.spans).toHaveLength(3);
    expect([...tree.warnings.values()].flat().join()).toContain('occurs more than once');
  });

  it('draws zero, negative and missing times with a warning each', () => {
    const tree = buildTree(
      sampleTrace(
        { spanId: 'a' },
        { spanId: 'b', parentSpanId: 'a', startUs: 10, durationUs: 0 },
        { spanId: 'c', parentSpanId: 'a', startUs: 20, durationUs: -5 },
        { spanId: 'd', parentSpanId: 'a', startUs: -1e6, durationUs: 7 },
      ),
    );
    const row = (id: string): number => tree.rowOf.get(id) ?? -1;
    expect(tree.warnings.get(row('b'))).toEqual(['Its duration is zero.']);
    expect(tree.warnings.get(row('c'))?.[0]).toContain('ends 5 µs before it starts');
    expect(tree.duration[row('c')]).toBe(0);
    expect(tree.start[row('d')]).toBe(0);
    expect(tree.warnings.get(row('d'))?.[0]).toContain('no start');
    expect(tree.durationUs).toBe(100);
  });

  it('tells clocks that differ', () => {
    const tree = buildTree(
      sampleTrace(
        { spanId: 'a', startUs: 5000 },
        { spanId: 'b', parentSpanId: 'a', startUs: 2000, service: 'db' },
        { spanId: 'c', parentSpanId: 'a', startUs: 4995, service: 'db' },
      ),
    );
    expect(tree.warnings.get(1)?.[0]).toContain('3000 µs before its parent: the clocks of web and db differ');
    expect(tree.warnings.size).toBe(1);
  });

  it('hangs what follows from another span below it, as asynchronous', () => {
    const link = { traceId: '000000000000001f', spanId: 'a', kind: 'follows-from', attributes: {} } as const;
    const tree = buildTree(
      sampleTrace(
        { spanId: 'a', kind: 'producer' },
        { spanId: 'b', startUs: 10, links: [link] },
        { spanId: 'c', parentSpanId: 'a', kind: 'consumer', startUs: 20 },
      ),
    );
    expect(ids(tree)).toBe('a .b .c');
    expect([...tree.asynchronous]).toEqual([0, 1, 1]);
  });

  it('holds every span once, whatever the shape (seeds 1–50)', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const trace = randomTrace(200, seed);
      const tree = buildTree(trace);
      expect(new Set(tree.spans.map((span) => span.spanId)).size, `seed ${seed}`).toBe(200);
      for (let row = 0; row < 200; row += 1) {
        const parent = tree.parent[row] ?? -1;
        expect(parent).toBeLessThan(row);
        if (parent >= 0) expect(row).toBeLessThan(parent + (tree.size[parent] ?? 0));
      }
    }
  });

  it('stands a chain of 100,000 spans and a parent of as many children', () => {
    const chain = buildTree(randomTrace(100_000, 7, (index) => index - 1));
    expect(chain.maxDepth).toBe(99_999);
    const wide = buildTree(randomTrace(100_000, 7, () => 0));
    expect(wide.maxDepth).toBe(1);
  }, 60_000);

  it('answers an empty trace', () => {
    expect(buildTree(sampleTrace())).toMatchObject({ durationUs: 0, startUs: 0, spans: [] });
  });
});
