/** Durations as the Gateway API writes them: whole numbers with h, m, s, ms (GEP-2257). */
import { durationSeconds } from '@/lib/config/duration';

/** Null when the text is no duration, or finer than a millisecond. `2.000s` becomes `2s`, `0.5s` `500ms`. */
export function gatewayDuration(text: string): string | null {
  const seconds = durationSeconds(text);
  if (seconds === null || seconds < 0) return null;
  const milliseconds = Math.round(seconds * 1000);
  if (Math.abs(milliseconds - seconds * 1000) > 1e-6 || milliseconds >= 99_999 * 3_600_000) return null;
  if (milliseconds === 0) return '0s';
  const parts: string[] = [];
  let rest = milliseconds;
  for (const [unit, size] of [
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1000],
    ['ms', 1],
  ] as const) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count}${unit}`);
    rest -= count * size;
  }
  return parts.join('');
}
