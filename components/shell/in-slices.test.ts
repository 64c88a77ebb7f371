import { describe, expect, it } from 'vitest';
import { inSlices } from './in-slices';

function* counting(to: number): Generator<undefined, number, undefined> {
  for (let at = 0; at < to; at += 1) yield;
  return to;
}

describe('work in slices', () => {
  it('comes to its result', async () => {
    expect(await inSlices(counting(100), new AbortController().signal)).toBe(100);
  });

  it('lets other tasks run between slices', async () => {
    const order: string[] = [];
    function* watched(): Generator<undefined, void, undefined> {
      order.push('begins');
      yield;
      order.push('ends');
    }
    const work = inSlices(watched(), new AbortController().signal, 0);
    setImmediate(() => order.push('other'));
    const { promise, resolve } = Promise.withResolvers<void>();
    setImmediate(() => setImmediate(resolve));
    await Promise.all([work, promise]);
    expect(order[0]).toBe('begins');
    expect(order).toContain('other');
    expect(order).toContain('ends');
  });

  it('ends where nobody waits for it any more', async () => {
    const aborting = new AbortController();
    const work = inSlices(counting(100), aborting.signal, 0);
    aborting.abort();
    await expect(work).rejects.toThrow('aborted');
  });
});
