/**
 * Whether more of a trace may still arrive, and how long to wait before looking again. Spans are sent when they end, and
 * collectors batch them, so a young trace, or one whose parents are missing, is likely not whole. Pure.
 */
import { ORPHAN, type Trace } from '@/lib/traces/model/trace';

/** A trace that ended this long ago is as whole as it gets, unless parents are missing. */
const YOUNG_MS = 60_000;
/** Missing parents are waited for this long: by then their own span has timed out. */
const MISSING_MS = 600_000;
/** Looks within which nothing arrived, after which the trace counts as whole. */
const MOST_SAME = 5;
/** Reading a large trace anew costs the reader's machine something. */
const LARGE = 20_000;

/** Ids of parents that are named and not here make a trace incomplete. */
export function missesParents({ flags }: Trace): boolean {
  return flags.some((bits) => (bits & ORPHAN) !== 0);
}

/**
 * Milliseconds until the next look; null where the trace is as whole as it gets. `same`: how many looks in a row brought
 * nothing.
 */
export function nextLook(trace: Trace, nowMs: number, same: number): number | null {
  if (same >= MOST_SAME) return null;
  const endMs = Number(trace.baseNs / 1_000_000n) + trace.totalNs / 1e6;
  const age = nowMs - endMs;
  const waits = age < YOUNG_MS || (age < MISSING_MS && missesParents(trace));
  if (!waits) return null;
  return (trace.count > LARGE ? 30_000 : 3_000) * 2 ** Math.min(same, 3);
}

/** Whether a second reading holds what the first did: then nothing has to be drawn anew. */
export function isSameReading(before: Trace, after: Trace): boolean {
  return (
    before.traceId === after.traceId &&
    before.count === after.count &&
    before.baseNs === after.baseNs &&
    before.totalNs === after.totalNs &&
    before.clocksAdjusted === after.clocksAdjusted &&
    before.values.bytes.length === after.values.bytes.length
  );
}
