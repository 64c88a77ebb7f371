import { expect, it, vi } from 'vitest';
import { CursorStore } from './cursor';

const at = (atMs: number, chart = 'a', y = 10) => ({ atMs, chart, y });

it('tells where the pointer is, and is silent while it rests', () => {
  const cursor = new CursorStore();
  const heard = vi.fn();
  const end = cursor.subscribe(heard);
  cursor.set(at(5));
  cursor.set(at(5));
  cursor.set(at(5, 'b'));
  cursor.set(null);
  cursor.set(null);
  expect(heard.mock.calls).toEqual([
    [at(5), false],
    [at(5, 'b'), false],
    [null, false],
  ]);
  end();
  cursor.set(at(6));
  expect(heard).toHaveBeenCalledTimes(3);
});

it('stays where it is pinned until it is let go', () => {
  const cursor = new CursorStore();
  cursor.pin(at(5));
  cursor.set(at(9));
  cursor.set(null);
  expect([cursor.pointed, cursor.isPinned]).toEqual([at(5), true]);
  cursor.unpin();
  expect([cursor.pointed, cursor.isPinned]).toEqual([null, false]);
  cursor.set(at(9));
  expect(cursor.pointed).toEqual(at(9));
});
