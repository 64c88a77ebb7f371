import { describe, expect, it } from 'vitest';
import { atLeastSeconds } from './time-window';

describe('atLeastSeconds', () => {
  it('lets a window begin earlier where it is too short, and leaves others alone', () => {
    expect(atLeastSeconds({ fromSeconds: 1000, toSeconds: 1038 }, 60)).toEqual({
      fromSeconds: 978,
      toSeconds: 1038,
    });
    expect(atLeastSeconds({ fromSeconds: 1000, toSeconds: 1000 }, 60).fromSeconds).toBe(940);
    expect(atLeastSeconds({ fromSeconds: 1000, toSeconds: 1600 }, 60).fromSeconds).toBe(1000);
  });
});
