/** Pictures of impact for tests: say only what the test is about. */
import type { ImpactEdge, ImpactNode } from '@/lib/insight/impact/contract';

export function node(key: string): ImpactNode {
  return { key, label: key, detail: 'shop', nodeId: `id-${key}` };
}

/** Rates before and after; without kinds it is a neighbour that stays as it is. */
export function edge(
  from: string,
  to: string,
  before: number,
  after: number,
  part: Partial<ImpactEdge> = {},
): ImpactEdge {
  return {
    from,
    to,
    protocol: 'http',
    state: 'same',
    isMirror: false,
    beforePerSecond: { from: before, to: before },
    afterPerSecond: { from: after, to: after },
    callPerSecond: 10,
    kinds: before === after ? [] : ['shares'],
    ...part,
  };
}
