/** From spans as they came to the trace in rows: parents, times, clocks, order, and every column put in that order. */
import { failedPositions } from './failed';
import { preOrder, sortPositions } from './order';
import { findParents, type Parents } from './parents';
import { clockSkew } from './skew';
import type { AttributeLists, SpanColumns } from './span-columns';
import { settleTimes, type Times } from './times';
import {
  type AttributeTable,
  BEFORE_PARENT,
  CLOCK_ADJUSTED,
  type EventTable,
  FAILED,
  type LinkTable,
  type Trace,
} from './trace';

export interface ArrangeOptions {
  /** Move spans whose clock was off (skew.ts). On unless said otherwise. */
  readonly adjustClocks?: boolean;
}

/** Takes over the columns: they must not be added to afterwards. */
export function arrangeTrace(columns: SpanColumns, options: ArrangeOptions = {}): Trace {
  const parents = findParents(columns);
  const times = settleTimes(columns, parents.parent, parents.flags);
  let order = preOrder(parents.parent, times.startNs);
  const skew =
    options.adjustClocks === false
      ? null
      : clockSkew({
          ...times,
          ...parents,
          order,
          resource: columns.resource.view(),
          resources: columns.resources.list,
        });
  if (skew !== null) {
    moveStarts(skew, parents, times);
    order = preOrder(parents.parent, times.startNs);
  }
  flagEarly(parents, times);
  const failed = failedPositions(columns);
  for (let at = 0; at < failed.length; at += 1) {
    if (failed[at] === 1) parents.flags[at] = (parents.flags[at] ?? 0) | FAILED;
  }
  return inRows(columns, parents, times, skew, order);
}

function moveStarts(skew: Float64Array, parents: Parents, times: Times): void {
  for (let at = 0; at < skew.length; at += 1) {
    const moved = skew[at] ?? 0;
    if (moved === 0) continue;
    times.startNs[at] = (times.startNs[at] ?? 0) + moved;
    parents.flags[at] = (parents.flags[at] ?? 0) | CLOCK_ADJUSTED;
  }
}

/** Clocks of two processes agree to a few microseconds at best; less is no finding. */
const TOLERANCE_NS = 10_000;

function flagEarly({ parent, flags }: Parents, { startNs }: Times): void {
  for (let at = 0; at < parent.length; at += 1) {
    const above = parent[at] ?? -1;
    if (above < 0) continue;
    const early = (startNs[above] ?? 0) - (startNs[at] ?? 0);
    if (early > TOLERANCE_NS) flags[at] = (flags[at] ?? 0) | BEFORE_PARENT;
  }
}

function inRows(
  columns: SpanColumns,
  { parent, flags, slots }: Parents,
  times: Times,
  skew: Float64Array | null,
  order: Int32Array<ArrayBuffer>,
): Trace {
  const count = order.length;
  const rowAt = new Int32Array(count);
  for (let row = 0; row < count; row += 1) rowAt[order[row] ?? 0] = row;
  let least = count === 0 ? 0 : Number.POSITIVE_INFINITY;
  for (const start of times.startNs) if (start < least) least = start;
  const tree = treeColumns(order, parent, flags, rowAt);
  const { services, service } = servicesInOrder(columns, order);
  const startNs = new Float64Array(count);
  const durationNs = new Float64Array(count);
  let totalNs = 0;
  for (let row = 0; row < count; row += 1) {
    const at = order[row] ?? 0;
    startNs[row] = (times.startNs[at] ?? 0) - least;
    durationNs[row] = times.durationNs[at] ?? 0;
    totalNs = Math.max(totalNs, (startNs[row] ?? 0) + (durationNs[row] ?? 0));
  }
  const skewNs = skew === null ? null : float64InOrder(skew, order);
  // Before the values are closed: they hold the sentences too.
  const notes = notesInRows(columns, rowAt);
  const baseNs = BigInt(times.baseSeconds) * 1_000_000_000n + BigInt(times.baseNanos) + BigInt(least);
  return {
    traceId: columns.traceId,
    count,
    baseNs: count === 0 ? 0n : baseNs,
    totalNs,
    warnings: columns.warnings,
    clocksAdjusted: skew !== null,
    services,
    names: columns.names.list,
    resources: columns.resources.list,
    scopes: columns.scopes.list,
    keys: columns.keys.list,
    ...tree,
    startNs,
    durationNs,
    service,
    name: int32InOrder(columns.name.data, order),
    resource: int32InOrder(columns.resource.data, order),
    scope: int32InOrder(columns.scope.data, order),
    kind: uint8InOrder(columns.kind.data, order),
    status: uint8InOrder(columns.status.data, order),
    skewNs,
    statusMessage: int32InOrder(columns.statusMessage.data, order),
    attributes: listsInOrder(columns.attributes, order),
    events: eventsInRows(columns, order, times, least, { startNs, skewNs }),
    links: linksInRows(columns, order),
    notes,
    values: columns.values.finish(),
    spanId: pairsInOrder(columns.spanId.data, order),
    parentSpanId: pairsInOrder(columns.parentSpanId.data, order),
    idSlots: slotsOfRows(slots, rowAt),
  };
}

