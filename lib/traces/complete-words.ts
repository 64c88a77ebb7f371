/** What may be written at the caret of the search in a trace, while it holds words (trace-query.ts). Pure. */
import { type Completion, type Completions, offer } from '@/lib/expression/completion';
import type { TraceNames } from './trace-names';

const WHERE: Completion = { text: 'where', what: 'a condition on spans follows', kind: 'keyword' };

/** `caret` in UTF-16 units. What stands behind it stays. */
export function wordCompletions(text: string, caret: number, names: TraceNames): Completions {
  const from = wordFrom(text, caret);
  const typed = text.slice(from, caret);
  const isFirst = text.slice(0, from).trim() === '';
  if (typed === '' && !isFirst) return { from, to: caret, items: [] };
  return offer(from, caret, typed.replace(/^"/, ''), [...fitting(typed, names), ...(isFirst ? [WHERE] : [])]);
}

/** Where the word begins that the caret is in; a space within quotes does not end it. */
function wordFrom(text: string, caret: number): number {
  let from = 0;
  let quoted = false;
  for (let at = 0; at < caret; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    else if (!quoted && /\s/.test(text[at] ?? '')) from = at + 1;
  }
  return from;
}

function fitting(typed: string, names: TraceNames): readonly Completion[] {
  if (typed.startsWith('-')) {
    return names.keys.flatMap((key) => written(key, 'attribute that is left out', 'operand', '-'));
  }
  const sign = typed.indexOf('=');
  if (sign > 0) {
    const key = typed.slice(0, sign).replace(/^"/, '');
    return names.valuesOf(key).flatMap((value) => written(`${key}=${value}`, null, 'value'));
  }
  return distinct([
    ...names.services.flatMap((name) => written(name, 'service', 'operand')),
    ...names.operations.flatMap((name) => written(name, 'operation', 'value')),
    // Its value follows: no space, and no quotes before both are there.
    ...names.keys.flatMap((key) => (/[\s"]/.test(key) ? [] : written(`${key}=`, 'attribute', 'operand'))),
  ]);
}

/** Nothing where it cannot be written: there is no way to say a quote. */
function written(
  text: string,
  what: string | null,
  kind: Completion['kind'],
  before = '',
): readonly Completion[] {
  if (text.includes('"') || text === '') return [];
  return [{ text: `${before}${/\s/.test(text) ? `"${text}"` : text}`, what, kind }];
}

function distinct(items: readonly Completion[]): readonly Completion[] {
  return [...new Map(items.toReversed().map((item) => [item.text, item])).values()].reverse();
}
