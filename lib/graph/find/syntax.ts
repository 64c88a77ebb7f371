/** An expression after parsing, and what can be wrong with one. */
import type { Operand, Word } from './language';
import type { Operator } from './lexer';
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

export interface Problem {
  /** Of the first letter that is wrong, from 0; the length of the text where something is missing at its end. */
  readonly from: number;
  readonly to: number;
  /** A sentence: what is wrong, what was expected. */
  readonly message: string;
  /** What was probably meant, to put in place of `from` to `to`. */
  readonly nearest: string | null;
}

export type Parsed =
  | { readonly kind: 'empty' }
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Thrown inside the parser only. */
export class SyntaxProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}
