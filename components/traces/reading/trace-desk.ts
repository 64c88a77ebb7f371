/** What the worker does, apart from being one: reads traces, holds the latest for searching in them. */
import { Fault } from '@/lib/mesh/fault';
import { compareTraces, type TraceComparison } from '@/lib/traces/compare/comparison';
import { findRows } from '@/lib/traces/find-rows';
import { type FlameBars, type FlameKind, flameBars } from '@/lib/traces/flame/flame-bars';
import type { Trace } from '@/lib/traces/model/trace';
import { openColumns, openTrace } from '@/lib/traces/opened';
import { MOST_BYTES, readColumns, tooLarge } from '@/lib/traces/reading/read-traces';
import { selfTimes } from '@/lib/traces/self-time';
import { searchIndex, type TraceSearchIndex } from '@/lib/traces/trace-search';
import { type Change, gainsOf } from '@/lib/traces/what-if';
import type { ReadTrace, TraceQuestion, TraceReply } from './messages';

/** Traces that are held at a time: two that are compared, and the one before. */
const MOST_HELD = 3;
/** Of larger traces nothing is made ready that nobody asked for. */
const MOST_PREPARED = 250_000;

interface Held {
  readonly trace: Trace;
  index: TraceSearchIndex | null;
  /** Merged bars, as the flame graph shows them first. */
  flame: FlameBars | null;
}

export class TraceDesk {
  readonly #held = new Map<number, Held>();
  #lastId = 0;

  async answer(question: TraceQuestion): Promise<TraceReply> {
    try {
      switch (question.kind) {
        case 'read':
          return this.#read(joined(question.chunks), question.adjustClocks);
        case 'file':
          if (question.file.size > MOST_BYTES) throw tooLarge(question.file.size);
          return this.#read(new Uint8Array(await question.file.arrayBuffer()), question.adjustClocks);
        case 'search':
          return { kind: 'rows', rows: await this.#search(question.id, question.query) };
        case 'compare':
          return { kind: 'comparison', comparison: this.#compare(question.a, question.b) };
        case 'flame':
          return { kind: 'flame', bars: this.#flame(question.id, question.by) };
        case 'gains':
          return { kind: 'gains', gains: this.#gains(question.id, question.changes) };
        case 'adopt':
          this.#hold(question.id, question.trace);
          return { kind: 'done' };
      }
      return question satisfies never;
    } catch (error) {
      return faultReply(error);
    }
  }

  /** Makes ready for the first search what it would have to wait for. */
  prepareSearch(): void {
    const last = this.#latest();
    if (last !== null) last.index ??= searchIndex(last.trace);
  }

  /** Makes the flame graph ready before it is asked for. */
  prepareFlame(): void {
    const last = this.#latest();
    if (last !== null && last.trace.count <= MOST_PREPARED) last.flame ??= mergedBars(last.trace);
  }

  #latest(): Held | null {
    return [...this.#held.values()].at(-1) ?? null;
  }

  #read(bytes: Uint8Array, adjustClocks: boolean): TraceReply {
    const { columns, errors } = readColumns(bytes);
    const traces = columns.map((spans): ReadTrace => {
      this.#lastId += 1;
      return { id: this.#lastId, ...openColumns(spans, adjustClocks) };
    });
    // Of a file with many traces the page gets all; searching starts with the one that is looked at.
    if (traces.length <= MOST_HELD) for (const { id, trace } of traces) this.#hold(id, trace);
    return { kind: 'traces', traces, errors };
  }

  #hold(id: number, trace: Trace): void {
    this.#held.delete(id);
    this.#held.set(id, { trace, index: null, flame: null });
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= MOST_HELD) break;
      this.#held.delete(oldest);
    }
  }

  #compare(a: number, b: number): TraceComparison | null {
    const first = this.#held.get(a);
    const second = this.#held.get(b);
    if (first === undefined || second === undefined) return null;
    return compareTraces(openTrace(first.trace), openTrace(second.trace));
  }

  #flame(id: number, by: FlameKind): FlameBars | null {
    const held = this.#held.get(id);
    if (held === undefined) return null;
    if (by === 'clock') return flameBars(held.trace, selfTimes(held.trace), by);
    held.flame ??= mergedBars(held.trace);
    return held.flame;
  }

  #gains(id: number, changes: readonly Change[]): readonly number[] | null {
    const held = this.#held.get(id);
    return held === undefined ? null : gainsOf(held.trace, changes);
  }

  async #search(id: number, query: string): Promise<Int32Array<ArrayBuffer> | null> {
    const held = this.#held.get(id);
    if (held === undefined) return null;
    held.index ??= searchIndex(held.trace);
    return findRows(held.index, query);
  }
}

function mergedBars(trace: Trace): FlameBars {
  return flameBars(trace, selfTimes(trace), 'merged');
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return only;
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function faultReply(error: unknown): TraceReply {
  if (error instanceof Fault) {
    return { kind: 'fault', code: error.code, message: error.message, hint: error.hint };
  }
  const reason = error instanceof Error ? error.message : String(error);
  const isMemory = error instanceof RangeError;
  return {
    kind: 'fault',
    code: isMemory ? 'too-large' : 'internal',
    message: isMemory
      ? `This browser has not enough memory for the trace (${reason}).`
      : `The trace cannot be read (${reason}).`,
    hint: isMemory ? 'Close other pages, or open a smaller part of it.' : undefined,
  };
}
