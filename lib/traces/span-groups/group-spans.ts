/** Figures of the spans of a trace, group by group. Times are nanoseconds. */
import { FAILED, type Trace } from '@/lib/traces/model/trace';
import { type GroupKey, type RowReader, rowReader } from './group-key';

export interface SpanFigures {
  readonly spans: number;
  readonly failed: number;
  /** Sum of the durations: spans within spans of one group count twice, as they do in Jaeger. */
  readonly totalNs: number;
  readonly averageNs: number;
  readonly shortestNs: number;
  /** By nearest rank: each is the duration of one of the spans. */
  readonly p50Ns: number;
  readonly p95Ns: number;
  readonly longestNs: number;
  readonly selfTotalNs: number;
  readonly selfAverageNs: number;
  readonly selfShortestNs: number;
  readonly selfLongestNs: number;
  /** Of the duration of the trace; may exceed 1 where spans run side by side. */
  readonly selfShare: number;
}

export interface SpanGroup extends SpanFigures {
  /** Null: the spans that have no such attribute. */
  readonly value: string | null;
  /** The longest of them. */
  readonly row: number;
  /** By the second key, where one was asked for. */
  readonly groups: readonly SpanGroup[];
}

/** `self`: self time by row. Groups come by self time, the largest first; spans without the attribute are a group too. */
export function groupSpans(
  trace: Trace,
  self: Float64Array,
  by: GroupKey,
  then: GroupKey | null = null,
): SpanGroup[] {
  const first = rowReader(trace, by);
  const second = then === null ? null : rowReader(trace, then);
  const all = new Int32Array(trace.count);
  for (let row = 0; row < trace.count; row += 1) all[row] = row;
  return groupsOf(all, first)
    .map(([value, rows]) => ({
      ...groupOf(trace, self, value, rows),
      groups:
        second === null
          ? []
          : groupsOf(rows, second)
              .map(([inner, own]) => ({ ...groupOf(trace, self, inner, own), groups: [] }))
              .sort(bySelfTime),
    }))
    .sort(bySelfTime);
}

function bySelfTime(a: SpanGroup, b: SpanGroup): number {
  return (
    b.selfTotalNs - a.selfTotalNs || b.spans - a.spans || (a.value ?? '').localeCompare(b.value ?? '', 'en')
  );
}

/** Rows by value. Two numbers may stand for one text (1 and "1"): those are one group. */
function groupsOf(rows: Int32Array, reader: RowReader): [string | null, Int32Array][] {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const id = reader.of(row);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const byText = new Map<string | null, { ids: number[]; count: number }>();
  for (const [id, count] of counts) {
    const text = id < 0 ? null : reader.text(id);
    const known = byText.get(text);
    if (known === undefined) byText.set(text, { ids: [id], count });
    else {
      known.ids.push(id);
      known.count += count;
    }
  }
  const slotOf = new Map<number, number>();
  const lists = [...byText].map(([text, { ids, count }], slot): [string | null, Int32Array] => {
    for (const id of ids) slotOf.set(id, slot);
    return [text, new Int32Array(count)];
  });
  const filled = new Int32Array(lists.length);
  for (const row of rows) {
    const slot = slotOf.get(reader.of(row)) ?? 0;
    const list = lists[slot]?.[1];
    const at = filled[slot] ?? 0;
    if (list !== undefined) list[at] = row;
    filled[slot] = at + 1;
  }
  return lists;
}

function groupOf(
  trace: Trace,
  self: Float64Array,
  value: string | null,
  rows: Int32Array,
): Omit<SpanGroup, 'groups'> {
  const durations = new Float64Array(rows.length);
  let [failed, totalNs, selfTotalNs, selfLongestNs] = [0, 0, 0, 0];
  let selfShortestNs = Number.POSITIVE_INFINITY;
  let longest = rows[0] ?? 0;
  rows.forEach((row, at) => {
    const duration = trace.durationNs[row] ?? 0;
    const own = self[row] ?? 0;
    durations[at] = duration;
    failed += (trace.flags[row] ?? 0) & FAILED;
    totalNs += duration;
    selfTotalNs += own;
    selfShortestNs = Math.min(selfShortestNs, own);
    selfLongestNs = Math.max(selfLongestNs, own);
    if (duration > (trace.durationNs[longest] ?? 0)) longest = row;
  });
  durations.sort();
  const rank = (share: number): number => durations[Math.max(0, Math.ceil(share * rows.length) - 1)] ?? 0;
  return {
    value,
    row: longest,
    spans: rows.length,
    failed,
    totalNs,
    averageNs: totalNs / rows.length,
    shortestNs: durations[0] ?? 0,
    p50Ns: rank(0.5),
    p95Ns: rank(0.95),
    longestNs: rank(1),
    selfTotalNs,
    selfAverageNs: selfTotalNs / rows.length,
    selfShortestNs,
    selfLongestNs,
    selfShare: trace.totalNs > 0 ? selfTotalNs / trace.totalNs : 0,
  };
}
