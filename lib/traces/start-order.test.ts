import { describe, expect, it } from 'vitest';
import { seededRandom } from './sample-trees';
import { positionsByStart } from './start-order';

function compared(starts: Float64Array): number[] {
  return [...starts.keys()].sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0) || a - b);
}

describe('positions by start', () => {
  it('are those that comparing gives, with equal starts in their own order', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = seededRandom(seed);
      const starts = Float64Array.from({ length: 500 }, () => 1.7e15 + Math.floor(random() * 300));
      expect([...positionsByStart(starts)]).toEqual(compared(starts));
    }
  });

  it('are right for fractions of a microsecond and for starts years apart', () => {
    const fractions = Float64Array.of(1.5, 1.25, 1.75, 1.25);
    expect([...positionsByStart(fractions)]).toEqual([1, 3, 0, 2]);
    const farApart = Float64Array.of(8e15, 1, 8e15, 2);
    expect([...positionsByStart(farApart)]).toEqual([1, 3, 0, 2]);
  });

  it('are none for no spans', () => {
    expect([...positionsByStart(new Float64Array())]).toEqual([]);
  });
});
