import { describe, expect, it } from 'vitest';
import { durationSeconds } from './duration';

describe('durationSeconds', () => {
  it.each([
    ['2s', 2],
    ['2.000s', 2],
    ['500ms', 0.5],
    ['1h30m', 5400],
    ['0', 0],
    ['-1s', -1],
    ['.5s', 0.5],
  ])('reads %s as %d s', (text, seconds) => {
    expect(durationSeconds(text)).toBeCloseTo(seconds, 9);
  });

  it.each(['2', '1d', '', 's', '2s x', 'abc', '2 s', '1.5'])('refuses %j', (text) => {
    expect(durationSeconds(text)).toBeNull();
  });
});
