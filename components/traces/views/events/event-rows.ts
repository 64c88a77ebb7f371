/** The events of all spans as one list. An event is a position in `trace.events`. Pure. */
import { orderByNumber, orderByText, type SortOrder } from '@/components/traces/views/sort-order';
import { valueText } from '@/lib/traces/model/read-row';
import type { Trace } from '@/lib/traces/model/trace';

/** The row to which each event belongs. */
export function rowsOfEvents(trace: Trace): Int32Array {
  const rows = new Int32Array(trace.events.timeNs.length);
  for (let row = 0; row < trace.count; row += 1) {
    rows.fill(row, trace.events.offset[row] ?? 0, trace.events.offset[row + 1] ?? 0);
  }
  return rows;
}

/** Attributes of an event, as they stand in one line: `key=value key=value`. */
export function eventAttributesText(trace: Trace, event: number): string {
  const { offset, key, value } = trace.events.attributes;
  const parts: string[] = [];
  for (let at = offset[event] ?? 0; at < (offset[event + 1] ?? 0); at += 1)
    parts.push(`${trace.keys[key[at] ?? -1] ?? ''}=${valueText(trace, value[at] ?? -1)}`);
  return parts.join(' ');
}

export function eventName(trace: Trace, event: number): string {
  const name = trace.events.name[event] ?? -1;
  return name < 0 ? '' : valueText(trace, name);
}

/** Events whose name, attributes, service or operation hold all words; all where there are none. */
export function filteredEvents(trace: Trace, rows: Int32Array, words: readonly string[]): Int32Array {
  const all = new Int32Array(rows.length);
  let count = 0;
  for (let event = 0; event < rows.length; event += 1) {
    if (words.length > 0) {
      const row = rows[event] ?? 0;
      const text = [
        eventName(trace, event),
        eventAttributesText(trace, event),
        trace.services[trace.service[row] ?? 0] ?? '',
        trace.names[trace.name[row] ?? 0] ?? '',
      ]
        .join('\n')
        .toLowerCase();
      if (!words.every((word) => text.includes(word))) continue;
    }
    all[count] = event;
    count += 1;
  }
  return all.subarray(0, count);
}

/** A sorted copy: by time unless said otherwise. */
export function sortedEvents(
  trace: Trace,
  rows: Int32Array,
  events: Int32Array,
  { column, descending }: SortOrder,
): Int32Array {
  const copy = events.slice();
  switch (column) {
    case 'span':
      return orderByText(copy, (event) => trace.service[rows[event] ?? 0] ?? 0, trace.services, descending);
    case 'name': {
      const ids = [...new Set(trace.events.name)];
      const place = new Map(ids.map((id, at) => [id, at]));
      const texts = ids.map((id) => valueText(trace, id));
      return orderByText(copy, (event) => place.get(trace.events.name[event] ?? -1) ?? 0, texts, descending);
    }
    default:
      return orderByNumber(copy, (event) => trace.events.timeNs[event] ?? 0, descending);
  }
}
