/** The clock of the store of metrics: what is "now" there, as far as it tells. */
import 'server-only';

/** Clocks this close are the same: what is asked for "now" ends on a whole scrape anyway. */
const TOLERANCE_SECONDS = 5;
/** A page does not wait longer than this for it. */
const PATIENCE_MS = 1_000;
const KEEP_MS = 60_000;

/**
 * A function that gives the seconds that the store is ahead (negative: behind); 0 where clocks agree or nothing is
 * known. Asks `learn` at most once a minute, without making anybody wait for it after the first time. Never throws.
 */
export function storeClock(
  learn: () => Promise<number | null>,
  nowMs: () => number = Date.now,
): () => Promise<number> {
  let offset: number | null = null;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> = Promise.resolve();
  return async () => {
    if (nowMs() - askedAtMs > KEEP_MS) {
      askedAtMs = nowMs();
      asking = learn().then(
        (learnt) => {
          offset = learnt ?? 0;
        },
        () => undefined,
      );
    }
    if (offset === null) {
      await Promise.race([asking, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())]);
    }
    return Math.abs(offset ?? 0) > TOLERANCE_SECONDS ? (offset ?? 0) : 0;
  };
}
