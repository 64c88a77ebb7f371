/** Start and duration of every span, made fit to draw, with a sentence wherever that took something away. */
import type { Span } from './search';
import type { SpanLinks, Warn } from './tree-links';

/** Clocks of two processes agree to a few microseconds at best; less is no finding. */
const SKEW_TOLERANCE_US = 10;

/** A span without a usable start is drawn where its parent starts. */
export function settledStarts(spans: readonly Span[], parent: Int32Array, warn: Warn): Float64Array {
  // A loop, because `Float64Array.from` is ten times as slow and there may be 100,000 spans.
  const starts = new Float64Array(spans.length);
  spans.forEach((span, position) => {
    starts[position] = span.startUs > 0 ? span.startUs : Number.NaN;
  });
  let earliest = Number.POSITIVE_INFINITY;
  for (const start of starts) if (start < earliest) earliest = start;
  if (earliest === Number.POSITIVE_INFINITY) earliest = 0;
  const path: number[] = [];
  for (let from = 0; from < spans.length; from += 1) {
    let at = from;
    path.length = 0;
    while (at >= 0 && Number.isNaN(starts[at])) {
      path.push(at);
      at = parent[at] ?? -1;
    }
    const start = at < 0 ? earliest : (starts[at] ?? earliest);
    for (const position of path) {
      starts[position] = start;
      warn(position, 'It has no start, so it is drawn where its parent starts.');
    }
  }
  return starts;
}

/** A span that ends before it starts has no length. */
export function settledDurations(spans: readonly Span[], warn: Warn): Float64Array {
  const durations = new Float64Array(spans.length);
  spans.forEach((span, position) => {
    if (span.durationUs > 0) {
      durations[position] = span.durationUs;
      return;
    }
    warn(
      position,
      span.durationUs < 0
        ? `It ends ${-span.durationUs} µs before it starts, so it is drawn without a length.`
        : 'Its duration is zero.',
    );
  });
  return durations;
}

/** Says which spans start before their parents. */
export function warnOfSkew(spans: readonly Span[], links: SpanLinks, starts: Float64Array, warn: Warn): void {
  for (let position = 0; position < spans.length; position += 1) {
    const parent = links.parent[position] ?? -1;
    if (parent < 0) continue;
    const early = (starts[parent] ?? 0) - (starts[position] ?? 0);
    if (early <= SKEW_TOLERANCE_US) continue;
    const other = spans[parent]?.service ?? '';
    const clocks =
      other === spans[position]?.service
        ? 'its times are not consistent'
        : `the clocks of ${other} and ${spans[position]?.service} differ`;
    warn(position, `It starts ${Math.round(early)} µs before its parent: ${clocks}.`);
  }
}
