import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { following } from './following';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('what follows a key', () => {
  it('is done once, with what came last', () => {
    const follow = following();
    const done: string[] = [];
    for (const text of ['a', 'ab', 'abc']) follow(true, () => done.push(text));
    expect(done).toEqual([]);
    vi.runAllTimers();
    expect(done).toEqual(['abc']);
  });

  it('is done at once where no key was pressed, and what waited is dropped', () => {
    const follow = following();
    const done: string[] = [];
    follow(true, () => done.push('typed'));
    follow(false, () => done.push('set'));
    expect(done).toEqual(['set']);
    vi.runAllTimers();
    expect(done).toEqual(['set']);
  });

  it('is not done any more at the end', () => {
    const follow = following();
    const done: string[] = [];
    follow(true, () => done.push('typed'));
    follow.end();
    vi.runAllTimers();
    expect(done).toEqual([]);
  });
});
