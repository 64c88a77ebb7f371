/** How found traces are sorted. */
import type { TraceSummary } from '@/lib/traces/summary';
import type { Sort } from './search-state';

const FIGURE: Readonly<Record<Sort, (trace: TraceSummary) => number>> = {
  time: (trace) => trace.startUs,
  duration: (trace) => trace.durationUs,
  spans: (trace) => trace.spans,
  // The caller's own failure counts for more than any number below it.
  errors: (trace) => trace.failedSpans + (trace.rootFailed ? 1e6 : 0),
};

/** A new list; equal figures stay newest first. */
export function sortTraces(
  traces: readonly TraceSummary[],
  sort: Sort,
  order: 'asc' | 'desc',
): readonly TraceSummary[] {
  const figure = FIGURE[sort];
  const sign = order === 'asc' ? 1 : -1;
  return [...traces].sort((a, b) => sign * (figure(a) - figure(b)) || b.startUs - a.startUs);
}
