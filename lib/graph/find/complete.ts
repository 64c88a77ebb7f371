/** What may be written at the caret: words of the language, operators, and values that the answer has. */
import { type Completion, type Completions, offer, quotedIfNeeded } from '@/lib/expression/completion';
import { OPERATOR_WORDS, type Token, tokenize } from '@/lib/expression/lexer';
import type { FindContext, Operand, ValueType } from './language';
import { UNARY_WORDS } from './unary-words';
import { ENDS, findOperand, findWord, LABEL, OPERANDS } from './vocabulary';

const NUMBER_OPERATORS = ['>', '>=', '<', '<=', '=', '!='];
const TEXT_OPERATORS = ['=', '!=', '*=', '^=', '$=', '=~'];
const OPERATOR_WHAT: Readonly<Record<string, string>> = {
  '=': 'equals',
  '!=': 'differs from',
  '>': 'more than',
  '>=': 'at least',
  '<': 'less than',
  '<=': 'at most',
  '*=': 'contains',
  '^=': 'starts with',
  '$=': 'ends with',
  '=~': 'matches a pattern (RE2)',
};
const VALUE_EXAMPLES: Readonly<Record<ValueType, readonly string[]>> = {
  text: [],
  ms: ['500ms', '1s'],
  rate: ['1', '10', '100'],
  bytes: ['10KB/s', '1MB/s'],
  percent: ['1', '5', '10'],
  rank: ['2', '10'],
};

/** `caret` in UTF-16 units. What stands behind it stays. */
export function completionsAt(text: string, caret: number, context: FindContext): Completions {
  const tokens = tokenize(text.slice(0, caret));
  const last = tokens.at(-1);
  const typing =
    last !== undefined && last.to === caret && !/[\s(]$/.test(text.slice(0, caret)) ? last : null;
  const before = typing === null ? tokens : tokens.slice(0, -1);
  if (typing?.kind === 'operator') return offer(typing.from, caret, typing.text, operatorsAfter(before));
  const from = typing?.from ?? caret;
  const prefix = typing?.text ?? '';
  return offer(from, caret, prefix, fitting(before, typing, context));
}

function fitting(
  before: readonly Token[],
  typing: Token | null,
  context: FindContext,
): readonly Completion[] {
  const last = before.at(-1);
  if (last?.kind === 'operator') return valuesOf(operandBefore(before), context);
  if (typing?.kind === 'open' || typing?.kind === 'close') return [];
  const afterOperand =
    last?.kind === 'word' && findWord(last.text) === null && findOperand(last.text) !== null;
  if (afterOperand) return operatorsAfter(before);
  if (last?.kind === 'word' || last?.kind === 'value' || last?.kind === 'close') return JOINTS;
  return [...beginnings(), ...labels(context)];
}

const JOINTS: readonly Completion[] = [
  { text: 'and', what: 'both', kind: 'keyword' },
  { text: 'or', what: 'either', kind: 'keyword' },
];

function operandBefore(tokens: readonly Token[]): Operand | null {
  const at = tokens.at(-2)?.kind === 'not' ? -3 : -2;
  const token = tokens.at(at);
  return token === undefined ? null : (findOperand(token.text)?.what ?? null);
}

function operatorsAfter(before: readonly Token[]): readonly Completion[] {
  const operand = before.at(-1);
  const type = operand === undefined ? undefined : findOperand(operand.text)?.what.type;
  if (type === undefined) return [];
  const symbols = (type === 'text' ? TEXT_OPERATORS : NUMBER_OPERATORS).map((text) => ({
    text,
    what: OPERATOR_WHAT[text] ?? null,
    kind: 'operator' as const,
  }));
  const spelled = OPERATOR_WORDS.map((text) => ({ text, what: null, kind: 'operator' as const }));
  return type === 'text' ? [...symbols, ...spelled] : symbols;
}

let begun: readonly Completion[] | null = null;

function beginnings(): readonly Completion[] {
  begun ??= [
    ...OPERANDS.flatMap(({ words, what }) => spellings(words, what, 'operand')),
    ...UNARY_WORDS.flatMap(({ words, what }) => spellings(words, what, 'word')),
    { text: 'not', what: 'turns what follows round', kind: 'keyword' },
    { text: LABEL, what: 'Kubernetes label, like label:tier = backend', kind: 'operand' },
    ...ENDS.map((end) => ({
      text: `${end}.`,
      what: `of the ${end} of an edge, like ${end}.ns = shop`,
      kind: 'operand' as const,
    })),
  ];
  return begun;
}

/** Short forms follow the long one, and are only offered when they are being typed. */
function spellings(
  [first, ...others]: readonly [string, ...string[]],
  what: string,
  kind: 'operand' | 'word',
): Completion[] {
  return [
    { text: first, what, kind },
    ...others.map((text) => ({ text, what: `${what} (short for ${first})`, kind })),
  ];
}

function labels({ answer }: FindContext): readonly Completion[] {
  const keys = new Set(answer.nodes.flatMap(({ facts }) => Object.keys(facts?.labels ?? {})));
  return [...keys]
    .sort()
    .map((key) => ({ text: `${LABEL}${key}`, what: 'Kubernetes label', kind: 'operand' }));
}

/** The values that the answer has, the most frequent first. */
function valuesOf(operand: Operand | null, context: FindContext): readonly Completion[] {
  if (operand === null) return [];
  const fixed = operand.choices === undefined ? VALUE_EXAMPLES[operand.type] : Object.keys(operand.choices);
  if (operand.type !== 'text' || operand.choices !== undefined)
    return fixed.map((text) => ({ text, what: null, kind: 'value' }));
  const counts = new Map<string, number>();
  const count = (values: readonly string[] | number | null) => {
    if (values === null || typeof values === 'number') return;
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  };
  if (operand.node !== undefined) for (const node of context.answer.nodes) count(operand.node(node, context));
  if (operand.edge !== undefined) for (const edge of context.answer.edges) count(operand.edge(edge, context));
  return [...counts]
    .sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))
    .map(([value, times]) => ({
      text: quotedIfNeeded(value),
      what: times > 1 ? `${times}` : null,
      kind: 'value',
    }));
}
