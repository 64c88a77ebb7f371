/**
 * How the traces of a search are told apart into two sets, as conditions of the search language: the server judges by
 * them, and a link that searches for the traces of a set has the same text.
 */

import { parseTraceQuery } from '@/lib/traces/language/parser';
import { quoted } from '@/lib/traces/language/quoted';
import type { Split } from './splits';

export interface SplitTerms {
  readonly split: Split;
  /** `slow`: the duration of the trace from which on it is slow, µs. `moment`: Unix µs. Else null. */
  readonly at: number | null;
  /** `versions`: the two values, else null. */
  readonly values: readonly [string, string] | null;
  /** `versions`: the field that holds them. */
  readonly by: string;
  /** Of the search: failing and versions are those of their spans; none = of any span. */
  readonly services: readonly string[];
}

/** What a trace of each set satisfies; null where only the time tells them apart. */
export function splitConditions(terms: SplitTerms): { readonly a: string | null; readonly b: string | null } {
  const { split, at, values, by, services } = terms;
  switch (split) {
    case 'failed': {
      const failed = spanCondition([...serviceConditions(services), 'failed']);
      return { a: `not ${failed}`, b: failed };
    }
    case 'slow':
      return { a: `{trace.duration < ${at ?? 0}us}`, b: `{trace.duration >= ${at ?? 0}us}` };
    case 'moment':
      return { a: null, b: null };
    case 'versions': {
      const of = (value: string): string =>
        spanCondition([...serviceConditions(services), `${by} = ${quoted(value)}`]);
      return { a: of(values?.[0] ?? ''), b: of(values?.[1] ?? '') };
    }
  }
  return split satisfies never;
}

/**
 * A condition on one span by which a source may find more traces of a set that is rare in the search; it may find others
 * too, and miss some. Null where there is none.
 */
export function narrowingCondition({ split, at, values, by }: SplitTerms, side: 'a' | 'b'): string | null {
  switch (split) {
    case 'failed':
      return side === 'b' ? 'error' : null;
    case 'slow':
      return side === 'b' ? `duration >= ${at ?? 0}us` : null;
    case 'moment':
      return null;
    case 'versions': {
      const value = quoted(values?.[side === 'a' ? 0 : 1] ?? '');
      // Sources compare attributes; this is the one that Istio's proxies write the version into.
      return `${by === 'version' ? 'istio.canonical_revision' : by} = ${value}`;
    }
  }
  return split satisfies never;
}

export function serviceConditions(services: readonly string[]): readonly string[] {
  const parts = services.map((service) => `service = ${quoted(service)}`);
  return parts.length > 1 ? [`(${parts.join(' or ')})`] : parts;
}

/** One span satisfies all of it. */
export function spanCondition(parts: readonly string[]): string {
  return `{${parts.join(' and ')}}`;
}

export interface FormTerms {
  readonly services: readonly string[];
  readonly operation: string;
  readonly q: string;
}

/**
 * The expression of a search with further conditions on the trace. What the search says without braces is meant of a
 * span of its service and operation, and stays so.
 */
export function withConditions({ services, operation, q }: FormTerms, more: readonly string[]): string {
  if (more.length === 0) return q;
  return [...ownCondition({ services, operation, q: q.trim() }), ...more].join(' and ');
}

function ownCondition({ services, operation, q }: FormTerms): readonly string[] {
  if (q === '') return [];
  const parsed = parseTraceQuery(q);
  const single =
    parsed.kind === 'expression' && parsed.expression.kind === 'some' && !parsed.expression.braces;
  if (!single) return [`(${q})`];
  const name = operation === '' ? [] : [`name = ${quoted(operation)}`];
  return [spanCondition([...serviceConditions(services), ...name, `(${q})`])];
}
