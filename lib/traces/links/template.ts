/**
 * Texts with variables, as Jaeger UI writes them in its link patterns: `#{name}`, `#{startTime | add -60000000 |
 * epoch_micros_to_date_iso}` (https://www.jaegertracing.io/docs/latest/frontend-ui/#link-patterns). Pure.
 */
import type { AttributeValue } from '@/lib/traces/model/span';

type Value = string | number | boolean;
type Formatter = (value: Value, args: readonly string[]) => Value | null;

interface Step {
  readonly format: Formatter;
  readonly args: readonly string[];
}

interface Variable {
  readonly name: string;
  readonly steps: readonly Step[];
}

export type Template = readonly (string | Variable)[];

/** What a name stands for; undefined = nobody has it. */
export type Lookup = (name: string) => AttributeValue | undefined;

/** Null = nothing can be made of the value, so there is no link. */
const FORMATTERS: Readonly<Record<string, Formatter>> = {
  epoch_micros_to_date_iso: (value) => {
    const date = new Date(Number(value) / 1000);
    return Number.isNaN(date.getTime()) ? null : date.toISOString();
  },
  add: (value, [offset = '']) => {
    const sum = Number(value) + Number(offset);
    return Number.isFinite(sum) ? sum : null;
  },
  pad_start: (value, [length = '', fill = ' ']) => String(value).padStart(Number(length), fill),
};

/** More is no id. */
const MOST_PADDED = 256;

/** The parts of a text. Throws with a sentence about what cannot be read. */
export function parseTemplate(text: string): Template {
  const parts: (string | Variable)[] = [];
  let at = 0;
  for (const match of text.matchAll(/#\{([^{}]*)\}/g)) {
    if (match.index > at) parts.push(text.slice(at, match.index));
    parts.push(variableOf(match[1] ?? ''));
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}

function variableOf(written: string): Variable {
  const [name = '', ...steps] = written.split('|').map((part) => part.trim());
  if (name === '') throw new Error('#{} names nothing');
  return { name, steps: steps.map((step) => stepOf(step)) };
}

function stepOf(written: string): Step {
  const [name = '', ...args] = written.split(/ +/);
  const format = Object.hasOwn(FORMATTERS, name) ? FORMATTERS[name] : undefined;
  if (format === undefined) {
    throw new Error(`there is no formatter "${name}"; there are ${Object.keys(FORMATTERS).join(', ')}`);
  }
  const [number = ''] = args;
  if (name === 'add' && (number === '' || !Number.isFinite(Number(number)))) {
    throw new Error('add needs a number of microseconds, such as add -60000000');
  }
  if (name === 'pad_start' && !(Number(number) > 0 && Number(number) <= MOST_PADDED)) {
    throw new Error(
      `pad_start needs a length of at most ${MOST_PADDED} and a character, such as pad_start 32 0`,
    );
  }
  return { format, args };
}

/** The text with its variables replaced; null where one of them has no value that a text can hold. */
export function fillTemplate(
  template: Template,
  lookup: Lookup,
  encode: (value: string) => string = (value) => value,
): string | null {
  let text = '';
  for (const part of template) {
    const value = typeof part === 'string' ? part : valueIn(part, lookup);
    if (value === null) return null;
    text += typeof part === 'string' ? part : encode(value);
  }
  return text;
}

function valueIn({ name, steps }: Variable, lookup: Lookup): string | null {
  const found = lookup(name);
  if (found === undefined || found === null || typeof found === 'object') return null;
  let value: Value | null = found;
  for (const { format, args } of steps) {
    if (value === null) return null;
    value = format(value, args);
  }
  return value === null ? null : String(value);
}
