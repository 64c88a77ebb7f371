import { describe, expect, it } from 'vitest';
import { ESTIMATE_MARGIN, estimateLayers } from './estimate-layers';
import { layOut } from './lay-out';
import { syntheticGraph } from './synthetic';
import { wrapBoxes } from './wrap';

const ROOM = { width: 1000, height: 700 };
const SEEDS = [1, 2, 3];
const SHAPE = { nodes: 240, edgesPerNode: 3, tiers: 6, namespaces: 12, backwards: 0.02 };

describe('the estimate of layers', () => {
  describe.each(SEEDS)('of seed %i', (seed) => {
    it.each(['right', 'down'] as const)('to the %s is within its margin of what they take', (direction) => {
      const input = { ...syntheticGraph(seed, SHAPE), direction };
      const layers = layOut(input);
      const about = estimateLayers(input, wrapBoxes(input, ROOM, 'close'));
      expect(about.width).toBeLessThanOrEqual(layers.width * ESTIMATE_MARGIN);
      expect(about.height).toBeLessThanOrEqual(layers.height * ESTIMATE_MARGIN);
      const [long, real] =
        direction === 'right' ? [about.width, layers.width] : [about.height, layers.height];
      expect(long).toBeGreaterThan(real / 2);
    });
  });

  it('is nothing for a page without anything', () => {
    const input = { nodes: [], boxes: [], edges: [], columnGap: 40 };
    expect(estimateLayers(input, { nodes: new Map(), boxes: new Map() })).toEqual({ width: 0, height: 0 });
  });
});
