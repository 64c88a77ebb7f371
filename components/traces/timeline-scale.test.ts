import { describe, expect, it } from 'vitest';
import {
  barBox,
  joinedBoxes,
  labelSide,
  limitedRange,
  PAD_LEFT,
  PAD_RIGHT,
  pannedRange,
  parseRange,
  timelineScale,
  writeRange,
  zoomedRange,
} from './timeline-scale';

const scale = timelineScale({ fromUs: 0, toUs: 1000 }, 1000 + PAD_LEFT + PAD_RIGHT);

describe('timelineScale', () => {
  it('goes from time to pixels and back', () => {
    expect(scale.x(250)).toBe(250 + PAD_LEFT);
    expect(scale.us(scale.x(777))).toBeCloseTo(777);
  });

  it('cuts bars at the edges, and draws even no time at all', () => {
    expect(barBox(scale, 100, 100)?.width).toBe(2);
    expect(barBox(scale, -500, 100)).toMatchObject({ left: 0, cutLeft: true, cutRight: false });
    expect(barBox(scale, 2000, 3000)).toBeNull();
    expect(Number.isFinite(timelineScale({ fromUs: 5, toUs: 5 }, 100).x(5))).toBe(true);
  });

  it('puts labels where there is room', () => {
    const box = (left: number, width: number) => ({ left, width, cutLeft: false, cutRight: false });
    expect(labelSide(box(0, 100), 50, 500)).toBe('right');
    expect(labelSide(box(300, 190), 50, 500)).toBe('left');
    expect(labelSide(box(10, 480), 50, 500)).toBe('inside');
  });

  it('joins sections that no eye can tell apart', () => {
    const sections = Array.from({ length: 10_000 }, (_, index) => ({
      fromUs: index / 10,
      toUs: index / 10 + 0.05,
    }));
    expect(joinedBoxes(scale, sections)).toHaveLength(1);
    expect(
      joinedBoxes(scale, [
        { fromUs: 0, toUs: 10 },
        { fromUs: 100, toUs: 110 },
      ]),
    ).toHaveLength(2);
  });
});

describe('ranges', () => {
  it('stay within the trace', () => {
    expect(limitedRange({ fromUs: -50, toUs: 50 }, 1000)).toEqual({ fromUs: 0, toUs: 100 });
    expect(limitedRange({ fromUs: 990, toUs: 1200 }, 1000)).toEqual({ fromUs: 790, toUs: 1000 });
    expect(limitedRange({ fromUs: 500, toUs: 500 }, 1000)).toEqual({ fromUs: 500, toUs: 501 });
  });

  it('zoom around an instant', () => {
    expect(zoomedRange({ fromUs: 0, toUs: 1000 }, 500, 0.5, 1000)).toEqual({ fromUs: 250, toUs: 750 });
    expect(zoomedRange({ fromUs: 250, toUs: 750 }, 500, 4, 1000)).toEqual({ fromUs: 0, toUs: 1000 });
  });

  it('move at their length, as far as the trace goes', () => {
    expect(pannedRange({ fromUs: 100, toUs: 200 }, 50, 1000)).toEqual({ fromUs: 150, toUs: 250 });
    expect(pannedRange({ fromUs: 100, toUs: 200 }, -500, 1000)).toEqual({ fromUs: 0, toUs: 100 });
    expect(pannedRange({ fromUs: 100, toUs: 200 }, 5000, 1000)).toEqual({ fromUs: 900, toUs: 1000 });
  });

  it('stand in the URL', () => {
    expect(parseRange(writeRange({ fromUs: 12.7, toUs: 99.2 }))).toEqual({ fromUs: 12, toUs: 100 });
    for (const text of ['', '5', '9-5', '1-x', '-5-9']) expect(parseRange(text)).toBeNull();
  });
});