// One function for each width: a loop over arrays of all widths is five times as slow.
function float64InOrder(from: Float64Array, order: Int32Array): Float64Array<ArrayBuffer> {
  const into = new Float64Array(order.length);
  for (let row = 0; row < into.length; row += 1) into[row] = from[order[row] ?? 0] ?? 0;
  return into;
}

function uint32InOrder(from: Uint32Array, order: Int32Array): Uint32Array<ArrayBuffer> {
  const into = new Uint32Array(order.length);
  for (let row = 0; row < into.length; row += 1) into[row] = from[order[row] ?? 0] ?? 0;
  return into;
}

function uint16InOrder(from: Uint16Array, order: Int32Array): Uint16Array<ArrayBuffer> {
  const into = new Uint16Array(order.length);
  for (let row = 0; row < into.length; row += 1) into[row] = from[order[row] ?? 0] ?? 0;
  return into;
}

function int32InOrder(from: Int32Array, order: Int32Array): Int32Array<ArrayBuffer> {
  const into = new Int32Array(order.length);
  for (let row = 0; row < into.length; row += 1) into[row] = from[order[row] ?? 0] ?? 0;
  return into;
}

function uint8InOrder(from: Uint8Array, order: Int32Array): Uint8Array<ArrayBuffer> {
  const into = new Uint8Array(order.length);
  for (let row = 0; row < into.length; row += 1) into[row] = from[order[row] ?? 0] ?? 0;
  return into;
}

function slotsOfRows(slots: Int32Array, rowAt: Int32Array): Int32Array<ArrayBuffer> {
  const into = new Int32Array(slots.length).fill(-1);
  for (let slot = 0; slot < slots.length; slot += 1) {
    const at = slots[slot] ?? -1;
    if (at >= 0) into[slot] = rowAt[at] ?? -1;
  }
  return into;
}

function pairsInOrder(pairs: Uint32Array, order: Int32Array): Uint32Array<ArrayBuffer> {
  const into = new Uint32Array(order.length * 2);
  for (let row = 0; row < order.length; row += 1) {
    const at = order[row] ?? 0;
    into[2 * row] = pairs[2 * at] ?? 0;
    into[2 * row + 1] = pairs[2 * at + 1] ?? 0;
  }
  return into;
}

function treeColumns(order: Int32Array, parentAt: Int32Array, flagsAt: Uint16Array, rowAt: Int32Array) {
  const count = order.length;
  const parent = new Int32Array(count);
  const depth = new Int32Array(count);
  const size = new Int32Array(count).fill(1);
  const failedBelow = new Int32Array(count);
  const flags = uint16InOrder(flagsAt, order);
  let maxDepth = 0;
  for (let row = 0; row < count; row += 1) {
    const above = parentAt[order[row] ?? 0] ?? -1;
    const parentRow = above < 0 ? -1 : (rowAt[above] ?? -1);
    parent[row] = parentRow;
    const level = parentRow < 0 ? 0 : (depth[parentRow] ?? 0) + 1;
    depth[row] = level;
    if (level > maxDepth) maxDepth = level;
  }
  // From the last row up: every child stands after its parent, so one pass sums whole subtrees.
  for (let row = count - 1; row >= 0; row -= 1) {
    const above = parent[row] ?? -1;
    if (above < 0) continue;
    size[above] = (size[above] ?? 0) + (size[row] ?? 0);
    failedBelow[above] = (failedBelow[above] ?? 0) + (failedBelow[row] ?? 0) + ((flags[row] ?? 0) & FAILED);
  }
  return { parent, depth, size, failedBelow, flags, maxDepth };
}

function servicesInOrder(columns: SpanColumns, order: Int32Array) {
  const place = new Int32Array(columns.services.list.length).fill(-1);
  const services: string[] = [];
  const service = new Int32Array(order.length);
  for (let row = 0; row < order.length; row += 1) {
    const id = columns.service.data[order[row] ?? 0] ?? 0;
    if ((place[id] ?? -1) < 0) place[id] = services.push(columns.services.list[id] ?? '') - 1;
    service[row] = place[id] ?? 0;
  }
  return { services, service };
}

