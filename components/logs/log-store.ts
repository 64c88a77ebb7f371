/** Lines as the viewer keeps them: bounded, in order, each read once. Pure. */
import type { LogEvent } from '@/lib/logs/contract';
import { type ReadLine, readLine } from '@/lib/logs/read-line';

export interface ShownLine extends ReadLine {
  /** Names it among all that ever came, by the order in which they came. */
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
  /** By their instants. */
  readonly lines: readonly ShownLine[];
  /** Lines that ever came. */
  readonly came: number;
  /** Lines that were dropped at the beginning since there are too many. */
  readonly dropped: number;
  readonly notices: readonly Notice[];
  /** The stream's last word; null while it goes on. */
  readonly end: { readonly because: string; readonly message: string } | null;
}

/** A browser keeps these at hand; older ones go. */
export const MOST_KEPT = 20_000;

export const NO_LOGS: LogState = { lines: [], came: 0, dropped: 0, notices: [], end: null };

/** Milliseconds by which a line of one container may come after a younger one of another; later ones stay where they come. */
const LATE_MS = 10_000;

export function withEvents(state: LogState, events: readonly LogEvent[]): LogState {
  const lines = [...state.lines];
  const notices = [...state.notices];
  let { end, came } = state;
  for (const event of events) {
    if (event.kind === 'line') {
      const { source, timeMs, cutBytes = 0, binary = false } = event;
      const line = { ...readLine(event.text), number: came, source, timeMs, cutBytes, binary };
      lines.splice(placeOf(line, lines), 0, line);
      came += 1;
    } else if (event.kind === 'notice') notices.push(event);
    else end = event;
  }
  const tooMany = Math.max(0, lines.length - MOST_KEPT);
  return {
    lines: tooMany > 0 ? lines.slice(tooMany) : lines,
    came,
    dropped: state.dropped + tooMany,
    notices,
    end,
  };
}

/** Behind its own container's lines, whose order is theirs, and before younger ones of others. */
function placeOf({ source, timeMs }: ShownLine, lines: readonly ShownLine[]): number {
  let at = lines.length;
  if (timeMs === null) return at;
  while (at > 0) {
    const before = lines[at - 1];
    if (before === undefined || before.source === source || before.timeMs === null) break;
    if (before.timeMs <= timeMs || before.timeMs - timeMs > LATE_MS) break;
    at -= 1;
  }
  return at;
}
