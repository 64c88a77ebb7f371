import { expect, it } from 'vitest';
import { apartSeconds, earlierWindow } from './earlier';

it('lies an hour before a short window, and before the whole of a long one', () => {
  expect(apartSeconds(600)).toBe(3600);
  expect(apartSeconds(6 * 3600)).toBe(6 * 3600);
});

it('is as long as the window and moves on by whole minutes', () => {
  const window = { fromSeconds: 1_000_015, toSeconds: 1_000_615 };
  expect(earlierWindow(window)).toEqual({ fromSeconds: 996_360, toSeconds: 996_960 });
  expect(earlierWindow({ fromSeconds: 1_000_000, toSeconds: 1_000_600 })).toEqual(earlierWindow(window));
});
