/**
 * Which span is whose parent, made safe: ids that occur twice, parents that are missing, that are the span itself
 * or that form a circle. Works on positions in the order in which spans came; order.ts puts them in rows.
 */
import { SPAN_KINDS } from './span';
import type { SpanColumns } from './span-columns';
import { emptySlots, findId, hexOf, slotOf } from './span-ids';
import { ASYNCHRONOUS, CIRCULAR, DUPLICATE_ID, ORPHAN, SERVER_HALF } from './trace';

export interface Parents {
  /** Position of the parent, or −1 for a root. */
  readonly parent: Int32Array<ArrayBuffer>;
  /** See trace.ts. */
  readonly flags: Uint16Array<ArrayBuffer>;
  /** Positions by id: of a client and server half with one id, the server's. */
  readonly slots: Int32Array<ArrayBuffer>;
}

const CLIENT = SPAN_KINDS.indexOf('client');
const SERVER = SPAN_KINDS.indexOf('server');
const PRODUCER = SPAN_KINDS.indexOf('producer');
const CONSUMER = SPAN_KINDS.indexOf('consumer');

export function findParents(columns: SpanColumns): Parents {
  const { count } = columns;
  const flags = new Uint16Array(count);
  const parent = new Int32Array(count).fill(-1);
  const { slots, clientHalf } = indexIds(columns, flags);
  const ids = columns.spanId.view();
  const named = columns.parentSpanId.view();
  const kind = columns.kind.view();
  const ownTrace = columns.textId(columns.traceId);
  for (let at = 0; at < count; at += 1) {
    const half = clientHalf.size === 0 ? undefined : clientHalf.get(at);
    if (half !== undefined) {
      parent[at] = half;
      continue;
    }
    const high = named[2 * at] ?? 0;
    const low = named[2 * at + 1] ?? 0;
    const names = high !== 0 || low !== 0;
    if (names && high === ids[2 * at] && low === ids[2 * at + 1]) {
      flags[at] = (flags[at] ?? 0) | CIRCULAR;
      columns.note(at, 'It names itself as its parent, so it is drawn as a root.');
      continue;
    }
    let found = names ? findId(slots, ids, high, low) : -1;
    if (found < 0) {
      found = followed(columns, slots, ids, at, ownTrace);
      if (found >= 0) flags[at] = (flags[at] ?? 0) | ASYNCHRONOUS;
    } else if (kind[found] === PRODUCER && kind[at] === CONSUMER) {
      flags[at] = (flags[at] ?? 0) | ASYNCHRONOUS;
    }
    parent[at] = found;
    if (found >= 0 || !names) continue;
    flags[at] = (flags[at] ?? 0) | ORPHAN;
    columns.note(
      at,
      `Its parent ${hexOf(high, low)} is not in this trace: it was not recorded, or has not arrived yet.`,
    );
  }
  breakCircles(columns, parent, flags);
  return { parent, flags, slots };
}

/** A span whose parent is not here, but that follows from another of its trace, is drawn below that one. */
function followed(
  columns: SpanColumns,
  slots: Int32Array,
  ids: Uint32Array,
  at: number,
  ownTrace: number,
): number {
  const end = columns.linkOffset.data[at + 1] ?? 0;
  for (let link = columns.linkOffset.data[at] ?? 0; link < end; link += 1) {
    if (columns.linkFollows.data[link] !== 1 || columns.linkTraceId.data[link] !== ownTrace) continue;
    const high = columns.linkSpanId.data[2 * link] ?? 0;
    const low = columns.linkSpanId.data[2 * link + 1] ?? 0;
    const found = findId(slots, ids, high, low);
    if (found >= 0 && found !== at) return found;
  }
  return -1;
}

/**
 * Zipkin gives one id to the client's and the server's half of a call: the server's half then belongs below the client's,
 * and children name the id of both but were made by the server. Any other repetition stays as a sibling, with a note.
 */
function indexIds(columns: SpanColumns, flags: Uint16Array) {
  const { count } = columns;
  const slots = emptySlots(count);
  const ids = columns.spanId.view();
  const kind = columns.kind.view();
  /** Position of a server's half → of its client's. */
  const clientHalf = new Map<number, number>();
  for (let at = 0; at < count; at += 1) {
    const slot = slotOf(slots, ids, ids[2 * at] ?? 0, ids[2 * at + 1] ?? 0);
    const before = slots[slot] ?? -1;
    if (before < 0) {
      slots[slot] = at;
    } else if (!clientHalf.has(before) && kind[before] === CLIENT && kind[at] === SERVER) {
      clientHalf.set(at, before);
      slots[slot] = at;
    } else if (!clientHalf.has(before) && kind[before] === SERVER && kind[at] === CLIENT) {
      clientHalf.set(before, at);
    } else {
      flags[at] = (flags[at] ?? 0) | DUPLICATE_ID;
      const id = hexOf(ids[2 * at] ?? 0, ids[2 * at + 1] ?? 0);
      columns.note(
        at,
        `Its id ${id} occurs more than once; children are drawn below the first span with it.`,
      );
    }
  }
  for (const server of clientHalf.keys()) flags[server] = (flags[server] ?? 0) | SERVER_HALF;
  return { slots, clientHalf };
}

/** Walks up from every span once; where the walk meets itself, the earliest span of the circle becomes a root. */
function breakCircles(columns: SpanColumns, parent: Int32Array, flags: Uint16Array): void {
  const NEW = 0;
  const WALKING = 1;
  const DONE = 2;
  const state = new Uint8Array(parent.length);
  for (let from = 0; from < parent.length; from += 1) {
    let at = from;
    while (at >= 0 && state[at] === NEW) {
      state[at] = WALKING;
      at = parent[at] ?? -1;
    }
    if (at >= 0 && state[at] === WALKING) {
      const root = earliestOfCircle(columns, parent, at);
      parent[root] = -1;
      flags[root] = (flags[root] ?? 0) | CIRCULAR;
      columns.note(root, 'Its parents form a circle, so it is drawn as a root.');
    }
    at = from;
    while (at >= 0 && state[at] === WALKING) {
      state[at] = DONE;
      at = parent[at] ?? -1;
    }
  }
}

function earliestOfCircle(columns: SpanColumns, parent: Int32Array, member: number): number {
  const seconds = columns.startSeconds.data;
  const nanos = columns.startNanos.data;
  let earliest = member;
  for (let at = parent[member] ?? member; at !== member; at = parent[at] ?? member) {
    const later = (seconds[at] ?? 0) - (seconds[earliest] ?? 0);
    if (later < 0 || (later === 0 && (nanos[at] ?? 0) < (nanos[earliest] ?? 0))) earliest = at;
  }
  return earliest;
}
