import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { scrapeInterval } from './scrape-interval';

beforeEach(() => vi.useFakeTimers({ now: 1_700_000_000_000 }));
afterEach(() => {
  vi.useRealTimers();
});

it('is what was set, without asking anybody', async () => {
  const learn = vi.fn(async () => 5);
  expect(await scrapeInterval(30, learn)()).toBe(30);
  expect(learn).not.toHaveBeenCalled();
});

it('is learnt once', async () => {
  const learn = vi.fn(async () => 5);
  const interval = scrapeInterval(null, learn);
  expect(await interval()).toBe(5);
  expect(await interval()).toBe(5);
  expect(learn).toHaveBeenCalledTimes(1);
});

it('is 15 s where nobody tells, and is asked for again after a failure', async () => {
  expect(await scrapeInterval(null, async () => null)()).toBe(15);
  const learn = vi
    .fn<() => Promise<number | null>>()
    .mockRejectedValueOnce(new Error('down'))
    .mockResolvedValue(60);
  const interval = scrapeInterval(null, learn);
  expect(await interval()).toBe(15);
  expect(await interval()).toBe(15);
  expect(learn).toHaveBeenCalledTimes(1);
  vi.setSystemTime(Date.now() + 31_000);
  expect(await interval()).toBe(60);
});

it('keeps nobody waiting for a Prometheus that hangs, and takes its answer when it comes', async () => {
  let answer: (seconds: number) => void = () => undefined;
  const interval = scrapeInterval(
    null,
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  const asked = interval();
  await vi.advanceTimersByTimeAsync(1000);
  expect(await asked).toBe(15);
  answer(20);
  expect(await interval()).toBe(20);
});
