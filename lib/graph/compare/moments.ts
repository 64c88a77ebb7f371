/**
 * Which earlier moment a graph is held against: so many seconds before the one on screen, or a window of its own. Pure:
 * the page's address, the pickers and their checks read it in one way.
 */
import type { TimeWindow } from '@/lib/mesh/time-window';

/** `apart`: as long as the window on screen, and ending so many seconds earlier; it moves along with it. */
export type Before =
  | { readonly kind: 'apart'; readonly seconds: number }
  | { readonly kind: 'absolute'; readonly fromSeconds: number; readonly toSeconds: number };

/** `3600`, or `<from>-<to>` in Unix seconds. */
export function beforeText(before: Before): string {
  return before.kind === 'apart' ? String(before.seconds) : `${before.fromSeconds}-${before.toSeconds}`;
}

/** null where the text is neither. */
export function beforeOfText(text: string): Before | null {
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return { kind: 'apart', seconds: Number(text) };
  const ends = /^(\d{1,11}(?:\.\d{1,3})?)-(\d{1,11}(?:\.\d{1,3})?)$/.exec(text);
  if (ends === null) return null;
  return { kind: 'absolute', fromSeconds: Number(ends[1]), toSeconds: Number(ends[2]) };
}

/** The earlier window, for the one that is on screen. */
export function beforeWindow(before: Before, after: TimeWindow): TimeWindow {
  if (before.kind === 'absolute') return { fromSeconds: before.fromSeconds, toSeconds: before.toSeconds };
  return { fromSeconds: after.fromSeconds - before.seconds, toSeconds: after.toSeconds - before.seconds };
}

export interface MomentLimits {
  readonly nowSeconds: number;
  /** null = not known. */
  readonly retentionSeconds: number | null;
  readonly shortestSeconds: number;
}

export interface MomentProblem {
  /** `wrong`: there is nothing to compare. `doubtful`: there is, but the reader should know. */
  readonly kind: 'wrong' | 'doubtful';
  readonly message: string;
  readonly hint: string;
}

/** Of a moment that nothing is known of: everything would count as new, which is right and says nothing. */
export const EMPTY_BEFORE: MomentProblem = {
  kind: 'doubtful',
  message: 'There was no traffic at all in the moment before, so everything counts as new.',
  hint: 'Choose a moment that Prometheus holds data of.',
};

/** It begins or ends before the other one. */
export function isEarlier(before: TimeWindow, after: TimeWindow): boolean {
  return before.fromSeconds < after.fromSeconds || before.toSeconds < after.toSeconds;
}

/** What is wrong or doubtful with two moments; null when they can be compared. */
export function momentProblem(
  before: TimeWindow,
  after: TimeWindow,
  limits: MomentLimits,
): MomentProblem | null {
  const wrong = (message: string, hint: string): MomentProblem => ({ kind: 'wrong', message, hint });
  if (before.fromSeconds >= before.toSeconds)
    return wrong('The moment before ends before it begins.', 'Swap its two instants.');
  if (!isEarlier(before, after))
    return wrong('The moment before is not earlier than the one after.', 'Swap the two moments.');
  if (before.toSeconds - before.fromSeconds < limits.shortestSeconds)
    return wrong(
      `The moment before is shorter than four scrapes (${limits.shortestSeconds} s), so its rates would jump or be missing.`,
      `Choose ${limits.shortestSeconds} s or more.`,
    );
  if (limits.retentionSeconds !== null && before.fromSeconds < limits.nowSeconds - limits.retentionSeconds)
    return wrong(
      'The moment before begins earlier than the oldest data that Prometheus keeps.',
      'Choose a later one.',
    );
  const shared =
    Math.min(before.toSeconds, after.toSeconds) - Math.max(before.fromSeconds, after.fromSeconds);
  if (shared <= 0) return null;
  return {
    kind: 'doubtful',
    message: `The two moments share ${Math.round(shared)} s: what happened then counts in both, and changes look smaller than they are.`,
    hint: 'Move them apart by at least the length of the window.',
  };
}
