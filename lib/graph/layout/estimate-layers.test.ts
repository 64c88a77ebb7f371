import { describe, expect, it } from 'vitest';
import { ESTIMATE_MARGIN, estimateLayers } from './estimate-layers';
import { layOut } from './lay-out';
import { syntheticGraph } from './synthetic';
import { wrapBoxes } from './wrap';

const ROOM = { width: 1000, height: 700 };
const SEEDS = [1, 2, 3];

describe('the estimate of layers', () => {
  it('is within its margin of what the layers take at least, and most of their length', () => {
    for (const seed of SEEDS)
      for (const direction of ['right', 'down'] as const) {
        const graph = syntheticGraph(seed, {
          nodes: 240,
          edgesPerNode: 3,
          tiers: 6,
          namespaces: 12,
          backwards: 0.02,
        });
        const input = { ...graph, direction };
        const layers = layOut(input);
        const about = estimateLayers(input, wrapBoxes(input, ROOM, 'close'));
        const which = `seed ${seed}, ${direction}`;
        expect(about.width, which).toBeLessThanOrEqual(layers.width * ESTIMATE_MARGIN);
        expect(about.height, which).toBeLessThanOrEqual(layers.height * ESTIMATE_MARGIN);
        const [long, real] =
          direction === 'right' ? [about.width, layers.width] : [about.height, layers.height];
        expect(long, which).toBeGreaterThan(real / 2);
      }
  });

  it('is nothing for a page without anything', () => {
    const input = { nodes: [], boxes: [], edges: [], columnGap: 40 };
    expect(estimateLayers(input, { nodes: new Map(), boxes: new Map() })).toEqual({ width: 0, height: 0 });
  });
});
