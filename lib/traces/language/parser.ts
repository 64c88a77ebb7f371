/**
 * Parser of the search language.
 *
 *   query      := or                                    without braces: all of it must hold on one span
 *   or         := and ( "or" and )*
 *   and        := unary ( [ "and" ] unary )*            a space alone is "and", so that logfmt is a part of it
 *   unary      := ( "not" | "!" ) unary | primary
 *   primary    := "(" or ")" | "{" or "}" | condition   "{ … }": some span satisfies this; joined by and, or, not
 *   condition  := field operator value | [ "has" | "is" ] field
 *   field      := a built-in field | [ "span." | "resource." | "event." | "scope." ] attribute | '"' attribute '"'
 *   operator   := = != > >= < <= *= ^= $= =~ and their negations, "contains", "startswith", "endswith", "matches"
 *   value      := text, with * for anything | "quoted text" | number | duration (800ms, 1.5s, 1m30s)
 *
 * `not` binds tighter than `and`, `and` tighter than `or`; words of the language in any case. A comparison holds only
 * where the field is there: `x != 5` asks for spans that have x; `not x = 5` takes those without it too.
 */
import { negated, type Operator, operators, type Token, tokenize } from '@/lib/expression/lexer';
import { nearestOf } from '@/lib/expression/nearest';
import { SyntaxProblem } from '@/lib/expression/problem';
import { type Field, fieldOf, SPELLINGS } from './fields';
import type { ParsedTraceQuery, Place, SpanExpression, TraceExpression } from './syntax';
import { readValue } from './value';

/** Longer texts are refused: no address could carry them, and nobody could read them. */
export const LONGEST_QUERY = 4096;
const DEEPEST = 50;
const MOST_PATTERNS = 20;
const UNIT = /^(?:ns|us|µs|μs|ms|s|m|h)$/;
const SOMETHING = 'a condition like duration > 1s or http.response.status_code >= 500, “not” or “(”';

export function parseTraceQuery(text: string): ParsedTraceQuery {
  if (text.trim() === '') return { kind: 'empty' };
  try {
    return { kind: 'expression', expression: new Parser(text).whole() };
  } catch (error) {
    if (error instanceof SyntaxProblem) return { kind: 'problem', problem: error.problem };
    throw error;
  }
}

