/** Reads what stands behind an operator: texts with `*`, patterns of RE2, numbers, durations with units. */
import type { Operator, Token } from '@/lib/expression/lexer';
import { nearestOf } from '@/lib/expression/nearest';
import { readPattern } from '@/lib/expression/pattern';
import { SyntaxProblem } from '@/lib/expression/problem';
import { parseDuration } from '@/lib/traces/duration';
import { type Field, SPELLINGS } from './fields';
import type { Value } from './syntax';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const ORDER: readonly Operator[] = ['>', '>=', '<', '<='];
const NUMERIC: readonly Operator[] = ['=', '!=', ...ORDER];

/** The number that a text is, or null. */
export function numberOf(text: string): number | null {
  const number = NUMBER.test(text.trim()) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

/** Throws `SyntaxProblem` where operator or value do not suit the field. */
export function readValue(field: Field, operator: Token & { text: Operator }, value: Token): Value {
  const type = field.kind === 'builtin' ? field.builtin.type : 'text';
  switch (type) {
    case 'duration':
      return readDuration(field, operator, value);
    case 'number':
      return readNumber(field, operator, value);
    case 'choice':
    case 'word':
      return readChoice(field, operator, value);
    case 'text':
      return readText(field, operator, value);
  }
  return type satisfies never;
}

function problem({ from, to }: Token, message: string, nearest: string | null = null): SyntaxProblem {
  return new SyntaxProblem({ from, to, message, nearest });
}

function nameOf(field: Field): string {
  return field.kind === 'builtin' ? field.builtin.name : field.key;
}

function refuseTextOperator(field: Field, operator: Token & { text: Operator }): void {
  if (!NUMERIC.includes(operator.text))
    throw problem(operator, `“${nameOf(field)}” is a number; expected one of = != > >= < <= here.`);
}

/** Nanoseconds. */
function readDuration(field: Field, operator: Token & { text: Operator }, value: Token): Value {
  refuseTextOperator(field, operator);
  const microseconds = parseDuration(value.text);
  if (microseconds !== null) return { kind: 'number', value: Math.round(microseconds * 1000) };
  if (numberOf(value.text) !== null)
    throw problem(value, 'A duration needs its unit: ns, us, ms, s, m or h.', `${value.text}ms`);
  throw problem(value, `Expected a duration such as 800ms or 1.5s, not “${value.text}”.`);
}

function readNumber(field: Field, operator: Token & { text: Operator }, value: Token): Value {
  refuseTextOperator(field, operator);
  const number = numberOf(value.text);
  if (number === null) throw problem(value, `Expected a number, not “${value.text}”.`);
  return { kind: 'number', value: number };
}

const TRUTH = ['true', 'false'];

function readChoice(field: Field, operator: Token & { text: Operator }, value: Token): Value {
  const choices = (field.kind === 'builtin' ? field.builtin.choices : undefined) ?? TRUTH;
  if (operator.text !== '=' && operator.text !== '!=')
    throw problem(operator, `“${nameOf(field)}” is one of ${choices.join(', ')}; expected = or != here.`);
  const text = value.text.toLowerCase();
  if (choices.includes(text)) return { kind: 'text', text, number: null };
  throw problem(
    value,
    `“${value.text}” is none of the values of “${nameOf(field)}”: expected ${choices.join(', ')}.`,
    nearestOf(text, choices),
  );
}

function readText(field: Field, operator: Token & { text: Operator }, value: Token): Value {
  if (operator.text === '=~' || operator.text === '!~') return { kind: 'pattern', test: readPattern(value) };
  const equality = operator.text === '=' || operator.text === '!=';
  if (equality && !value.quoted && value.text.includes('*'))
    return { kind: 'pattern', test: wildcard(value.text) };
  const number = numberOf(value.text);
  if (
    ORDER.includes(operator.text) &&
    number === null &&
    field.kind === 'attribute' &&
    parseDuration(value.text) !== null
  ) {
    const near = nearestOf(field.key.toLowerCase(), SPELLINGS);
    const meant = near === null ? '' : ` Did you mean “${near}”?`;
    throw problem(
      value,
      `“${field.key}” is an attribute, and attributes have no unit: write the plain number.${meant}`,
    );
  }
  return { kind: 'text', text: value.text, number };
}

/** Whole texts in which each `*` stands for anything, by stepping from part to part: no pattern that could run away. */
export function wildcard(text: string): (candidate: string) => boolean {
  const parts = text.split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  const middle = parts.slice(1, -1);
  return (candidate) => {
    if (candidate.length < first.length + last.length) return false;
    if (!candidate.startsWith(first) || !candidate.endsWith(last)) return false;
    const end = candidate.length - last.length;
    let at = first.length;
    for (const part of middle) {
      const found = candidate.indexOf(part, at);
      if (found < 0 || found + part.length > end) return false;
      at = found + part.length;
    }
    return true;
  };
}
