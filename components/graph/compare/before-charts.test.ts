import { describe, expect, it } from 'vitest';
import { onInstants } from './before-charts';

describe('the line of the earlier moment', () => {
  it('stands on the instants of the later one', () => {
    const now = [
      [100, 1],
      [115, 2],
      [130, 3],
    ] as const;
    const before = [
      [40, 7],
      [55, null],
      [70, 9],
    ] as const;
    expect(onInstants(now, before, 60)).toEqual([
      [100, 7],
      [115, null],
      [130, 9],
    ]);
  });

  it('takes the nearest of a finer or coarser one, and none that is further than half a step', () => {
    const now = [
      [0, 1],
      [15, 1],
      [30, 1],
      [45, 1],
      [90, 1],
    ] as const;
    const before = [
      [0, 5],
      [30, 6],
    ] as const;
    expect(onInstants(now, before, 0).map(([, value]) => value)).toEqual([5, 6, 6, 6, null]);
  });

  it('is empty where the earlier moment has nothing', () => {
    expect(onInstants([[0, 1]], [], 0)).toEqual([[0, null]]);
  });
});