/** While parsing, braces may stand anywhere; afterwards they are told apart. */
type Node =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Node[] }
  | { readonly kind: 'not'; readonly part: Node; readonly place: Place }
  | { readonly kind: 'some'; readonly part: Node; readonly place: Place }
  | Extract<SpanExpression, { kind: 'compare' | 'present' }>;

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  #patterns = 0;

  constructor(text: string) {
    if (text.length > LONGEST_QUERY) {
      const place = { from: LONGEST_QUERY, to: text.length };
      const message = `This expression has ${text.length} letters; at most ${LONGEST_QUERY} are read.`;
      throw new SyntaxProblem({ ...place, message, nearest: null });
    }
    this.#text = text;
    this.#tokens = tokenize(text, true);
  }

  whole(): TraceExpression {
    const node = this.#or();
    const rest = this.#peek();
    if (rest !== undefined)
      throw this.#problem(rest, `Nothing is open that this “${rest.text}” could close.`);
    return hasBraces(node) ? ofTrace(node) : { kind: 'some', span: ofSpan(node), braces: false };
  }

  #or(): Node {
    const parts = [this.#and()];
    while (this.#peek()?.kind === 'or') {
      this.#at += 1;
      parts.push(this.#and());
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'or', parts };
  }

  #and(): Node {
    const parts = [this.#unary()];
    for (let next = this.#peek(); next !== undefined; next = this.#peek()) {
      if (next.kind === 'and') this.#at += 1;
      else if (next.kind === 'or' || next.kind === 'close') break;
      parts.push(this.#unary());
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'and', parts };
  }

  #unary(): Node {
    this.#depth += 1;
    if (this.#depth > DEEPEST)
      throw this.#problem(this.#peek() ?? this.#end(), `Brackets and “not” may be ${DEEPEST} deep.`);
    const token = this.#peek();
    let node: Node;
    if (token?.kind === 'not') {
      this.#at += 1;
      const part = this.#unary();
      const to = this.#tokens[this.#at - 1]?.to ?? token.to;
      node = { kind: 'not', part, place: { from: token.from, to } };
    } else node = this.#primary();
    this.#depth -= 1;
    return node;
  }

  #primary(): Node {
    const token = this.#peek();
    if (token === undefined) throw this.#problem(this.#end(), `Expected ${SOMETHING}.`);
    switch (token.kind) {
      case 'open':
        return this.#group(token);
      case 'filler':
        return this.#presence(token);
      case 'word':
        return this.#condition(token);
      case 'value':
        // A quoted name of an attribute.
        return this.#condition(token);
      case 'unclosed':
        throw this.#unclosed(token);
      case 'operator':
        throw this.#problem(token, `Expected a field before “${token.text}”, like duration or http.route.`);
      case 'and':
      case 'or':
      case 'close':
      case 'not':
        throw this.#problem(token, `Expected ${SOMETHING} before “${token.text}”.`);
    }
    return token.kind satisfies never;
  }

  #group(open: Token): Node {
    const closing = open.text === '{' ? '}' : ')';
    this.#at += 1;
    const node = this.#or();
    const close = this.#peek();
    if (close === undefined)
      throw this.#problem(open, `This “${open.text}” is not closed: expected “${closing}”.`);
    if (close.text !== closing)
      throw this.#problem(close, `Expected “${closing}” here, which closes the “${open.text}” before.`);
    this.#at += 1;
    if (open.text === '(') return node;
    if (hasBraces(node))
      throw this.#problem(open, 'Braces hold conditions on one span, so no other braces can stand in them.');
    return { kind: 'some', part: node, place: { from: open.from, to: close.to } };
  }

  /** `has retry`, `is root`. */
  #presence(filler: Token): Node {
    this.#at += 1;
    const name = this.#peek();
    if (name?.kind === 'not') return this.#unary();
    if (name?.kind !== 'word' && !(name?.kind === 'value' && name.quoted))
      throw this.#problem(name ?? this.#end(), `Expected a field after “${filler.text}”, like http.route.`);
    if (this.#operatorAfter() !== null) return this.#condition(name);
    this.#at += 1;
    return present(fieldOf(name.text, name.quoted), { from: filler.from, to: name.to });
  }

  /** The operator behind the field at hand, with `not` before it taken in. */
  #operatorAfter(): { readonly token: Token & { text: Operator }; readonly turned: boolean } | null {
    const turned = this.#tokens[this.#at + 1]?.kind === 'not';
    const token = this.#tokens[this.#at + (turned ? 2 : 1)];
    return token !== undefined && isOperator(token) ? { token, turned } : null;
  }

  #condition(name: Token): Node {
    const field = fieldOf(name.text, name.quoted);
    const operator = this.#operatorAfter();
    if (operator === null) return this.#alone(name, field);
    const meant = operator.turned ? negated(operator.token.text) : operator.token.text;
    if (meant === null)
      throw this.#problem(operator.token, 'Expected an operator that “not” can turn round.');
    this.#at += operator.turned ? 3 : 2;
    const value = this.#value(field, operator.token);
    if (operator.token.text === '=~' || operator.token.text === '!~') this.#countPattern(value);
    return {
      kind: 'compare',
      field,
      operator: meant,
      value: readValue(field, operator.token, value),
      place: { from: name.from, to: value.to },
    };
  }

  /** A field without operator: it is there, or it is so. */
  #alone(name: Token, field: Field): Node {
    if (field.kind === 'builtin' && (field.builtin.type === 'duration' || field.builtin.type === 'number')) {
      const example = field.builtin.type === 'duration' ? '> 500ms' : '> 10';
      throw this.#problem(
        this.#tokens[this.#at + 1] ?? this.#end(),
        `Expected an operator after “${name.text}”, like ${example}.`,
      );
    }
    const plain = field.kind === 'attribute' && !name.quoted && !name.text.includes('.');
    const near = plain ? nearestOf(name.text, SPELLINGS, true) : null;
    if (near !== null) {
      const message = `“${name.text}” is no word of this language; did you mean “${near}”? To ask for the attribute, write has ${name.text}.`;
      throw this.#problem(name, message, near);
    }
    this.#at += 1;
    return present(field, { from: name.from, to: name.to });
  }

  /** A duration takes a unit along that stands apart: `800 ms`. */
  #value(field: Field, operator: Token): Token {
    const value = this.#peek();
    if (value?.kind === 'unclosed') throw this.#unclosed(value);
    if (value?.kind !== 'value')
      throw this.#problem(value ?? this.#end(), `Expected a value after “${operator.text}”.`);
    this.#at += 1;
    const unit = this.#peek();
    const timed = field.kind === 'builtin' && field.builtin.type === 'duration' && !value.quoted;
    if (!timed || unit?.kind !== 'word' || !UNIT.test(unit.text)) return value;
    this.#at += 1;
    return { ...value, text: value.text + unit.text, to: unit.to };
  }

  #countPattern(value: Token): void {
    this.#patterns += 1;
    if (this.#patterns > MOST_PATTERNS)
      throw this.#problem(value, `At most ${MOST_PATTERNS} patterns may stand in one expression.`);
  }

  #unclosed(token: Token): SyntaxProblem {
    return this.#problem(
      token,
      `The text that begins here is not closed: expected ${this.#text[token.from]}.`,
    );
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #end(): Place {
    return { from: this.#text.length, to: this.#text.length };
  }

  #problem({ from, to }: Place, message: string, nearest: string | null = null): SyntaxProblem {
    return new SyntaxProblem({ from, to, message, nearest });
  }
}

function isOperator(token: Token): token is Token & { text: Operator } {
  return token.kind === 'operator' && operators.some((operator) => operator === token.text);
}

function present(field: Field, place: Place): Node {
  return { kind: 'present', field, place };
}

function hasBraces(node: Node): boolean {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.parts.some(hasBraces);
    case 'not':
      return hasBraces(node.part);
    case 'some':
      return true;
    case 'compare':
    case 'present':
      return false;
  }
  return node satisfies never;
}

/** Only of nodes without braces. */
function ofSpan(node: Node): SpanExpression {
  switch (node.kind) {
    case 'and':
    case 'or':
      return { kind: node.kind, parts: node.parts.map(ofSpan) };
    case 'not':
      return { kind: 'not', part: ofSpan(node.part), place: node.place };
    case 'some':
      return ofSpan(node.part);
    case 'compare':
    case 'present':
      return node;
  }
  return node satisfies never;
}

/** Beside braces, each condition asks for some span of its own. */
function ofTrace(node: Node): TraceExpression {
  switch (node.kind) {
    case 'and':
    case 'or':
      return { kind: node.kind, parts: node.parts.map(ofTrace) };
    case 'not':
      return { kind: 'not', part: ofTrace(node.part) };
    case 'some':
      return { kind: 'some', span: ofSpan(node.part), braces: true };
    case 'compare':
    case 'present':
      return { kind: 'some', span: node, braces: false };
  }
  return node satisfies never;
}
