/** How patient the watches are. One set of figures, so that tests can be quick with the same code. */

/** All in milliseconds. */
export interface WatchTiming {
  /** The server is asked to end a watch after this time; it is asked for a random time up to half as much more. */
  readonly watchMs: number;
  /**
   * A watch that sends nothing for this long has stalled: with bookmarks a server speaks at least once a minute
   * (https://kubernetes.io/docs/reference/using-api/api-concepts/#watch-bookmarks).
   */
  readonly silenceMs: number;
  /** Between lists where watching is denied. */
  readonly pollMs: number;
  /** Pauses after failures grow from the first to the second, each shortened by chance down to half. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** Before what was refused for want of rights, or not found, is tried again. */
  readonly deniedPauseMs: number;
  /** A whole new list now and then, in case an event was ever lost. */
  readonly resyncMs: number;
  /** Between looks at what the server serves and which namespaces there are. */
  readonly planMs: number;
  /** A first answer to a reader waits so long for the lists at most. */
  readonly firstSyncMs: number;
  /** Of one page of a list. */
  readonly listTimeoutMs: number;
}

export const WATCH_TIMING: WatchTiming = {
  watchMs: 280_000,
  silenceMs: 150_000,
  pollMs: 15_000,
  firstPauseMs: 500,
  longestPauseMs: 30_000,
  deniedPauseMs: 60_000,
  resyncMs: 3_600_000,
  planMs: 60_000,
  firstSyncMs: 15_000,
  listTimeoutMs: 30_000,
};

/** Milliseconds before attempt `failures` + 1, with chance, so that many replicas do not come back at once. */
export function pauseAfter(failures: number, timing: WatchTiming): number {
  const full = Math.min(timing.longestPauseMs, timing.firstPauseMs * 2 ** Math.max(0, failures - 1));
  return full * (0.5 + Math.random() / 2);
}

/** Resolves after `ms` or when `signal` aborts, whichever comes first. Keeps no process alive. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms).unref();
    signal.addEventListener('abort', done);
  });
}