/** Offsets of lists in another order of their owners. */
function offsetsInOrder(offset: Uint32Array, order: Int32Array): Uint32Array<ArrayBuffer> {
  const into = new Uint32Array(order.length + 1);
  let end = 0;
  for (let row = 0; row < order.length; row += 1) {
    const at = order[row] ?? 0;
    end += (offset[at + 1] ?? 0) - (offset[at] ?? 0);
    into[row + 1] = end;
  }
  return into;
}

function listsInOrder(lists: AttributeLists, order: Int32Array): AttributeTable {
  // A list may move its data while it grows, so each is looked up once: this copies a million pairs.
  const [from, keys, values] = [lists.offset.data, lists.key.data, lists.value.data];
  const offset = offsetsInOrder(from, order);
  const total = offset[order.length] ?? 0;
  const key = new Uint32Array(total);
  const value = new Uint32Array(total);
  let to = 0;
  for (let row = 0; row < order.length; row += 1) {
    const owner = order[row] ?? 0;
    const end = from[owner + 1] ?? 0;
    for (let at = from[owner] ?? 0; at < end; at += 1) {
      key[to] = keys[at] ?? 0;
      value[to] = values[at] ?? 0;
      to += 1;
    }
  }
  return { offset, key, value };
}

/** Positions of the parts (events, links) in the order of their owners' rows. */
function partsInOrder(offset: Uint32Array, order: Int32Array): Int32Array<ArrayBuffer> {
  const parts = new Int32Array(offset[order.length] ?? 0);
  let to = 0;
  for (const owner of order) {
    const end = offset[owner + 1] ?? 0;
    for (let at = offset[owner] ?? 0; at < end; at += 1) {
      parts[to] = at;
      to += 1;
    }
  }
  return parts;
}

function eventsInRows(
  columns: SpanColumns,
  order: Int32Array,
  times: Times,
  least: number,
  rows: { readonly startNs: Float64Array; readonly skewNs: Float64Array | null },
): EventTable {
  const offset = offsetsInOrder(columns.eventOffset.data, order);
  const parts = partsInOrder(columns.eventOffset.data, order);
  const timeOfPart = new Float64Array(parts.length);
  for (let row = 0; row < order.length; row += 1) {
    const from = offset[row] ?? 0;
    const to = offset[row + 1] ?? 0;
    for (let at = from; at < to; at += 1) {
      const part = parts[at] ?? 0;
      const seconds = columns.eventSeconds.data[part] ?? Number.NaN;
      const told =
        (seconds - times.baseSeconds) * 1e9 +
        ((columns.eventNanos.data[part] ?? 0) - times.baseNanos) -
        least;
      // An event without an instant, or with one that cannot be, is shown at the start of its span.
      const usable =
        Number.isFinite(told) && (seconds > 0 || told > -1e9) && Math.abs(told) <= Number.MAX_SAFE_INTEGER;
      timeOfPart[part] = usable ? told + (rows.skewNs?.[row] ?? 0) : (rows.startNs[row] ?? 0);
    }
    sortParts(parts, from, to, timeOfPart);
  }
  return {
    offset,
    timeNs: float64InOrder(timeOfPart, parts),
    name: uint32InOrder(columns.eventName.data, parts),
    attributes: listsInOrder(columns.eventAttributes, parts),
  };
}

function sortParts(parts: Int32Array, from: number, to: number, time: Float64Array): void {
  if (to - from > 1) sortPositions(parts, from, to, time);
}

function linksInRows(columns: SpanColumns, order: Int32Array): LinkTable {
  const parts = partsInOrder(columns.linkOffset.data, order);
  return {
    offset: offsetsInOrder(columns.linkOffset.data, order),
    traceId: uint32InOrder(columns.linkTraceId.data, parts),
    spanId: pairsInOrder(columns.linkSpanId.data, parts),
    follows: uint8InOrder(columns.linkFollows.data, parts),
    attributes: listsInOrder(columns.linkAttributes, parts),
  };
}

function notesInRows(columns: SpanColumns, rowAt: Int32Array): Trace['notes'] {
  const count = rowAt.length;
  const total = columns.noteAt.length;
  const offset = new Uint32Array(count + 1);
  for (const at of columns.noteAt.view()) {
    const row = (rowAt[at] ?? 0) + 1;
    offset[row] = (offset[row] ?? 0) + 1;
  }
  for (let row = 0; row < count; row += 1) offset[row + 1] = (offset[row + 1] ?? 0) + (offset[row] ?? 0);
  const fill = offset.slice();
  const value = new Uint32Array(total);
  for (let note = 0; note < total; note += 1) {
    const row = rowAt[columns.noteAt.data[note] ?? 0] ?? 0;
    const place = fill[row] ?? 0;
    value[place] = columns.noteText.data[note] ?? 0;
    fill[row] = place + 1;
  }
  return { offset, value };
}
