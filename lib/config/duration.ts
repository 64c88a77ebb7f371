/**
 * Durations as Istio takes them: Go's notation (https://pkg.go.dev/time#ParseDuration), e.g. `2s`, `2.000s`, `1h30m`.
 * A bare number or a unit Go does not know (`1d`) is no duration.
 */

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

const PART = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;

/** Seconds, or null when the text is no duration. `0` alone is allowed, as in Go. */
export function durationSeconds(text: string): number | null {
  const sign = text.startsWith('-') ? -1 : 1;
  const body = text.replace(/^[+-]/, '');
  if (body === '0') return 0;
  let seconds = 0;
  let read = 0;
  for (const part of body.matchAll(PART)) {
    if (part.index !== read) return null;
    seconds += Number(part[1]) * (UNIT_SECONDS[part[2] ?? ''] ?? Number.NaN);
    read = part.index + part[0].length;
  }
  return read === body.length && read > 0 ? sign * seconds : null;
}
