/**
 * The span of time that an answer speaks about.
 * Instants are Unix seconds, as Prometheus takes them; spans are seconds.
 */

/** A closed span `[fromSeconds, toSeconds]`; `toSeconds` is the one instant that every number of an answer belongs to. */
export interface TimeWindow {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

/** The window's length in seconds. */
export function windowSeconds(window: TimeWindow): number {
  return window.toSeconds - window.fromSeconds;
}

/**
 * A rate over fewer than four scrapes can miss samples and jump between refreshes,
 * so shorter windows are not offered (https://prometheus.io/docs/prometheus/latest/querying/functions/#rate).
 */
export const MIN_SCRAPES_PER_WINDOW = 4;

/** The shortest window that may be asked for, in seconds, given the scrape interval in seconds. */
export function shortestWindowSeconds(scrapeIntervalSeconds: number): number {
  return MIN_SCRAPES_PER_WINDOW * scrapeIntervalSeconds;
}

/**
 * Moves an instant back to the last multiple of `stepSeconds`, so that several users
 * who look at "now" ask for the same instant and share one answer.
 */
export function alignInstant(instantSeconds: number, stepSeconds: number): number {
  return Math.floor(instantSeconds / stepSeconds) * stepSeconds;
}

/** The window, or where it is shorter than `seconds` the one of that length with the same end. */
export function atLeastSeconds(window: TimeWindow, seconds: number): TimeWindow {
  return {
    fromSeconds: Math.min(window.fromSeconds, window.toSeconds - seconds),
    toSeconds: window.toSeconds,
  };
}
