/** The spans offered in the time menu, and what is wrong with one that cannot be used. */
import { MIN_SCRAPES_PER_WINDOW, shortestWindowSeconds } from '@/lib/mesh/time-window';
import type { ScopeWindow } from './scope-codec';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** Seconds. */
export const WINDOW_PRESETS: readonly number[] = [
  MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  30 * DAY,
];

/** A length in words, in the largest unit that leaves whole numbers: `10 min`, `6 h`, `90 s`. */
export function spanText(spanSeconds: number): string {
  const units: [number, string, string][] = [
    [DAY, 'day', 'days'],
    [HOUR, 'h', 'h'],
    [MINUTE, 'min', 'min'],
  ];
  for (const [length, one, many] of units) {
    if (spanSeconds >= length && spanSeconds % length === 0) {
      const count = spanSeconds / length;
      return `${count} ${count === 1 ? one : many}`;
    }
  }
  return spanSeconds > 2 * MINUTE
    ? `${Math.floor(spanSeconds / MINUTE)} min ${Math.round(spanSeconds % MINUTE)} s`
    : `${Math.round(spanSeconds * 10) / 10} s`;
}

/** Why a span cannot be chosen; null when it can. */
export function tooShort(spanSeconds: number, scrapeIntervalSeconds: number): string | null {
  const shortest = shortestWindowSeconds(scrapeIntervalSeconds);
  if (spanSeconds >= shortest) return null;
  return `Shorter than ${MIN_SCRAPES_PER_WINDOW} scrapes: metrics arrive every ${spanText(scrapeIntervalSeconds)}, so rates need ${spanText(shortest)} or more.`;
}

/** Why a span that ends now cannot be chosen because metrics are not kept that long; null when it can. */
export function tooLong(spanSeconds: number, retentionSeconds: number | null): string | null {
  if (retentionSeconds === null || spanSeconds <= retentionSeconds) return null;
  return `Prometheus keeps metrics for ${spanText(retentionSeconds)}.`;
}

export interface AbsoluteDraft {
  /** Unix seconds; null = not a date. */
  fromSeconds: number | null;
  toSeconds: number | null;
}

export interface DraftMistake {
  field: 'from' | 'to';
  message: string;
}

/** What is wrong with two instants; null when they make a window. The server checks again. */
export function draftMistake(
  draft: AbsoluteDraft,
  limits: { nowSeconds: number; scrapeIntervalSeconds: number; retentionSeconds: number | null },
): DraftMistake | null {
  const { fromSeconds, toSeconds } = draft;
  if (fromSeconds === null) return { field: 'from', message: 'Enter a date and time.' };
  if (toSeconds === null) return { field: 'to', message: 'Enter a date and time.' };
  if (fromSeconds >= toSeconds) return { field: 'to', message: 'The end must be later than the beginning.' };
  if (fromSeconds > limits.nowSeconds) return { field: 'from', message: 'This is in the future.' };
  // A minute of tolerance, as on the server: clocks differ.
  if (toSeconds > limits.nowSeconds + MINUTE) return { field: 'to', message: 'This is in the future.' };
  const short = tooShort(toSeconds - fromSeconds, limits.scrapeIntervalSeconds);
  if (short !== null) return { field: 'to', message: short };
  const kept = tooLong(limits.nowSeconds - fromSeconds, limits.retentionSeconds);
  return kept === null ? null : { field: 'from', message: kept };
}

/** Seconds that a window covers. */
export function scopeWindowSeconds(window: ScopeWindow): number {
  return window.kind === 'last' ? window.seconds : window.toSeconds - window.fromSeconds;
}
