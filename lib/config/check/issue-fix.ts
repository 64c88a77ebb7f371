/** Edits that mend a value of the wrong type or a misspelt one, where there is only one thing that can be meant. */
import type { z } from 'zod';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { TextEdit, TextFix } from '@/lib/config/yaml/problem';
import { isGluedPair } from './issue-text';
import { type ParsedText, replaceValue, valueAt } from './move-field';
import { nearestName } from './nearest-name';
import { oneEdit } from './problem-at';
import { fieldSchemas, schemaAt } from './schema-fields';
import { unwrapFields, wrapInList } from './wrap-fields';

export function issueFix(parsed: ParsedText, model: z.ZodType, issue: z.core.$ZodIssue): TextFix | null {
  const path = issue.path as ObjectPath;
  const value = valueAt(parsed.value, path);
  if (issue.code === 'invalid_value' && typeof value === 'string') {
    const near = nearestName(value, issue.values.map(String));
    return near === null ? null : oneEdit(`Write ${near}`, replaceValue(parsed, path, near));
  }
  if (issue.code !== 'invalid_type') return null;
  switch (issue.expected) {
    case 'object':
      if (isGluedPair(value)) {
        return oneEdit('Put a blank behind the colon', replaceValue(parsed, path, value.replace(':', ': ')));
      }
      return wrapped(parsed, model, path, value);
    case 'array':
      return asList(parsed, path, value);
    case 'string':
      // Labels are a plain map here, and `matchLabels` around them is taken for the name of one.
      if (WRAPPERS.includes(String(path.at(-1))) && typeof value === 'object' && value !== null) {
        const edits = unwrapFields(parsed, path);
        return edits === null ? null : { label: `Remove ${path.at(-1)}`, edits };
      }
      if (typeof value === 'number' && isSeconds(model, path, value)) {
        return oneEdit(`Write ${value}s`, replaceValue(parsed, path, `${value}s`));
      }
      return typeof value === 'number' || typeof value === 'boolean'
        ? oneEdit('Put in quotes', quoted(parsed, path))
        : null;
    default:
      return scalarFix(parsed, path, value, issue.expected);
  }
}

/** A duration without its unit; quotes around it would not make it one. */
function isSeconds(model: z.ZodType, path: ObjectPath, value: number): boolean {
  const field = schemaAt(model, path);
  return field?.safeParse(`${value}s`).success === true && !field.safeParse(String(value)).success;
}

const WRAPPERS = ['matchLabels', 'labels'];

function scalarFix(parsed: ParsedText, path: ObjectPath, value: unknown, expected: string): TextFix | null {
  const isNumber = expected === 'number' || expected === 'int';
  if (isNumber && typeof value === 'string' && /^\d+$/.test(value)) {
    return oneEdit('Remove the quotes', replaceValue(parsed, path, value));
  }
  const share = isNumber && typeof value === 'string' ? /^(\d+) ?%$/.exec(value)?.[1] : undefined;
  if (share !== undefined) return oneEdit(`Write ${share}`, replaceValue(parsed, path, share));
  if (expected === 'boolean' && (value === 'true' || value === 'false')) {
    return oneEdit('Remove the quotes', replaceValue(parsed, path, value));
  }
  const inner = isNumber ? valueAt(value, ['number']) : undefined;
  return typeof inner === 'number'
    ? oneEdit(`Write ${inner}`, replaceValue(parsed, path, String(inner)))
    : null;
}

/** As it is written, so that `0123` or `1e3` stay what they were. */
function quoted(parsed: ParsedText, path: ObjectPath): TextEdit | null {
  const range = parsed.positions.at(path);
  if (range === null) return null;
  return replaceValue(parsed, path, `"${parsed.text.slice(range.valueFrom, range.valueTo)}"`);
}

/** The field that a lone value was meant for, the first that the object has and that takes it. */
const MEANT_FIELDS = ['number', 'value', 'exact', 'host', 'mode', 'name'];

function wrapped(parsed: ParsedText, model: z.ZodType, path: ObjectPath, value: unknown): TextFix | null {
  const target = schemaAt(model, path);
  if (target === null || typeof value === 'object') return null;
  const fields = fieldSchemas(target);
  const name = MEANT_FIELDS.find((candidate) => fields[candidate]?.safeParse(value).success);
  const range = parsed.positions.at(path);
  if (name === undefined || range === null) return null;
  const isQuoted = /["']/.test(parsed.text[range.valueFrom - 1] ?? '');
  const raw = parsed.text.slice(range.valueFrom, range.valueTo);
  return oneEdit(
    `Write {${name}: …}`,
    replaceValue(parsed, path, `{${name}: ${isQuoted ? JSON.stringify(value) : raw}}`),
  );
}

/** A lone entry where a list is wanted becomes a list of one. */
function asList(parsed: ParsedText, path: ObjectPath, value: unknown): TextFix | null {
  const range = parsed.positions.at(path);
  if (range === null || value === null || value === undefined || Array.isArray(value)) return null;
  const label = 'Make it a list';
  const { text } = parsed;
  if (typeof value !== 'object') {
    const isQuoted = /["']/.test(text[range.valueFrom - 1] ?? '');
    const raw = text.slice(range.valueFrom, range.valueTo);
    return oneEdit(label, replaceValue(parsed, path, `[${isQuoted ? JSON.stringify(value) : raw}]`));
  }
  const edits = wrapInList(parsed, path);
  return edits === null ? null : { label, edits };
}
