import { describe, expect, it } from 'vitest';
import { storeClock } from './store-clock';

describe('storeClock', () => {
  it('gives what the store tells, and asks again after a minute without making anybody wait', async () => {
    let now = 0;
    const told = [90, -40];
    const clock = storeClock(
      async () => told.shift() ?? null,
      () => now,
    );
    expect(await clock()).toBe(90);
    now = 30_000;
    expect(await clock()).toBe(90);
    now = 61_000;
    expect(await clock()).toBe(90);
    await Promise.resolve();
    expect(await clock()).toBe(-40);
  });

  it.each([[3], [null]])('takes a store that tells %s for one with our clock', async (told) => {
    expect(await storeClock(async () => told)()).toBe(0);
  });

  it('does not fail with the store', async () => {
    expect(await storeClock(() => Promise.reject(new Error('down')))()).toBe(0);
  });
});
