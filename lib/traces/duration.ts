/** Durations as people and Go write them: `1.5s`, `200ms`, `1m30s`. Microseconds inside. */

const MICROSECONDS: Readonly<Record<string, number>> = {
  ns: 0.001,
  us: 1,
  µs: 1,
  μs: 1,
  ms: 1e3,
  s: 1e6,
  m: 60e6,
  h: 3600e6,
};

const PART = /(\d+(?:\.\d+)?|\.\d+)\s*(ns|us|µs|μs|ms|s|m|h)/y;

/** Microseconds, or `null` where it is no duration. A bare number has no unit and is refused; negative ones too. */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > 40) return null;
  let total = 0;
  PART.lastIndex = 0;
  while (PART.lastIndex < trimmed.length) {
    const at = PART.lastIndex;
    const match = PART.exec(trimmed);
    if (match === null || match.index !== at) return null;
    total += Number(match[1]) * (MICROSECONDS[match[2] ?? ''] ?? Number.NaN);
    while (trimmed[PART.lastIndex] === ' ') PART.lastIndex += 1;
  }
  return Number.isFinite(total) ? total : null;
}

/** The shortest exact spelling that `parseDuration` reads back. */
export function writeDuration(microseconds: number): string {
  if (microseconds >= 1e6 && Number.isInteger(microseconds / 1e4)) return `${microseconds / 1e6}s`;
  if (microseconds >= 1e3 && Number.isInteger(microseconds / 10)) return `${microseconds / 1e3}ms`;
  return `${microseconds}us`;
}
