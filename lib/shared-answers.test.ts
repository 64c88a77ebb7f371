import { describe, expect, test, vi } from 'vitest';
import { SharedAnswers } from './shared-answers';

function answers(options: { maxWeight?: number; weigh?: () => number | null } = {}) {
  const clock = { ms: 0 };
  const { maxWeight = 100, weigh = () => 1 } = options;
  const shared = new SharedAnswers<string>({
    ...{ keepMs: 1000, recentMs: 2000, maxWeight, weigh },
    nowMs: () => clock.ms,
  });
  return { clock, shared };
}

describe('an answer is given out', () => {
  test('to all who ask while it is under way, and to those who ask soon after', async () => {
    const { clock, shared } = answers();
    const load = vi.fn(async () => 'rows');
    expect(await Promise.all([shared.get('a', load), shared.get('a', load)])).toEqual(['rows', 'rows']);
    clock.ms = 999;
    expect(await shared.get('a', load)).toBe('rows');
    expect(load).toHaveBeenCalledTimes(1);
  });

  test('anew once it is old', async () => {
    const { clock, shared } = answers();
    await shared.get('a', async () => 'before');
    clock.ms = 1000;
    expect(await shared.get('a', async () => 'now')).toBe('now');
  });

  test('a while longer to whoever has it already', async () => {
    const { clock, shared } = answers();
    await shared.get('a', async () => 'rows');
    clock.ms = 2999;
    expect(await shared.recent('a')).toBe('rows');
    clock.ms = 3000;
    expect(shared.recent('a')).toBeNull();
    expect(shared.recent('b')).toBeNull();
  });

  test('never as recent where it may not be kept, or is not there yet', async () => {
    const { shared } = answers({ weigh: () => null });
    const partial = shared.get('a', async () => 'partial');
    expect(shared.recent('a')).toBeNull();
    await partial;
    expect(shared.recent('a')).toBeNull();
  });
});

test('the oldest answers go when all together weigh too much', async () => {
  const { shared } = answers({ maxWeight: 2 });
  for (const key of ['a', 'b', 'c']) await shared.get(key, async () => key);
  expect(shared.recent('a')).toBeNull();
  expect(await shared.recent('b')).toBe('b');
});

test('an answer that is old and asked for anew weighs once', async () => {
  const { clock, shared } = answers({ maxWeight: 2 });
  await shared.get('a', async () => 'a');
  await shared.get('b', async () => 'b');
  clock.ms = 1500;
  await shared.get('b', async () => 'b again');
  expect(await shared.recent('a')).toBe('a');
});

test('a call ends when all who wait for it have gone', async () => {
  const { shared } = answers();
  const reader = new AbortController();
  let ended = false;
  const waiting = shared.get(
    'a',
    (signal) =>
      new Promise((_, fail) => {
        signal.addEventListener('abort', () => {
          ended = true;
          fail(signal.reason);
        });
      }),
    reader.signal,
  );
  reader.abort(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  expect(ended).toBe(true);
});
