import { expect, it } from 'vitest';
import type { LogEvent } from '@/lib/logs/contract';
import { type LogState, MOST_KEPT, NO_LOGS, withEvents } from './log-store';

const line = (text: string, timeMs = 0): LogEvent => ({ kind: 'line', source: 0, timeMs, text });

it('numbers lines over all that ever came, so that a chosen one stays chosen', () => {
  const first = withEvents(NO_LOGS, [line('a'), line('b')]);
  const { lines } = withEvents(first, [line('c')]);
  expect(lines.map(({ number, text }) => [number, text])).toEqual([
    [0, 'a'],
    [1, 'b'],
    [2, 'c'],
  ]);
});

it('lets the oldest lines go where there are too many, counts them, and goes on numbering', () => {
  const many = Array.from({ length: MOST_KEPT + 5 }, (_, at) => line(String(at)));
  const full = withEvents(NO_LOGS, many);
  expect([full.lines.length, full.dropped, full.lines[0]?.number]).toEqual([MOST_KEPT, 5, 5]);
  const more = withEvents(full, [line('newest')]);
  expect([more.dropped, more.lines.at(-1)?.number]).toEqual([6, MOST_KEPT + 5]);
});

it('keeps what was said of a source, and the last word', () => {
  const told = { code: 'forbidden', message: 'It may not be read.', hint: null };
  const state: LogState = withEvents(NO_LOGS, [
    { kind: 'notice', source: 1, ...told },
    { kind: 'end', because: 'bytes', message: 'Cut after 32 MB.' },
  ]);
  expect(state.notices).toMatchObject([{ source: 1, message: 'It may not be read.' }]);
  expect(state.end).toMatchObject({ because: 'bytes', message: 'Cut after 32 MB.' });
});
