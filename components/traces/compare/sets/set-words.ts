/** What the sets, their differences and the doubt about them are called. Pure. */
import { quantityText } from '@/lib/mesh/quantity';
import type { SetDifference, TraceSetsAnswer } from '@/lib/traces/compare/sets-contract';
import type { Split } from '@/lib/traces/compare/splits';

export interface SetWords {
  readonly a: string;
  readonly b: string;
}

/** What the traces of each set are. `values`: the two of a split by versions. */
export function setWords(split: Split, values: readonly string[]): SetWords {
  switch (split) {
    case 'failed':
      return { a: 'fine', b: 'failed' };
    case 'slow':
      return { a: 'normal', b: 'slow' };
    case 'moment':
      return { a: 'before', b: 'after' };
    case 'versions':
      return { a: values[0] ?? 'first', b: values[1] ?? 'second' };
  }
  return split satisfies never;
}

const KINDS: Readonly<Record<SetDifference['kind'], string>> = {
  attribute: 'Attribute',
  resource: 'Resource',
  operation: 'Has the span',
  failed: 'Failed span',
  slow: 'Slow span',
};

export function kindWords({ kind, overNs }: SetDifference): string {
  return kind === 'slow' ? `Slow span, over ${quantityText((overNs ?? 0) / 1000, 'us')}` : KINDS[kind];
}

/** How many times as frequent it is in B as in A: `12.3 ×`, or in which set alone it is. */
export function liftWords({ shareA, shareB }: SetDifference, words: SetWords): string {
  if (shareA === 0) return `only ${words.b}`;
  if (shareB === 0) return `only ${words.a}`;
  const lift = shareB / shareA;
  return `${lift >= 100 ? Math.round(lift) : Number(lift.toPrecision(2))} ×`;
}

/** What chance alone would do. */
export function chanceWords(chance: number): string {
  if (chance <= 1e-6) return 'below 1 in a million';
  const times = Math.floor(1 / chance);
  const round = times >= 100 ? Number(times.toPrecision(1)) : times;
  return `1 in ${round.toLocaleString('en-US')}`;
}

export function chanceTitle(chance: number): string {
  return `By chance alone a difference of this size would be seen with a probability of ${chance.toExponential(1)}, all that was looked at taken into account.`;
}

/** Why there may be nothing to tell; null where there is. */
export function nothingWords(answer: TraceSetsAnswer, words: SetWords): string | null {
  const { a, b, differences } = answer;
  const empty = a.size === 0 ? words.a : b.size === 0 ? words.b : null;
  if (empty !== null && a.size + b.size === 0) return 'No trace of this search belongs to either set.';
  if (empty !== null)
    return `No trace of this search is in the set “${empty}”, so there is nothing to hold against.`;
  if (differences.length > 0) return null;
  return 'Nothing is in one set more often than chance would have it.';
}
