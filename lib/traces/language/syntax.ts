/** An expression of the trace search after parsing. */
import type { Operator } from '@/lib/expression/lexer';
import type { Problem } from '@/lib/expression/problem';
import type { Field } from './fields';

/** What a field is held against. */
export type Value =
  /** Texts are compared as written; `number` is what it is as a number, or null. */
  | { readonly kind: 'text'; readonly text: string; readonly number: number | null }
  /** `GET*`: whole texts, `*` stands for anything. Also patterns of RE2. */
  | { readonly kind: 'pattern'; readonly test: (text: string) => boolean }
  /** In the field's own unit: nanoseconds for durations. */
  | { readonly kind: 'number'; readonly value: number };

/** Where in the text a part stands. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** A condition on one span (or on its trace, which is the same for all of its spans). */
export type SpanExpression =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly SpanExpression[] }
  | { readonly kind: 'not'; readonly part: SpanExpression; readonly place: Place }
  | {
      readonly kind: 'compare';
      readonly field: Field;
      readonly operator: Operator;
      readonly value: Value;
      readonly place: Place;
    }
  /** The span has the field at all; for words such as `error`: it is so. */
  | { readonly kind: 'present'; readonly field: Field; readonly place: Place };

/** A condition on a trace: `some` holds where at least one span satisfies what is inside; `braces` as it was written. */
export type TraceExpression =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly TraceExpression[] }
  | { readonly kind: 'not'; readonly part: TraceExpression }
  | { readonly kind: 'some'; readonly span: SpanExpression; readonly braces: boolean };

export type ParsedTraceQuery =
  | { readonly kind: 'empty' }
  | { readonly kind: 'expression'; readonly expression: TraceExpression }
  | { readonly kind: 'problem'; readonly problem: Problem };
