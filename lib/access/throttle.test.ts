import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { replaceProcessWide } from '@/lib/process-wide';
import { type Attempt, countAttempt, forgiveAttempt } from './throttle';

const NOW_MS = 1_700_000_000_000;
const guesser: Attempt = { user: 'admin', address: '10.0.0.66', device: null };

// Ten thousand refusals a test: their stack traces would be most of the work.
const { stackTraceLimit } = Error;
beforeAll(() => {
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

beforeEach(() => replaceProcessWide('sign-in-counts', undefined));

/** Whether an attempt would be looked at. */
function passes(attempt: Attempt, atMs: number): boolean {
  try {
    countAttempt(attempt, atMs);
    return true;
  } catch {
    return false;
  }
}

/** How many of `perMinute` tries each minute are looked at in `minutes`. */
function verifiedTries(attempt: (index: number) => Attempt, perMinute: number, minutes: number): number {
  const total = perMinute * minutes;
  return Array.from({ length: total }, (_, index) =>
    passes(attempt(index), NOW_MS + (index * minutes * 60_000) / total),
  ).filter(Boolean).length;
}

describe('countAttempt', () => {
  it('lets five mistypings pass, then asks to wait ever longer', () => {
    for (let index = 0; index < 5; index += 1) expect(passes(guesser, NOW_MS)).toBe(true);
    expect(() => countAttempt(guesser, NOW_MS)).toThrow('the next one counts in 1 s');
    expect(passes(guesser, NOW_MS + 1000)).toBe(true);
    expect(() => countAttempt(guesser, NOW_MS + 1000)).toThrow('in 2 s');
    expect(passes(guesser, NOW_MS + 3000)).toBe(true);
    expect(() => countAttempt(guesser, NOW_MS + 3000)).toThrow('in 4 s');
  });

  it('lets fewer than 40 of 10,000 guesses in ten minutes be looked at', () => {
    expect(verifiedTries(() => guesser, 1000, 10)).toBeLessThan(40);
  });

  it('is not fooled by a new user name for every guess', () => {
    expect(verifiedTries((index) => ({ ...guesser, user: `user-${index}` }), 1000, 10)).toBeLessThan(40);
  });

  it('is not fooled by case, nor by guesses sent at once', () => {
    const spellings = ['admin', 'Admin', 'ADMIN', 'aDmin', 'adMin', 'admIn', 'admiN'];
    expect(spellings.filter((user) => passes({ ...guesser, user }, NOW_MS))).toHaveLength(5);
  });

  it('never holds up the same account from another address', () => {
    verifiedTries(() => guesser, 1000, 10);
    expect(passes({ ...guesser, address: '10.0.0.7' }, NOW_MS + 600_000)).toBe(true);
  });

  it('never holds up a browser that signed in before, even from the guesser’s own address', () => {
    verifiedTries(() => guesser, 1000, 10);
    expect(passes({ ...guesser, device: 'known' }, NOW_MS + 600_000)).toBe(true);
  });

  it('holds up a known browser too when it begins to guess', () => {
    expect(verifiedTries(() => ({ ...guesser, device: 'stolen' }), 1000, 10)).toBeLessThan(40);
  });

  it('never asks to wait longer than a quarter of an hour, and a refused attempt does not lengthen it', () => {
    let atMs = NOW_MS;
    for (let index = 0; index < 30; index += 1) {
      passes(guesser, atMs);
      atMs += 15 * 60_000;
    }
    passes(guesser, atMs);
    for (let index = 0; index < 100; index += 1) passes(guesser, atMs + index);
    expect(passes(guesser, atMs + 15 * 60_000)).toBe(true);
  });

  it('forgets the mistypings of an account after its right password', () => {
    for (let round = 0; round < 2; round += 1) {
      for (let index = 0; index < 4; index += 1) expect(passes(guesser, NOW_MS)).toBe(true);
      forgiveAttempt(guesser);
    }
    for (let index = 0; index < 5; index += 1) expect(passes(guesser, NOW_MS)).toBe(true);
    expect(passes(guesser, NOW_MS)).toBe(false);
  });

  it('gives no guesses at one account to who owns another', () => {
    const owner = { ...guesser, user: 'viewer' };
    const guesses = Array.from({ length: 1000 }, (_, index) => {
      if (passes(owner, NOW_MS + index)) forgiveAttempt(owner);
      return passes(guesser, NOW_MS + index);
    });
    expect(guesses.filter(Boolean)).toHaveLength(5);
  });

  it('makes nobody at an address wait because somebody there signed in', () => {
    for (let index = 0; index < 30; index += 1) passes({ ...guesser, user: `user-${index}` }, NOW_MS);
    const later = NOW_MS + 15 * 60_000;
    expect(passes({ ...guesser, user: 'viewer' }, later)).toBe(true);
    expect(passes(guesser, later)).toBe(false);
    forgiveAttempt({ ...guesser, user: 'viewer' });
    expect(passes(guesser, later)).toBe(true);
  });

  it('keeps its memory bounded against a guesser with many addresses', () => {
    for (let index = 0; index < 11_000; index += 1) {
      passes({ ...guesser, address: `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}` }, NOW_MS);
    }
    // The guesser's newest counts are still there, so eviction did not open the gate.
    const newest = { ...guesser, address: `10.0.${(10_999 >> 8) & 255}.${10_999 & 255}` };
    for (let index = 0; index < 4; index += 1) passes(newest, NOW_MS);
    expect(passes(newest, NOW_MS)).toBe(false);
  });
});
