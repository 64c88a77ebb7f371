/**
 * YAML text to a plain value within fixed limits, so that no text can stop or slow the reader:
 * size, nesting, aliases and what they expand to, keys that reach into JavaScript's prototypes.
 */
import { load, YAMLException } from 'js-yaml';
import { duplicateKeyProblems } from './duplicate-keys';
import { keptReading } from './kept-readings';
import { MAX_DEPTH } from './limits';
import { placeAt, type TextProblem } from './problem';
import { API_SERVER_SCHEMA } from './scalars';
import { tabProblems } from './tabs';

export const MAX_TEXT_BYTES = 1024 * 1024;
/** A text at the limit as JSON: line breaks and quotes are escaped, which may double it. */
export const MAX_OBJECT_BODY_BYTES = 2 * MAX_TEXT_BYTES + 4096;
export const MAX_ALIASES = 50;
/** Values after aliases are followed: a few aliases of aliases can stand for millions. */
const MAX_EXPANDED_VALUES = 200_000;
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export type YamlReading =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'problems'; readonly problems: readonly TextProblem[] };

/** Reads one document. Every mistake that keeps it from being read comes with its place. */
export function readYaml(text: string): YamlReading {
  return keptReading(text) ?? readAnew(text);
}

function readAnew(text: string): YamlReading {
  if (byteLength(text) > MAX_TEXT_BYTES) {
    return problems([
      problem(text, 0, 'PER0004', `The text is larger than ${MAX_TEXT_BYTES / 1024 / 1024} MB.`),
    ]);
  }
  let value: unknown;
  try {
    value = load(text, { schema: API_SERVER_SCHEMA, maxDepth: MAX_DEPTH, maxAliases: MAX_ALIASES });
  } catch (error) {
    return problems(parseProblems(text, error));
  }
  // Without an anchor nothing stands for more than it is, and no object has to be remembered.
  const refusal = text.includes('&') ? unsafeValue(value, new Map()) : plainValues(value);
  return typeof refusal === 'number'
    ? { kind: 'value', value }
    : problems([problem(text, placeOfKey(text, refusal.key), refusal.code, refusal.message)]);
}

function byteLength(text: string): number {
  // Only texts near the limit are worth counting exactly.
  return text.length * 3 <= MAX_TEXT_BYTES ? text.length : new TextEncoder().encode(text).byteLength;
}

function problems(list: readonly TextProblem[]): YamlReading {
  return { kind: 'problems', problems: list };
}

function problem(text: string, offset: number, code: string, message: string): TextProblem {
  const from = Math.min(offset, text.length);
  const end = text.indexOf('\n', from);
  const to = Math.max(from, Math.min(end < 0 ? text.length : end, from + 200));
  return { code, severity: 'error', message, from, to, ...placeAt(text, from), path: [], fix: null };
}

function parseProblems(text: string, error: unknown): readonly TextProblem[] {
  const tabs = tabProblems(text);
  if (tabs.length > 0) return tabs;
  if (error instanceof YAMLException && error.reason.includes('duplicated mapping key')) {
    const doubled = duplicateKeyProblems(text, 'PER0003');
    if (doubled.length > 0) return doubled;
  }
  if (!(error instanceof YAMLException)) {
    return [problem(text, 0, 'PER0001', 'The text cannot be read as YAML.')];
  }
  return [problem(text, error.mark?.position ?? 0, codeOf(error.reason), inWords(error.reason))];
}

function codeOf(reason: string): string {
  if (reason.includes('duplicated mapping key')) return 'PER0003';
  return /maxDepth|aliases/i.test(reason) ? 'PER0004' : 'PER0001';
}

/** The parser's reasons, said so that the reader knows what to do. */
function inWords(reason: string): string {
  if (reason.includes('duplicated mapping key'))
    return 'This key is given twice in the same object; keep one.';
  if (reason.includes('maxDepth')) return `The text is nested more than ${MAX_DEPTH} levels deep.`;
  if (reason.includes('maxAliases') || reason.includes('aliases')) {
    return `The text uses more than ${MAX_ALIASES} aliases.`;
  }
  if (reason.includes('bad indentation of a mapping entry')) {
    return 'The indentation does not fit, or a colon inside the value needs quotes.';
  }
  if (reason.includes('end of the stream or a document separator')) {
    return 'Something stands here that does not belong to the document; check indentation and colons.';
  }
  return `This is not valid YAML: ${reason}.`;
}

interface Refusal {
  readonly code: string;
  readonly key: string | null;
  readonly message: string;
}

function forbidden(key: string): Refusal {
  return { code: 'PER0005', key, message: `The key ${key} is not allowed.` };
}

/** How many values a value without aliases holds, or why it is refused. Its depth is bounded by the reader. */
function plainValues(value: unknown): number | Refusal {
  if (typeof value !== 'object' || value === null) return 1;
  const isList = Array.isArray(value);
  let total = 1;
  for (const key of isList ? value.keys() : Object.keys(value)) {
    if (!isList && FORBIDDEN_KEYS.has(String(key))) return forbidden(String(key));
    const own = plainValues((value as Record<string | number, unknown>)[key]);
    if (typeof own !== 'number') return own;
    total += own;
    if (total > MAX_EXPANDED_VALUES) {
      const message = `The text holds more than ${MAX_EXPANDED_VALUES.toLocaleString('en')} values.`;
      return { code: 'PER0004', key: null, message };
    }
  }
  return total;
}

/** How many values it stands for with aliases followed, or why it is refused. Each object is looked at once. */
function unsafeValue(value: unknown, known: Map<object, number | null>): number | Refusal {
  if (typeof value !== 'object' || value === null) return 1;
  const seen = known.get(value);
  if (seen === null)
    return { code: 'PER0004', key: null, message: 'An alias refers to the object that contains it.' };
  if (seen !== undefined) return seen;
  known.set(value, null);
  let total = 1;
  for (const [key, entry] of Object.entries(value)) {
    if (FORBIDDEN_KEYS.has(key) && !Array.isArray(value)) return forbidden(key);
    const own = unsafeValue(entry, known);
    if (typeof own !== 'number') return own;
    total += own;
    if (total > MAX_EXPANDED_VALUES) {
      return {
        code: 'PER0004',
        key: null,
        message: 'The aliases of this text expand to more values than are accepted.',
      };
    }
  }
  known.set(value, total);
  return total;
}

function placeOfKey(text: string, key: string | null): number {
  return key === null ? 0 : Math.max(0, text.indexOf(key));
}
