/**
 * Text of an expression as tokens with their places. Never fails: what cannot be read becomes a token too, so that
 * the field can colour a text that is not finished.
 */

export const operators = [
  '=',
  '!=',
  '>',
  '>=',
  '<',
  '<=',
  '*=',
  '!*=',
  '^=',
  '!^=',
  '$=',
  '!$=',
  '=~',
  '!~',
] as const;
export type Operator = (typeof operators)[number];

export interface Token {
  readonly kind:
    | 'open'
    | 'close'
    | 'and'
    | 'or'
    | 'not'
    | 'filler'
    | 'word'
    | 'operator'
    | 'value'
    | 'unclosed';
  /** As it counts: an operator in its short form, a value without its quotes. */
  readonly text: string;
  /** Where it begins, and where it ends (exclusive), in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  /** Only of values. */
  readonly quoted: boolean;
}

/** Longest first. */
const SYMBOLS: readonly Operator[] = [
  '!*=',
  '!^=',
  '!$=',
  '!=',
  '!~',
  '>=',
  '<=',
  '*=',
  '^=',
  '$=',
  '=~',
  '=',
  '>',
  '<',
];

/** Written forms; `not` before one turns it round. */
const WORD_OPERATORS: Readonly<Record<string, Operator>> = {
  contains: '*=',
  startswith: '^=',
  starts: '^=',
  endswith: '$=',
  ends: '$=',
  matches: '=~',
};
/** May stand between: `starts with`. */
const WITH = /^\s+with(?=\s)/i;

/** Those that completion offers, with their short forms. */
export const OPERATOR_WORDS = ['contains', 'startswith', 'endswith', 'matches'] as const;

const KEYWORDS: Readonly<Record<string, Token['kind']>> = {
  and: 'and',
  or: 'or',
  not: 'not',
  is: 'filler',
  has: 'filler',
};

const NEGATED: Readonly<Partial<Record<Operator, Operator>>> = {
  '=': '!=',
  '!=': '=',
  '*=': '!*=',
  '^=': '!^=',
  '$=': '!$=',
  '=~': '!~',
  '>': '<=',
  '>=': '<',
  '<': '>=',
  '<=': '>',
};

/** The operator that `not` before it makes; null where that cannot be said. */
export function negated(operator: Operator): Operator | null {
  return NEGATED[operator] ?? null;
}

/** `braces`: `{` and `}` group too, and are tokens of the kinds `open` and `close`. */
export function tokenize(text: string, braces = false): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    const token = next(text, at, tokens, braces);
    tokens.push(token);
    at = token.to;
  }
  return tokens;
}

function next(text: string, at: number, before: readonly Token[], braces: boolean): Token {
  if (before.at(-1)?.kind === 'operator') return value(text, at, braces);
  const char = text[at] ?? '';
  if (char === '(' || (braces && char === '{')) return token('open', text, at, at + 1);
  if (char === ')' || (braces && char === '}')) return token('close', text, at, at + 1);
  const symbol = SYMBOLS.find((one) => text.startsWith(one, at));
  if (symbol !== undefined) return token('operator', text, at, at + symbol.length);
  if (char === '!') return token('not', text, at, at + 1);
  if (char === '"' || char === "'") return value(text, at, braces);
  return word(text, at, before, braces);
}

function token(kind: Token['kind'], text: string, from: number, to: number): Token {
  return { kind, text: text.slice(from, to), from, to, quoted: false };
}

/** Letters that end a word; `*`, `^` and `$` only as the beginning of an operator. */
function endsWord(text: string, at: number, braces: boolean): boolean {
  const char = text[at] ?? '';
  if (/[\s()!=<>"']/.test(char) || (braces && /[{}]/.test(char))) return true;
  return /[*^$]/.test(char) && text[at + 1] === '=';
}

function word(text: string, from: number, before: readonly Token[], braces: boolean): Token {
  let to = from + 1;
  while (to < text.length && !endsWord(text, to, braces)) to += 1;
  const written = text.slice(from, to).toLowerCase();
  const operator = Object.hasOwn(WORD_OPERATORS, written) ? WORD_OPERATORS[written] : undefined;
  if (operator !== undefined && followsOperand(before)) {
    const extra =
      written === 'starts' || written === 'ends' ? (WITH.exec(text.slice(to))?.[0].length ?? 0) : 0;
    return { kind: 'operator', text: operator, from, to: to + extra, quoted: false };
  }
  const keyword = Object.hasOwn(KEYWORDS, written) ? KEYWORDS[written] : undefined;
  return token(keyword ?? 'word', text, from, to);
}

/** `contains` is an operator only after something that can contain: `name contains x`, `name not contains x`. */
function followsOperand(before: readonly Token[]): boolean {
  const last = before.at(-1);
  return (last?.kind === 'not' ? before.at(-2) : last)?.kind === 'word';
}

/** Quoted, with `\` before a quote or itself; else up to a space or a bracket that it did not open. */
function value(text: string, from: number, braces: boolean): Token {
  const quote = text[from];
  if (quote === '"' || quote === "'") return quotedValue(text, from, quote);
  let depth = 0;
  let to = from;
  for (; to < text.length; to += 1) {
    const char = text[to] ?? '';
    if (/\s/.test(char)) break;
    if (char === '(' || (braces && char === '{')) depth += 1;
    if (char === ')' || (braces && char === '}')) depth -= 1;
    if (depth < 0) break;
  }
  // A bracket right after the operator: there is no value, and the parser says so.
  if (to === from) return token('close', text, from, from + 1);
  return { kind: 'value', text: text.slice(from, to), from, to, quoted: false };
}

function quotedValue(text: string, from: number, quote: string): Token {
  let written = '';
  let at = from + 1;
  for (; at < text.length && text[at] !== quote; at += 1) {
    const escaped = text[at] === '\\' && (text[at + 1] === quote || text[at + 1] === '\\');
    if (escaped) at += 1;
    written += text[at] ?? '';
  }
  const closed = at < text.length;
  return { kind: closed ? 'value' : 'unclosed', text: written, from, to: closed ? at + 1 : at, quoted: true };
}
