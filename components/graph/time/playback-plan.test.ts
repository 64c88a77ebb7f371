import { describe, expect, it } from 'vitest';
import { frameStep, framesAhead, MOST_AHEAD, nextFrame, paceOf } from './playback-plan';

const window = { fromSeconds: 1007, toSeconds: 1607 };

describe('a replay', () => {
  it('goes on by a tenth of the window, no finer than scrapes', () => {
    expect(frameStep(window, 15)).toBe(60);
    expect(frameStep({ fromSeconds: 0, toSeconds: 60 }, 15)).toBe(15);
  });

  it('has frames that end on scrapes, so that several readers share them', () => {
    expect(nextFrame(window, 60, 15, 9999)).toEqual({ fromSeconds: 1065, toSeconds: 1665 });
  });

  it('ends with the span', () => {
    expect(nextFrame(window, 60, 15, 1650)).toBeNull();
    expect(framesAhead(window, 60, 15, 1700)).toHaveLength(1);
  });

  it('fetches only a few frames ahead, the nearest first', () => {
    const ahead = framesAhead(window, 60, 15, 1e6);
    expect(ahead).toHaveLength(MOST_AHEAD);
    expect(ahead.map(({ toSeconds }) => toSeconds)).toEqual([1665, 1725, 1785, 1845]);
  });

  it('takes longer steps instead of more frames where motion is not wanted', () => {
    expect(paceOf(5, false)).toEqual({ ms: 200, stride: 1 });
    expect(paceOf(5, true)).toEqual({ ms: 1000, stride: 5 });
    expect(paceOf(0.5, true)).toEqual({ ms: 2000, stride: 1 });
  });
});
