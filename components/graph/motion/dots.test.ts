import { describe, expect, it } from 'vitest';
import { graphElements } from '@/components/graph/elements';
import { graphAnswer, graphEdge, graphNode, requests } from '@/lib/graph/fixtures/builders';
import { dotsAt, isFailed, streamOf } from './dots';

const points = [
  { x: 0, y: 0 },
  { x: 300, y: 0 },
  { x: 300, y: 400 },
];

function stream(rate: number, errors = 0) {
  const edge = graphEdge('a', 'b', {
    requests: requests({ requestsPerSecond: rate, errorsPerSecond: errors }),
  });
  const nodes = [graphNode({ id: 'a' }), graphNode({ id: 'b' })];
  const [line] = graphElements(graphAnswer({ nodes, edges: [edge] }), []).lines;
  return line === undefined ? null : streamOf(line, points);
}

describe('streamOf', () => {
  it('runs denser and faster for more requests', () => {
    const few = stream(1);
    const many = stream(100);
    expect(many?.gap).toBeLessThan(few?.gap ?? 0);
    expect(many?.speed).toBeGreaterThan(few?.speed ?? Number.POSITIVE_INFINITY);
  });

  it('does not run where nothing flows', () => {
    expect(stream(0)).toBeNull();
  });
});

describe('dotsAt', () => {
  it('stay on the line, a gap apart, and go on with time', () => {
    const one = stream(10);
    if (one === null) throw new Error('no stream');
    const dots = dotsAt(one, 100);
    expect(dots.length).toBeGreaterThan(2);
    for (const { x, y } of dots)
      expect((y === 0 && x >= 0 && x <= 300) || (x === 300 && y <= 400)).toBe(true);
    const later = dotsAt(one, 100 + one.gap / one.speed);
    expect(later).toHaveLength(dots.length);
    expect(later[0]?.x).toBeCloseTo(dots[0]?.x ?? 0);
  });

  it('are errors in the share that failed, spread evenly', () => {
    const failed = Array.from({ length: 100 }, (_, number) => isFailed(number, 0.3)).filter(Boolean);
    expect(failed).toHaveLength(30);
    expect(isFailed(-1, 0)).toBe(false);
    expect(Array.from({ length: 4 }, (_, number) => isFailed(number, 1))).toEqual([true, true, true, true]);
  });
});
