/** How far the server's clock is from ours: what is "now" to it decides which samples it has. */
import 'server-only';

/**
 * Seconds that the server is ahead (negative: behind), from its own answer to `time()` and the moments before and
 * after; null where the answer is no number.
 */
export async function learnClockOffset(askTime: () => Promise<unknown>): Promise<number | null> {
  const before = Date.now();
  const data = await askTime();
  const between = (before + Date.now()) / 2000;
  const result = typeof data === 'object' && data !== null ? (data as { result?: unknown }).result : null;
  const seconds = Array.isArray(result) ? Number(result[1]) : Number.NaN;
  return Number.isFinite(seconds) ? seconds - between : null;
}
