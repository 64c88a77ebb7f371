import { describe, expect, it } from 'vitest';
import { placeExemplars } from './exemplar-places';
import type { Plot } from './plot';

const plot: Plot = {
  left: 50,
  top: 10,
  width: 600,
  height: 100,
  fromSeconds: 0,
  toSeconds: 600,
  axis: { scale: 'linear', min: 0, max: 100, ticks: [] },
};

const at = (seconds: number, valueMs: number) => ({
  seconds,
  valueMs,
  href: `/traces/${seconds}-${valueMs}`,
});

describe('placeExemplars', () => {
  it('takes the slower of two that stand too close, and keeps the other in the picture', () => {
    const placed = placeExemplars(plot, [at(100, 40), at(110, 50), at(300, 40)]);
    expect(placed.map(({ seconds, isTarget }) => [seconds, isTarget])).toEqual([
      [110, true],
      [100, false],
      [300, true],
    ]);
  });

  it('lets no two targets of 24 pixels touch, however many there are', () => {
    const many = Array.from({ length: 200 }, (_, index) => at(index * 3, (index * 37) % 100));
    const targets = placeExemplars(plot, many).filter(({ isTarget }) => isTarget);
    expect(targets.length).toBeGreaterThan(20);
    for (const a of targets)
      for (const b of targets)
        if (a !== b) expect(Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y))).toBeGreaterThan(24);
  });

  it('leaves out what is beyond the window', () => {
    expect(placeExemplars(plot, [at(-1, 40), at(601, 40)])).toEqual([]);
    expect(placeExemplars(plot, [at(0, 40), at(600, 40)])).toHaveLength(2);
  });

  it('puts what is beyond the axis at its edge', () => {
    expect(placeExemplars(plot, [at(60, 500)])).toMatchObject([{ x: 110, y: 10 }]);
  });

  it('leaves out what a logarithmic axis has no place for, and a second mark of one trace', () => {
    const log: Plot = { ...plot, axis: { scale: 'log', min: 1, max: 100, ticks: [] } };
    expect(placeExemplars(log, [at(60, 0), at(70, 10), at(70, 10)])).toHaveLength(1);
  });
});
