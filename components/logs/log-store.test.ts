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

it('puts a line that comes late before younger ones of other containers, and never before its own', () => {
  const of = (source: number, text: string, timeMs: number | null): LogEvent => ({
    kind: 'line',
    source,
    timeMs,
    text,
  });
  const first = withEvents(NO_LOGS, [of(0, 'a', 1000), of(0, 'c', 3000)]);
  const { lines } = withEvents(first, [of(1, 'b', 2000), of(0, 'd', 2500), of(1, 'far', -60_000)]);
  expect(lines.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd', 'far']);
  expect(lines.map(({ number }) => number)).toEqual([0, 2, 1, 3, 4]);
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
