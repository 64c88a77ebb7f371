import { describe, expect, it } from 'vitest';
import { stepFor } from './load';

const last = (seconds: number) => ({ fromSeconds: 1_000_000 - seconds, toSeconds: 1_000_000 });

describe('stepFor', () => {
  it('gives a round step and about a hundred points', () => {
    expect([600, 3600, 6 * 3600, 86_400, 30 * 86_400].map((seconds) => stepFor(last(seconds), 5))).toEqual([
      5, 30, 300, 900, 21_600,
    ]);
  });

  it('is never shorter than a scrape', () => {
    expect(stepFor(last(60), 15)).toBe(15);
    expect(stepFor(last(60), 45)).toBe(60);
  });

  it('grows in whole days beyond that', () => {
    expect(stepFor(last(366 * 86_400), 15)).toBe(4 * 86_400);
  });
});
