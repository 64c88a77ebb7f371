/**
 * Which span is whose parent, made safe: ids that occur twice, parents that are missing, that are the span itself
 * or that form a circle. Works on positions in the array as it came; `tree.ts` puts them in order.
 */
import type { Span } from './search';

/** Adds a sentence to what is odd about the span at `position`. */
export type Warn = (position: number, sentence: string) => void;

export interface SpanLinks {
  /** Position of the parent, or -1 for a root. */
  readonly parent: Int32Array;
  /** 1 where the parent does not wait for the span. */
  readonly asynchronous: Uint8Array;
  /** 1 where the span names a parent that is not here. */
  readonly orphan: Uint8Array;
  /** The position that an id stands for: of a client and server half with one id, the server's. */
  readonly positionOf: ReadonlyMap<string, number>;
}

export function linkSpans(spans: readonly Span[], warn: Warn): SpanLinks {
  const clientHalf = new Map<string, number>();
  const positionOf = indexIds(spans, clientHalf, warn);
  const parent = new Int32Array(spans.length).fill(-1);
  const asynchronous = new Uint8Array(spans.length);
  const orphan = new Uint8Array(spans.length);
  spans.forEach((span, position) => {
    const half = clientHalf.size === 0 ? undefined : clientHalf.get(span.spanId);
    if (half !== undefined && positionOf.get(span.spanId) === position) {
      parent[position] = half;
      return;
    }
    const follows = span.parentSpanId === null ? followed(span, positionOf) : undefined;
    const found = follows ?? (span.parentSpanId === null ? -1 : positionOf.get(span.parentSpanId));
    if (found === undefined) {
      orphan[position] = 1;
      warn(
        position,
        `Its parent ${span.parentSpanId} is not in this trace: it was not recorded, or has not arrived yet.`,
      );
    } else if (span.parentSpanId === span.spanId) {
      warn(position, 'It names itself as its parent, so it is drawn as a root.');
    } else {
      parent[position] = found;
      const producer = found >= 0 && spans[found]?.kind === 'producer';
      if (follows !== undefined || (producer && span.kind === 'consumer')) asynchronous[position] = 1;
    }
  });
  breakCycles(spans, parent, warn);
  return { parent, asynchronous, orphan, positionOf };
}

/** A span without a parent that follows from another of its trace is drawn below that one (OpenTracing's FOLLOWS_FROM). */
function followed(span: Span, positionOf: ReadonlyMap<string, number>): number | undefined {
  for (const link of span.links) {
    if (link.kind !== 'follows-from' || link.traceId !== span.traceId || link.spanId === span.spanId)
      continue;
    const position = positionOf.get(link.spanId);
    if (position !== undefined) return position;
  }
  return undefined;
}

/**
 * Zipkin gives one id to the client's and the server's half of a call: the server's half then belongs below the client's,
 * and children name the id of both but were made by the server. Any other repetition stays as a sibling, with a warning.
 */
function indexIds(spans: readonly Span[], clientHalf: Map<string, number>, warn: Warn): Map<string, number> {
  const positionOf = new Map<string, number>();
  spans.forEach((span, position) => {
    const before = positionOf.get(span.spanId);
    if (before === undefined) {
      positionOf.set(span.spanId, position);
      return;
    }
    const kinds = `${spans[before]?.kind} ${span.kind}`;
    if (!clientHalf.has(span.spanId) && kinds === 'client server') {
      clientHalf.set(span.spanId, before);
      positionOf.set(span.spanId, position);
    } else if (!clientHalf.has(span.spanId) && kinds === 'server client') {
      clientHalf.set(span.spanId, position);
    } else {
      warn(
        position,
        `Its id ${span.spanId} occurs more than once; children are drawn below the first span with it.`,
      );
    }
  });
  return positionOf;
}

/** Walks up from every span once; where the walk meets itself, the earliest span of the circle becomes a root. */
function breakCycles(spans: readonly Span[], parent: Int32Array, warn: Warn): void {
  const NEW = 0;
  const WALKING = 1;
  const DONE = 2;
  const state = new Uint8Array(spans.length);
  for (let from = 0; from < spans.length; from += 1) {
    let at = from;
    while (at >= 0 && state[at] === NEW) {
      state[at] = WALKING;
      at = parent[at] ?? -1;
    }
    if (at >= 0 && state[at] === WALKING) {
      const root = earliestOfCycle(spans, parent, at);
      parent[root] = -1;
      warn(root, 'Its parents form a circle, so it is drawn as a root.');
    }
    at = from;
    while (at >= 0 && state[at] === WALKING) {
      state[at] = DONE;
      at = parent[at] ?? -1;
    }
  }
}

function earliestOfCycle(spans: readonly Span[], parent: Int32Array, member: number): number {
  let earliest = member;
  for (let at = parent[member] ?? member; at !== member; at = parent[at] ?? member) {
    if ((spans[at]?.startUs ?? 0) < (spans[earliest]?.startUs ?? 0)) earliest = at;
  }
  return earliest;
}
