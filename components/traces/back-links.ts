/** Spans of a trace that link to one of its spans. Links from other traces are not in it and cannot be known. Pure. */
import { valueAt } from '@/lib/traces/model/read-row';
import type { Trace } from '@/lib/traces/model/trace';

/** Rows in order. */
export function rowsLinkingTo(trace: Trace, row: number): number[] {
  const { links, spanId } = trace;
  const [upper, lower] = [spanId[2 * row], spanId[2 * row + 1]];
  const rows: number[] = [];
  if (links.traceId.length === 0) return rows;
  for (let from = 0; from < trace.count; from += 1) {
    for (let link = links.offset[from] ?? 0; link < (links.offset[from + 1] ?? 0); link += 1) {
      if (links.spanId[2 * link] !== upper || links.spanId[2 * link + 1] !== lower) continue;
      if (valueAt(trace, links.traceId[link] ?? 0) === trace.traceId && rows.at(-1) !== from) rows.push(from);
    }
  }
  return rows;
}
