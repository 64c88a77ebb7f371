/** Lines as the viewer keeps them: bounded, in order, each read once. Pure. */
import type { LogEvent } from '@/lib/logs/contract';
import { type ReadLine, readLine } from '@/lib/logs/read-line';

export interface ShownLine extends ReadLine {
  /** Grows by one a line, over all that ever came. */
  readonly number: number;
  readonly source: number;
  readonly timeMs: number | null;
  readonly cutBytes: number;
  readonly binary: boolean;
}

export interface Notice {
  readonly source: number | null;
  readonly message: string;
  readonly hint: string | null;
}

export interface LogState {
  readonly lines: readonly ShownLine[];
  /** Lines that were dropped at the beginning since there are too many. */
  readonly dropped: number;
  readonly notices: readonly Notice[];
  /** The stream's last word; null while it goes on. */
  readonly end: { readonly because: string; readonly message: string } | null;
}

/** A browser keeps these at hand; older ones go. */
export const MOST_KEPT = 20_000;

export const NO_LOGS: LogState = { lines: [], dropped: 0, notices: [], end: null };

export function withEvents(state: LogState, events: readonly LogEvent[]): LogState {
  const lines = [...state.lines];
  const notices = [...state.notices];
  let { end } = state;
  let number = (state.lines.at(-1)?.number ?? state.dropped - 1) + 1;
  for (const event of events) {
    if (event.kind === 'line') {
      const { source, timeMs, cutBytes = 0, binary = false } = event;
      lines.push({ ...readLine(event.text), number, source, timeMs, cutBytes, binary });
      number += 1;
    } else if (event.kind === 'notice') notices.push(event);
    else end = event;
  }
  const tooMany = Math.max(0, lines.length - MOST_KEPT);
  return {
    lines: tooMany > 0 ? lines.slice(tooMany) : lines,
    dropped: state.dropped + tooMany,
    notices,
    end,
  };
}
