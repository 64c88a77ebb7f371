/** Reads what stands behind an operator: texts, patterns of RE2, numbers with units. */
import type { Operator, Token } from '@/lib/expression/lexer';
import { readPattern } from '@/lib/expression/pattern';
import { SyntaxProblem } from '@/lib/expression/problem';
import type { Operand, ValueType } from './language';
import type { Value } from './syntax';
import { nearest } from './vocabulary';

/** By type: how many of the operand's own unit one of these is. Decimal KB and binary KiB. */
const UNITS: Readonly<Record<Exclude<ValueType, 'text'>, Readonly<Record<string, number>>>> = {
  ms: { ms: 1, s: 1000, us: 0.001, µs: 0.001, m: 60_000, min: 60_000 },
  rate: { rps: 1, '/s': 1, 'r/s': 1, 'req/s': 1, rpm: 1 / 60, '/min': 1 / 60 },
  bytes: byteUnits(),
  percent: { '%': 1 },
  rank: {},
};

function byteUnits(): Record<string, number> {
  const sizes: readonly [string, number][] = [
    ['b', 1],
    ['kb', 1e3],
    ['mb', 1e6],
    ['gb', 1e9],
    ['kib', 1024],
    ['mib', 1024 ** 2],
    ['gib', 1024 ** 3],
  ];
  return Object.fromEntries(
    sizes.flatMap(([unit, size]) => [unit, `${unit}/s`, `${unit}ps`].map((name) => [name, size])),
  );
}

const EXAMPLES: Readonly<Record<Exclude<ValueType, 'text'>, string>> = {
  ms: '500, 500ms or 1.2s',
  rate: '10, 0.5rps or 30rpm',
  bytes: '1000, 20KB/s or 1.5MB/s',
  percent: '5 or 5%',
  rank: 'a number from 1 to 100',
};

const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(\D.*)?$/i;
const EQUALITY: readonly Operator[] = ['=', '!='];
const ORDER: readonly Operator[] = ['>', '>=', '<', '<='];

/** Whether the word behind a bare number may be its unit: `500 ms`. */
export function isUnit(type: ValueType, text: string): boolean {
  return type !== 'text' && Object.hasOwn(UNITS[type], text.toLowerCase());
}

/** Throws `SyntaxProblem` where operator or value do not suit the operand. */
export function readValue(operand: Operand, operator: Token & { text: Operator }, value: Token): Value {
  if (operand.type === 'text') return readText(operand, operator, value);
  if (!EQUALITY.includes(operator.text) && !ORDER.includes(operator.text)) {
    throw new SyntaxProblem({
      ...placeOf(operator),
      message: `“${operand.words[0]}” is a number; expected one of = != > >= < <= before it.`,
      nearest: null,
    });
  }
  if (value.text.toLowerCase() === 'nan' && EQUALITY.includes(operator.text)) return { kind: 'nothing' };
  return readNumber(operand.type, value);
}

function readText(operand: Operand, operator: Token & { text: Operator }, value: Token): Value {
  if (operator.text === '=~' || operator.text === '!~') return { kind: 'pattern', test: readPattern(value) };
  const text = value.text.toLowerCase();
  const { choices } = operand;
  if (choices === undefined || !EQUALITY.includes(operator.text)) return { kind: 'text', text };
  const names = Object.keys(choices);
  const chosen = names.find((name) => name === text || choices[name]?.includes(text));
  if (chosen !== undefined) return { kind: 'text', text: chosen };
  throw new SyntaxProblem({
    ...placeOf(value),
    message: `“${value.text}” is none of the values of “${operand.words[0]}”: expected ${names.join(', ')}.`,
    nearest: nearest(text, names),
  });
}

function readNumber(type: Exclude<ValueType, 'text'>, value: Token): Value {
  const [, digits = '', unit = ''] = NUMBER.exec(value.text) ?? [];
  const units = UNITS[type];
  const scale =
    unit === '' ? 1 : Object.hasOwn(units, unit.toLowerCase()) ? units[unit.toLowerCase()] : undefined;
  const number = Number(digits);
  if (digits === '' || !Number.isFinite(number) || unit.startsWith(','))
    throw notANumber(value, `Expected a number, like ${EXAMPLES[type]}${hint(value.text)}.`, null);
  if (scale === undefined) {
    const known = Object.keys(units).join(', ');
    const message =
      known === ''
        ? `Expected ${EXAMPLES[type]}, without a unit.`
        : `“${unit}” is no unit here; expected ${known}.`;
    throw notANumber(value, message, null);
  }
  if (type === 'rank' && (number < 1 || number > 100))
    throw notANumber(value, 'A rank goes from 1 (most edges) to 100.', null);
  const decimals = /\.(\d*)/.exec(digits)?.[1]?.length ?? 0;
  const exponent = Number(/e([+-]?\d+)/i.exec(digits)?.[1] ?? 0);
  const within = number === 0 ? 0 : 0.5 * 10 ** (exponent - decimals) * scale;
  return { kind: 'number', value: number * scale, within: type === 'rank' ? 0 : within };
}

function hint(text: string): string {
  return /^\d+,\d+/.test(text) ? ', with “.” for decimals' : '';
}

function notANumber(value: Token, message: string, near: string | null): SyntaxProblem {
  return new SyntaxProblem({ ...placeOf(value), message, nearest: near });
}

function placeOf({ from, to }: Token): { readonly from: number; readonly to: number } {
  return { from, to };
}
