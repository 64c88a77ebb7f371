/**
 * Parser of the find language. `and` binds tighter than `or`, `not` (or `!`) tighter than both; brackets group; words
 * of the language in any case. `is` and `has` before a word mean nothing (`has mtls`). Plain words are a name to look
 * for. Grammar and meanings include all that Kiali's Find and Hide accept.
 */
import { negated, type Operator, operators, type Token, tokenize } from '@/lib/expression/lexer';
import { SyntaxProblem } from '@/lib/expression/problem';
import type { Operand } from './language';
import type { Expression, Parsed } from './syntax';
import { isUnit, readValue } from './value';
import { findOperand, findWord, nearest } from './vocabulary';

/** Longer texts are refused: no address could carry them, and nobody could read them. */
export const LONGEST_EXPRESSION = 4096;
const DEEPEST = 50;
const MOST_PATTERNS = 20;

export function parseFind(text: string): Parsed {
  if (text.trim() === '') return { kind: 'empty' };
  try {
    return { kind: 'expression', expression: new Parser(text).whole() };
  } catch (error) {
    if (error instanceof SyntaxProblem) return { kind: 'problem', problem: error.problem };
    throw error;
  }
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  #patterns = 0;

  constructor(text: string) {
    if (text.length > LONGEST_EXPRESSION) {
      throw new SyntaxProblem({
        from: LONGEST_EXPRESSION,
        to: text.length,
        message: `This expression has ${text.length} letters; at most ${LONGEST_EXPRESSION} are read.`,
        nearest: null,
      });
    }
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  whole(): Expression {
    const plain = this.#plainName();
    if (plain !== null) return plain;
    const expression = this.#or();
    const rest = this.#peek();
    if (rest === undefined) return expression;
    if (rest.kind === 'close') throw this.#problem(rest, 'Nothing is open that this “)” could close.');
    throw this.#problem(rest, `Expected “and” or “or” before “${rest.text}”.`);
  }

  /** Nothing but words, of which a single one may be a word of the language. */
  #plainName(): Expression | null {
    if (!this.#tokens.every(({ kind, quoted }) => kind === 'word' || kind === 'filler' || quoted))
      return null;
    const [first, second] = this.#tokens;
    if (first === undefined || this.#tokens.some(({ kind }) => kind === 'unclosed')) return null;
    if (second === undefined && first.kind === 'word' && findWord(first.text) !== null) return null;
    if (first.kind === 'filler' && second !== undefined) return null;
    return named(first.quoted && second === undefined ? first.text : this.#text.trim());
  }

  #or(): Expression {
    return this.#chain('or', () => this.#and());
  }

  #and(): Expression {
    return this.#chain('and', () => this.#unary());
  }

  #chain(kind: 'and' | 'or', part: () => Expression): Expression {
    const first = part();
    const parts = [first];
    while (this.#peek()?.kind === kind) {
      this.#at += 1;
      parts.push(part());
    }
    return parts.length === 1 ? first : { kind, parts };
  }

  #unary(): Expression {
    this.#depth += 1;
    if (this.#depth > DEEPEST) {
      const place = this.#peek() ?? { from: this.#text.length, to: this.#text.length };
      throw this.#problem(place, `Brackets and “not” may be ${DEEPEST} deep.`);
    }
    while (this.#peek()?.kind === 'filler') this.#at += 1;
    const token = this.#peek();
    let expression: Expression;
    if (token?.kind === 'not') {
      this.#at += 1;
      expression = { kind: 'not', part: this.#unary() };
    } else {
      expression = this.#primary();
    }
    this.#depth -= 1;
    return expression;
  }

  #primary(): Expression {
    const token = this.#peek();
    if (token === undefined) throw this.#problem(this.#end(), `Expected ${SOMETHING}.`);
    switch (token.kind) {
      case 'open':
        return this.#group(token);
      case 'word':
        return this.#comparison(token) ?? this.#word(token);
      case 'value':
        this.#at += 1;
        return named(token.text);
      case 'unclosed':
        throw this.#problem(
          token,
          `The text that begins here is not closed: expected ${this.#text[token.from]}.`,
        );
      case 'operator':
        throw this.#problem(token, `Expected what to compare before “${token.text}”, like name or rt.`);
      case 'and':
      case 'or':
      case 'close':
        throw this.#problem(token, `Expected ${SOMETHING} before “${token.text}”.`);
      case 'not':
      case 'filler':
        // Taken by the caller.
        throw this.#problem(token, `Expected ${SOMETHING}.`);
    }
    return token.kind satisfies never;
  }

  #group(open: Token): Expression {
    this.#at += 1;
    const expression = this.#or();
    const close = this.#peek();
    if (close?.kind === 'close') {
      this.#at += 1;
      return expression;
    }
    if (close === undefined) throw this.#problem(open, 'This “(” is not closed: expected “)”.');
    throw this.#problem(close, `Expected “and”, “or” or “)” before “${close.text}”.`);
  }

  /** Null where no operator follows. */
  #comparison(word: Token): Expression | null {
    const turned = this.#tokens[this.#at + 1]?.kind === 'not';
    const operator = this.#tokens[this.#at + (turned ? 2 : 1)];
    if (operator === undefined || !isOperator(operator)) return null;
    const found = findOperand(word.text);
    if (found === null) throw this.#unknownOperand(word);
    const meant = turned ? negated(operator.text) : operator.text;
    if (meant === null) throw this.#problem(operator, 'Expected an operator that “not” can turn round.');
    this.#at += turned ? 3 : 2;
    const value = this.#value(found.what, operator);
    if (operator.text === '=~' || operator.text === '!~') this.#countPattern(value);
    return {
      kind: 'compare',
      operand: found.what,
      end: found.end,
      operator: meant,
      value: readValue(found.what, operator, value),
    };
  }

  /** A number takes its unit along; a text of names and operations, which may hold spaces, the words behind it. */
  #value(operand: Operand, operator: Token): Token {
    const value = this.#peek();
    if (value?.kind === 'unclosed')
      throw this.#problem(
        value,
        `The text that begins here is not closed: expected ${this.#text[value.from]}.`,
      );
    if (value === undefined || value.kind !== 'value')
      throw this.#problem(value ?? this.#end(), `Expected a value after “${operator.text}”.`);
    this.#at += 1;
    if (value.quoted) return value;
    const holdsSpaces = operand.words[0] === 'name' || operand.words[0] === 'operation';
    let to = value.to;
    for (let next = this.#peek(); next?.kind === 'word'; next = this.#peek()) {
      if (!holdsSpaces && !(isUnit(operand.type, next.text) && to === value.to)) break;
      to = next.to;
      this.#at += 1;
    }
    return to === value.to ? value : { ...value, to, text: this.#text.slice(value.from, to) };
  }

  #countPattern(value: Token): void {
    this.#patterns += 1;
    if (this.#patterns > MOST_PATTERNS)
      throw this.#problem(value, `At most ${MOST_PATTERNS} patterns may stand in one expression.`);
  }

  /** A word of the language, else a name to look for. */
  #word(word: Token): Expression {
    const found = findWord(word.text);
    if (found !== null) {
      this.#at += 1;
      return { kind: 'word', word: found.what, end: found.end };
    }
    const operand = findOperand(word.text);
    if (operand !== null) {
      const after = this.#tokens[this.#at + 1] ?? this.#end();
      throw this.#problem(
        after,
        `Expected an operator after “${word.text}”, like ${EXAMPLE[operand.what.type]}.`,
      );
    }
    const near = nearest(word.text, undefined, true);
    if (near !== null) {
      throw this.#problem(
        word,
        `“${word.text}” is no word of this language; did you mean “${near}”? To look for the name, write name *= ${word.text}.`,
        near,
      );
    }
    return this.#name(word);
  }

  #name(first: Token): Expression {
    let to = first.to;
    this.#at += 1;
    for (let next = this.#peek(); next?.kind === 'word'; next = this.#peek()) {
      const after = this.#tokens[this.#at + 1];
      if (after !== undefined && (isOperator(after) || after.kind === 'not')) break;
      to = next.to;
      this.#at += 1;
    }
    return named(this.#text.slice(first.from, to));
  }

  #unknownOperand(word: Token): SyntaxProblem {
    const near = nearest(word.text);
    const meant = near === null ? '' : ` Did you mean “${near}”?`;
    return this.#problem(
      word,
      `“${word.text}” cannot be compared: expected an operand like name, ns or rt.${meant}`,
      near,
    );
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #end(): { readonly from: number; readonly to: number } {
    return { from: this.#text.length, to: this.#text.length };
  }

  #problem(
    { from, to }: { readonly from: number; readonly to: number },
    message: string,
    near: string | null = null,
  ): SyntaxProblem {
    return new SyntaxProblem({ from, to, message, nearest: near });
  }
}

const SOMETHING = 'a comparison like rt > 1s, a word like idle, “not” or “(”';

const EXAMPLE: Readonly<Record<Operand['type'], string>> = {
  text: '= or contains',
  ms: '> 500ms',
  rate: '> 10',
  bytes: '> 20KB/s',
  percent: '> 5',
  rank: '<= 2',
};

function named(text: string): Expression {
  return { kind: 'name', text: text.toLowerCase() };
}

function isOperator(token: Token): token is Token & { text: Operator } {
  return token.kind === 'operator' && operators.some((operator) => operator === token.text);
}
