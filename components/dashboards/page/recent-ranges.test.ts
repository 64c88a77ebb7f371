import { expect, it } from 'vitest';
import { readRecent, withRecent } from './recent-ranges';

const range = (from: string) => ({ from, to: 'now' });

it('keeps the last four, the newest first and each once', () => {
  const known = ['now-2m', 'now-3m', 'now-4m', 'now-7m'].map(range);
  expect(withRecent(known, range('now-9m')).map(({ from }) => from)).toEqual([
    'now-9m',
    'now-2m',
    'now-3m',
    'now-4m',
  ]);
  expect(withRecent(known, range('now-4m')).map(({ from }) => from)).toEqual([
    'now-4m',
    'now-2m',
    'now-3m',
    'now-7m',
  ]);
});

it('leaves out what is offered by name anyway', () => {
  const known = [range('now-2m')];
  expect(withRecent(known, range('now-1h'))).toBe(known);
});

it.each(['', 'null', '{"from":"now"}', '[1, null, {"from": 5, "to": "now"}, {"from": "", "to": "now"}]'])(
  'takes %s for nothing',
  (text) => {
    expect(readRecent(text)).toEqual([]);
  },
);
