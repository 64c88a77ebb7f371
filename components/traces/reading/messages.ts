/** What the page and the worker that reads traces say to each other. */
import type { FaultCode } from '@/lib/mesh/fault';
import type { TraceComparison } from '@/lib/traces/compare/comparison';
import type { FlameBars, FlameKind } from '@/lib/traces/flame/flame-bars';
import type { Trace } from '@/lib/traces/model/trace';
import type { OpenedTrace } from '@/lib/traces/opened';
import type { Change } from '@/lib/traces/what-if';

export type TraceQuestion =
  /** Reads the bytes of an answer, in their order. */
  | { readonly kind: 'read'; readonly chunks: readonly Uint8Array[]; readonly adjustClocks: boolean }
  /** Reads a file of the reader's. It stays in the browser. */
  | { readonly kind: 'file'; readonly file: Blob; readonly adjustClocks: boolean }
  /** The rows of a trace that match. `id` as in the answer that brought the trace. */
  | { readonly kind: 'search'; readonly id: number; readonly query: string }
  /** Lays two traces over one another. `a` and `b` are ids as above. */
  | { readonly kind: 'compare'; readonly a: number; readonly b: number }
  /** The bars of its flame graph. */
  | { readonly kind: 'flame'; readonly id: number; readonly by: FlameKind }
  /** By how much the trace would end earlier after each of some changes. */
  | { readonly kind: 'gains'; readonly id: number; readonly changes: readonly Change[] }
  /** Gives the worker a trace that it let go of. */
  | { readonly kind: 'adopt'; readonly id: number; readonly trace: Trace };

export interface ReadTrace extends OpenedTrace {
  /** Under which the worker knows it. */
  readonly id: number;
}

export type TraceReply =
  | { readonly kind: 'traces'; readonly traces: readonly ReadTrace[]; readonly errors: readonly string[] }
  /** Null: the worker does not hold the trace any more. */
  | { readonly kind: 'rows'; readonly rows: Int32Array<ArrayBuffer> | null }
  /** Null: the worker does not hold one of them any more. */
  | { readonly kind: 'comparison'; readonly comparison: TraceComparison | null }
  /** Null as above. */
  | { readonly kind: 'flame'; readonly bars: FlameBars | null }
  /** Nanoseconds, in the order of the changes; null as above. */
  | { readonly kind: 'gains'; readonly gains: readonly number[] | null }
  | { readonly kind: 'done' }
  | {
      readonly kind: 'fault';
      readonly code: FaultCode;
      readonly message: string;
      readonly hint: string | undefined;
    };

export type Numbered<T> = T & { readonly request: number };
