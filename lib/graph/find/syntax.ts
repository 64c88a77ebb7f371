/** An expression after parsing. */
import type { Operator } from '@/lib/expression/lexer';
import type { Problem } from '@/lib/expression/problem';
import type { Operand, Word } from './language';
import type { End } from './vocabulary';

/** A value as it is compared: a text, a pattern, or a number in the operand's own unit. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'pattern'; readonly test: (text: string) => boolean }
  /** `= NaN`: nothing at all. */
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'number';
      readonly value: number;
      /** Half of the last digit that was written: what is equal to it within that is equal. 0 for zero itself. */
      readonly within: number;
    };

export type Expression =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly part: Expression }
  | {
      readonly kind: 'compare';
      readonly operand: Operand;
      readonly end: End | null;
      readonly operator: Operator;
      readonly value: Value;
    }
  | { readonly kind: 'word'; readonly word: Word; readonly end: End | null }
  /** Plain words: a name that holds them. In lower case. */
  | { readonly kind: 'name'; readonly text: string };

export type Parsed =
  | { readonly kind: 'empty' }
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'problem'; readonly problem: Problem };
