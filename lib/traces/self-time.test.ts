import { describe, expect, it } from 'vitest';
import { criticalPath } from './critical-path';
import { randomTrace, sampleTrace } from './sample-trees';
import { selfTimes } from './self-time';
import { serviceStatistics } from './statistics';
import { buildTree, childRows, endOf } from './tree';

describe('selfTimes', () => {
  it('takes off the union of the children, within the span', () => {
    const tree = buildTree(
      sampleTrace(
        { spanId: 'root', startUs: 10, durationUs: 100 },
        { spanId: 'a', parentSpanId: 'root', startUs: 20, durationUs: 30 },
        { spanId: 'b', parentSpanId: 'root', startUs: 40, durationUs: 20 },
        { spanId: 'c', parentSpanId: 'root', startUs: 100, durationUs: 500 },
      ),
    );
    expect([...selfTimes(tree)]).toEqual([50, 30, 20, 500]);
  });

  it('does not take off what the span does not wait for', () => {
    const tree = buildTree(
      sampleTrace(
        { spanId: 'root', kind: 'producer' },
        { spanId: 'a', parentSpanId: 'root', kind: 'consumer', startUs: 20, durationUs: 30 },
      ),
    );
    expect(selfTimes(tree)[0]).toBe(100);
  });

  it('equals counting microsecond by microsecond (seeds 1–40)', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const tree = buildTree(randomTrace(12, seed));
      const self = selfTimes(tree);
      for (let row = 0; row < tree.spans.length; row += 1) {
        const points = [tree.start[row] ?? 0, endOf(tree, row)];
        const kids = [...childRows(tree, row)].filter((child) => tree.asynchronous[child] === 0);
        for (const child of kids) points.push(tree.start[child] ?? 0, endOf(tree, child));
        const inside = points
          .map((point) => Math.min(Math.max(point, tree.start[row] ?? 0), endOf(tree, row)))
          .sort((a, b) => a - b);
        let free = 0;
        for (let index = 1; index < inside.length; index += 1) {
          const middle = ((inside[index - 1] ?? 0) + (inside[index] ?? 0)) / 2;
          const covered = kids.some(
            (child) => (tree.start[child] ?? 0) <= middle && endOf(tree, child) >= middle,
          );
          if (!covered) free += (inside[index] ?? 0) - (inside[index - 1] ?? 0);
        }
        expect(self[row], `seed ${seed}, row ${row}`).toBe(free);
      }
    }
  });
});

describe('serviceStatistics', () => {
  it('sums spans, failures, self time and critical time per service', () => {
    const tree = buildTree(
      sampleTrace(
        { spanId: 'root', durationUs: 100 },
        { spanId: 'a', parentSpanId: 'root', startUs: 10, durationUs: 80, service: 'db', status: 'error' },
        { spanId: 'b', parentSpanId: 'a', startUs: 20, durationUs: 10, service: 'web' },
      ),
    );
    expect(serviceStatistics(tree, selfTimes(tree), criticalPath(tree))).toEqual([
      { service: 1, name: 'db', spans: 1, failed: 1, selfUs: 70, criticalUs: 70 },
      { service: 0, name: 'web', spans: 2, failed: 0, selfUs: 30, criticalUs: 30 },
    ]);
  });
});
