/** Which spans the table shows, and in which order. Pure. */
import type { TraceModel } from '@/components/traces/trace-model';
import { orderByNumber, orderByText, type SortOrder } from '@/components/traces/views/sort-order';
import { SPAN_KINDS } from '@/lib/traces/model/span';
import { FAILED, hasFlag, type Trace } from '@/lib/traces/model/trace';
import { rowTest, type SpanCondition } from '@/lib/traces/span-groups/conditions';

export interface SpansFilter {
  readonly conditions: readonly SpanCondition[];
  readonly only: 'all' | 'failed' | 'matches';
  /** What the search in the trace found. */
  readonly matched: { has(row: number): boolean };
}

/** Rows that pass, in the order of the trace. */
export function filteredRows(trace: Trace, { conditions, only, matched }: SpansFilter): Int32Array {
  const test = rowTest(trace, conditions);
  const rows = new Int32Array(trace.count);
  let count = 0;
  for (let row = 0; row < trace.count; row += 1) {
    if (only === 'failed' && !hasFlag(trace, row, FAILED)) continue;
    if ((only === 'matches' && !matched.has(row)) || !test(row)) continue;
    rows[count] = row;
    count += 1;
  }
  return rows.subarray(0, count);
}

/** A sorted copy. */
export function sortedRows(
  model: TraceModel,
  rows: Int32Array,
  { column, descending }: SortOrder,
): Int32Array {
  const { trace, self, path } = model;
  const copy = rows.slice();
  const byNumber = (values: ArrayLike<number>) => orderByNumber(copy, (row) => values[row] ?? 0, descending);
  const byText = (ids: ArrayLike<number>, texts: readonly string[]) =>
    orderByText(copy, (row) => ids[row] ?? 0, texts, descending);
  switch (column) {
    case 'service':
      return byText(trace.service, trace.services);
    case 'name':
      return byText(trace.name, trace.names);
    case 'kind':
      return byText(trace.kind, SPAN_KINDS);
    case 'duration':
      return byNumber(trace.durationNs);
    case 'self':
      return byNumber(self);
    case 'critical':
      return byNumber(path.ownNs);
    case 'depth':
      return byNumber(trace.depth);
    case 'spans':
      return byNumber(trace.size);
    default:
      return byNumber(trace.startNs);
  }
}
