/** Which spans of a trace are looked at: by service, kind, share of the trace, failure, and what the search finds. Pure. */
import { SPAN_KINDS } from '@/lib/traces/model/span';
import { FAILED, mainRoot, type Trace } from '@/lib/traces/model/trace';

export interface RowFilter {
  /** Names of services that are left out. */
  readonly without: readonly string[];
  /** Kinds that are looked at; none named = all. */
  readonly kinds: readonly string[];
  /** Least length as a share of the trace, 0 to 1. */
  readonly leastShare: number;
  readonly only: 'all' | 'failed' | 'matches' | 'path';
}

export const EVERYTHING: RowFilter = { without: [], kinds: [], leastShare: 0, only: 'all' };

export function isFiltering(filter: RowFilter): boolean {
  return (
    filter.without.length > 0 || filter.kinds.length > 0 || filter.leastShare > 0 || filter.only !== 'all'
  );
}

export interface FilterFacts {
  readonly matched: Pick<ReadonlySet<number>, 'has'>;
  /** 1 = on the critical path. */
  readonly visited: ArrayLike<number>;
}

/** One mark per row: 1 = the filter keeps it. The row that names the trace is always kept. Null = nothing is filtered. */
export function keptRows(trace: Trace, filter: RowFilter, facts: FilterFacts): Uint8Array | null {
  if (!isFiltering(filter)) return null;
  const { count, service, kind, durationNs, flags } = trace;
  const out = Uint8Array.from(trace.services, (name) => (filter.without.includes(name) ? 1 : 0));
  const kinds = Uint8Array.from(SPAN_KINDS, (name) =>
    filter.kinds.length === 0 || filter.kinds.includes(name) ? 1 : 0,
  );
  const least = filter.leastShare * trace.totalNs;
  const kept = new Uint8Array(count);
  for (let row = 0; row < count; row += 1) {
    if (out[service[row] ?? 0] === 1 || kinds[kind[row] ?? 0] !== 1 || (durationNs[row] ?? 0) < least)
      continue;
    if (filter.only === 'failed' && ((flags[row] ?? 0) & FAILED) === 0) continue;
    if (filter.only === 'matches' && !facts.matched.has(row)) continue;
    if (filter.only === 'path' && facts.visited[row] !== 1) continue;
    kept[row] = 1;
  }
  if (count > 0) kept[mainRoot(trace)] = 1;
  return kept;
}
