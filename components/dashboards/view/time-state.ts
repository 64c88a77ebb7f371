'use client';
/**
 * The time of a dashboard, in the address: `from` and `to` as dashboards write times (`now-1d/d`), where the console's own
 * window (`last`, or two instants in Unix seconds) cannot say it; so links to other pages keep the window.
 */
import { parseAsString, useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { isRelative } from '@/lib/dashboards/time/date-math';
import { durationMs } from '@/lib/dashboards/variables/durations';

export interface TimeTexts {
  readonly from: string;
  readonly to: string;
}

const parsers = { from: parseAsString, to: parseAsString, last: parseAsString };

interface TimeFields {
  readonly from: string | null;
  readonly to: string | null;
  readonly last: string | null;
}

const SECONDS = /^\d{1,11}(\.\d{1,3})?$/;

/** What the address says; null = nothing, the dashboard's own time holds. */
export function timeOfFields({ from, to, last }: TimeFields): TimeTexts | null {
  if (from !== null && to !== null) {
    const ms = (text: string) => (SECONDS.test(text) ? String(Math.round(Number(text) * 1000)) : text);
    return { from: ms(from), to: ms(to) };
  }
  return last !== null && SECONDS.test(last) ? { from: `now-${spanWritten(Number(last))}`, to: 'now' } : null;
}

const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
] as const;

/** As people write a span: `30m`, not `1800s`. */
function spanWritten(seconds: number): string {
  const unit = UNITS.find(([, length]) => seconds > 0 && seconds % length === 0);
  return unit === undefined ? `${seconds}s` : `${seconds / unit[1]}${unit[0]}`;
}

/** How a time is written into the address: as the console's own window wherever that can say it. */
export function fieldsOfTime({ from, to }: TimeTexts): TimeFields {
  const [, span] = /^now-(\d+[smhdw])$/.exec(from) ?? [];
  const ms = span === undefined ? null : durationMs(span);
  if (to === 'now' && ms !== null) return { from: null, to: null, last: String(ms / 1000) };
  const seconds = (text: string) => (/^\d{10,}$/.test(text) ? String(Number(text) / 1000) : text);
  return { from: seconds(from), to: seconds(to), last: null };
}

/** Whether both are the same time, however they are written: `now-24h` is `now-1d`. */
export function isSameTime(one: TimeTexts, other: TimeTexts): boolean {
  return JSON.stringify(fieldsOfTime(one)) === JSON.stringify(fieldsOfTime(other));
}

/** Whether a refresh moves it. */
export function movesWithClock({ from, to }: TimeTexts): boolean {
  return isRelative(from) || isRelative(to);
}

export interface TimeState {
  readonly time: TimeTexts;
  readonly set: (time: TimeTexts) => void;
}

export function useTimeState(fallback: TimeTexts): TimeState {
  const [fields, write] = useQueryStates(parsers, { history: 'push' });
  const { from, to, last } = fields;
  const time = useMemo(() => timeOfFields({ from, to, last }) ?? fallback, [from, to, last, fallback]);
  const set = useCallback((next: TimeTexts) => void write(fieldsOfTime(next)), [write]);
  return { time, set };
}
