/** How found traces are sorted. */
import type { TraceSummary } from '@/lib/traces/contract';
import type { Sort } from './search-state';

const FIGURE: Readonly<Record<Exclude<Sort, 'name'>, (trace: TraceSummary) => number>> = {
  time: (trace) => trace.startUs,
  duration: (trace) => trace.durationUs,
  spans: (trace) => trace.spans,
  // The caller's own failure counts for more than any number below it.
  errors: (trace) => trace.failedSpans + (trace.rootFailed ? 1e6 : 0),
};

/** A new list; equal ones stay newest first. */
export function sortTraces(
  traces: readonly TraceSummary[],
  sort: Sort,
  order: 'asc' | 'desc',
): readonly TraceSummary[] {
  const sign = order === 'asc' ? 1 : -1;
  const compare =
    sort === 'name' ? byName : (a: TraceSummary, b: TraceSummary) => FIGURE[sort](a) - FIGURE[sort](b);
  return [...traces].sort((a, b) => sign * compare(a, b) || b.startUs - a.startUs);
}

function byName(a: TraceSummary, b: TraceSummary): number {
  return a.rootService.localeCompare(b.rootService, 'en') || a.rootName.localeCompare(b.rootName, 'en');
}

const KEPT = 'time,duration,spans,errors,name';

/** A remembered order, as `duration asc`; anything else is newest first. */
export function readOrder(remembered: string): { readonly sort: Sort; readonly order: 'asc' | 'desc' } {
  const [sort = '', order] = remembered.split(' ');
  const known = KEPT.split(',').includes(sort);
  return { sort: known ? (sort as Sort) : 'time', order: order === 'asc' ? 'asc' : 'desc' };
}
