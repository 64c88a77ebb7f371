import { expect, it } from 'vitest';
import { pauseAfter, sleep, WATCH_TIMING } from './timing';

it('waits longer after each failure, up to half a minute, and never two replicas alike', () => {
  for (const [failures, full] of [
    [1, 500],
    [2, 1_000],
    [4, 4_000],
    [7, 30_000],
    [200, 30_000],
  ] as const) {
    const pauses = Array.from({ length: 50 }, () => pauseAfter(failures, WATCH_TIMING));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(full / 2);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(full);
    expect(new Set(pauses).size).toBeGreaterThan(40);
  }
});

it('ends a pause where nobody waits for it any more', async () => {
  const stop = new AbortController();
  const slept = sleep(3_600_000, stop.signal);
  stop.abort();
  await expect(slept).resolves.toBeUndefined();
  await expect(sleep(3_600_000, stop.signal)).resolves.toBeUndefined();
});
