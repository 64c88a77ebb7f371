/** What may be written at the caret of the search language: fields, operators, and values that the traces at hand have. */
import { type Completion, type Completions, offer, quotedIfNeeded } from '@/lib/expression/completion';
import { OPERATOR_WORDS, type Token, tokenize } from '@/lib/expression/lexer';
import { BUILTINS, type Builtin, type Field, fieldOf, findBuiltin } from './fields';

/** What completion offers beside the language's own words. */
export interface QueryContext {
  readonly services: readonly string[];
  readonly operations: readonly string[];
  /** Attributes of the traces at hand, the most frequent first. */
  readonly attributes: readonly KnownAttribute[];
}

export interface KnownAttribute {
  readonly key: string;
  readonly level: 'span' | 'resource';
  /** The most frequent first. */
  readonly values: string[];
}

const NUMBER_OPERATORS = ['>', '>=', '<', '<=', '=', '!='];
const TEXT_OPERATORS = ['=', '!=', '*=', '^=', '$=', '=~'];
const OPERATOR_WHAT: Readonly<Record<string, string>> = {
  '=': 'equals; * stands for anything',
  '!=': 'is there and differs',
  '>': 'more than',
  '>=': 'at least',
  '<': 'less than',
  '<=': 'at most',
  '*=': 'contains, in any case',
  '^=': 'starts with, in any case',
  '$=': 'ends with, in any case',
  '=~': 'matches a pattern (RE2)',
};
const DURATIONS = ['10ms', '100ms', '500ms', '1s', '5s'];
const CODES = ['500', '503', '404', '429', '200'];

/** `caret` in UTF-16 units. What stands behind it stays. */
export function completionsAt(text: string, caret: number, context: QueryContext): Completions {
  const before = text.slice(0, caret);
  const tokens = tokenize(before, true);
  const last = tokens.at(-1);
  const typing = last !== undefined && last.to === caret && !/[\s({})]$/.test(before) ? last : null;
  const done = typing === null ? tokens : tokens.slice(0, -1);
  if (typing?.kind === 'operator') return offer(typing.from, caret, typing.text, operatorsOf(done));
  return offer(typing?.from ?? caret, caret, typing?.text ?? '', fitting(done, context));
}

function fitting(before: readonly Token[], context: QueryContext): readonly Completion[] {
  const last = before.at(-1);
  if (last === undefined) return beginnings(context);
  switch (last.kind) {
    case 'operator':
      return valuesOf(before, context);
    case 'word':
      return isWord(last) ? joints() : operatorsOf(before);
    case 'value':
      return isName(before) ? operatorsOf(before) : joints();
    case 'close':
      return joints();
    case 'open':
    case 'and':
    case 'or':
    case 'not':
    case 'filler':
      return beginnings(context);
    case 'unclosed':
      return [];
  }
  return last.kind satisfies never;
}

/** `error`, `root`: nothing needs to follow. */
function isWord(token: Token): boolean {
  return findBuiltin(token.text)?.type === 'word';
}

/** A quoted text that no operator stands before names an attribute. */
function isName(before: readonly Token[]): boolean {
  return before.at(-1)?.quoted === true && before.at(-2)?.kind !== 'operator';
}

function joints(): readonly Completion[] {
  return [
    { text: 'and', what: 'both; a space says the same', kind: 'keyword' },
    { text: 'or', what: 'either', kind: 'keyword' },
  ];
}

function beginnings({ attributes }: QueryContext): readonly Completion[] {
  return [
    ...BUILTINS.map(
      ({ name, what, type }): Completion => ({
        text: name,
        what,
        kind: type === 'word' ? 'word' : 'operand',
      }),
    ),
    ...attributes.map(
      ({ key, level }): Completion => ({
        text: nameText(key),
        what: level === 'span' ? 'Attribute of spans' : 'Attribute of the resource',
        kind: 'operand',
      }),
    ),
    { text: 'not', what: 'turns what follows round', kind: 'keyword' },
    { text: 'has', what: 'the attribute is there', kind: 'keyword' },
    { text: 'span.', what: 'Attribute of the span itself', kind: 'operand' },
    { text: 'resource.', what: 'Attribute of its resource', kind: 'operand' },
    { text: 'event.', what: 'Attribute of an event', kind: 'operand' },
  ];
}

/** A key as it must be written. */
export function nameText(key: string): string {
  const plain = /^[^\s()!=<>"'{}*^$]+$/.test(key);
  return plain && fieldOf(key, false).kind === 'attribute' ? key : `"${key.replace(/["\\]/g, '\\$&')}"`;
}

function fieldBefore(before: readonly Token[]): Field | null {
  const at = before.findLastIndex((token) => token.kind === 'word' || token.kind === 'value');
  const token = before[at];
  return token === undefined ? null : fieldOf(token.text, token.quoted);
}

function operatorsOf(before: readonly Token[]): readonly Completion[] {
  const field = fieldBefore(before);
  if (field === null) return [];
  const type = field.kind === 'builtin' ? field.builtin.type : 'any';
  const symbols =
    type === 'duration' || type === 'number'
      ? NUMBER_OPERATORS
      : type === 'choice' || type === 'word'
        ? ['=', '!=']
        : type === 'text'
          ? TEXT_OPERATORS
          : [...TEXT_OPERATORS, '>', '>=', '<', '<='];
  const spelled = type === 'text' || type === 'any' ? OPERATOR_WORDS : [];
  return [
    ...symbols.map((text): Completion => ({ text, what: OPERATOR_WHAT[text] ?? null, kind: 'operator' })),
    ...spelled.map((text): Completion => ({ text, what: null, kind: 'operator' })),
  ];
}

function valuesOf(before: readonly Token[], context: QueryContext): readonly Completion[] {
  const field = fieldBefore(before.slice(0, -1));
  if (field === null) return [];
  const texts =
    field.kind === 'builtin' ? builtinValues(field.builtin, context) : attributeValues(field.key, context);
  return texts.map((text) => ({ text: valueText(text), what: null, kind: 'value' }));
}

function builtinValues({ name, type, choices }: Builtin, context: QueryContext): readonly string[] {
  if (choices !== undefined) return choices;
  if (type === 'duration') return DURATIONS;
  if (type === 'word') return ['true', 'false'];
  switch (name) {
    case 'service':
    case 'parent.service':
    case 'root.service':
    case 'called':
      return context.services;
    case 'name':
    case 'parent.name':
    case 'root.name':
      return context.operations;
    case 'code':
      return CODES;
    case 'flags':
      return attributeValues('response_flags', context);
    default:
      return [];
  }
}

function attributeValues(key: string, { attributes }: QueryContext): readonly string[] {
  return attributes.flatMap((attribute) => (attribute.key === key ? attribute.values : []));
}

/** Quotes also keep a `*` from standing for anything, and braces from closing. */
export function valueText(value: string): string {
  return /[*{}]/.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : quotedIfNeeded(value);
}
