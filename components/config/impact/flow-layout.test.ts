import { describe, expect, it } from 'vitest';
import type { ImpactAnswer, ImpactEdge } from '@/lib/insight/impact/contract';
import { FLOW_BAR, layOutFlow, middleOf } from './flow-layout';
import { edge, node } from './sample-picture';

type Picture = ImpactAnswer['picture'];

const shifted: Picture = {
  nodes: ['a', 'v1', 'v2'].map(node),
  edges: [edge('a', 'v1', 8, 2, { state: 'less' }), edge('a', 'v2', 2, 8, { state: 'more' })],
};

/** Thickness of a band, from its path: left bottom less left top. */
function thickness(path: string): number {
  const numbers = [...path.matchAll(/-?\d+(?:\.\d+)?/g)].map(([text]) => Number(text));
  return (numbers.at(-1) ?? 0) - (numbers[1] ?? 0);
}

describe('bands', () => {
  it('are as thick as their rate, of each what stays, what comes and what goes', () => {
    const { bands } = layOutFlow(shifted);
    expect(bands.map(({ kind, edge: { to } }) => `${to} ${kind}`)).toEqual([
      'v1 stays',
      'v1 goes',
      'v2 stays',
      'v2 comes',
    ]);
    const [stays, goes, , comes] = bands.map(({ path }) => thickness(path));
    expect((goes ?? 0) / (stays ?? 1)).toBeCloseTo(3, 1);
    expect(comes).toBeCloseTo(goes ?? 0, 5);
  });

  it('can be seen however few requests they stand for', () => {
    const { bands } = layOutFlow({
      nodes: ['a', 'b', 'c'].map(node),
      edges: [edge('a', 'b', 1000, 1000), edge('a', 'c', 0.001, 0, { state: 'gone' })],
    });
    expect(bands.find(({ edge: { to } }) => to === 'c')?.kind).toBe('goes');
    expect(Math.min(...bands.map(({ path }) => thickness(path)))).toBeGreaterThanOrEqual(2);
  });
});

describe('bars', () => {
  it('are one for each caller and each target, with the sums of their lines, and overlap nowhere', () => {
    const { callers, targets, height } = layOutFlow(shifted);
    expect(callers).toHaveLength(1);
    expect(callers[0]).toMatchObject({ x: FLOW_BAR.left, beforePerSecond: 10, afterPerSecond: 10 });
    expect(
      targets.map(({ node: { key }, beforePerSecond, afterPerSecond }) => [
        key,
        beforePerSecond,
        afterPerSecond,
      ]),
    ).toEqual([
      ['v1', 8, 2],
      ['v2', 2, 8],
    ]);
    const [first, second] = targets;
    expect((first?.y ?? 0) + (first?.height ?? 0)).toBeLessThan(second?.y ?? 0);
    expect((second?.y ?? 0) + (second?.height ?? 0)).toBeLessThanOrEqual(height);
  });

  it('keep a place where nothing flows at all, and stand for the middle of a range', () => {
    expect(layOutFlow({ nodes: [], edges: [] }).height).toBeGreaterThan(0);
    const unsure: ImpactEdge = { ...edge('a', 'b', 0, 0), beforePerSecond: { from: 1, to: 3 } };
    expect(layOutFlow({ nodes: ['a', 'b'].map(node), edges: [unsure] }).targets[0]?.beforePerSecond).toBe(2);
    expect(middleOf({ from: 1, to: 3 })).toBe(2);
  });
});
