import { describe, expect, it } from 'vitest';
import { keyMove, moved } from './window-moves';

const limits = { span: { fromSeconds: 0, toSeconds: 7200 }, stepSeconds: 15, shortestSeconds: 60 };
const window = { fromSeconds: 3000, toSeconds: 3600 };

describe('a window that is moved', () => {
  it('keeps its length, and stands on multiples of the step', () => {
    expect(moved(window, 'whole', 100, limits)).toEqual({ fromSeconds: 3105, toSeconds: 3705 });
  });

  it('stops at both ends of the span', () => {
    expect(moved(window, 'whole', 9999, limits)).toEqual({ fromSeconds: 6600, toSeconds: 7200 });
    expect(moved(window, 'whole', -9999, limits)).toEqual({ fromSeconds: 0, toSeconds: 600 });
  });

  it('gets longer and shorter by its ends, down to four scrapes', () => {
    expect(moved(window, 'from', -600, limits)).toEqual({ fromSeconds: 2400, toSeconds: 3600 });
    expect(moved(window, 'to', 600, limits)).toEqual({ fromSeconds: 3000, toSeconds: 4200 });
    expect(moved(window, 'from', 9999, limits)).toEqual({ fromSeconds: 3540, toSeconds: 3600 });
    expect(moved(window, 'to', -9999, limits)).toEqual({ fromSeconds: 3000, toSeconds: 3060 });
  });
});

describe('a key', () => {
  it.each([
    ['ArrowLeft', -60],
    ['ArrowRight', 60],
    ['PageDown', -600],
    ['PageUp', 600],
    ['Home', -3000],
    ['End', 3600],
    ['a', null],
  ])('%s moves by %s s', (key, by) => {
    expect(keyMove(key, window, limits)).toBe(by);
  });
});
