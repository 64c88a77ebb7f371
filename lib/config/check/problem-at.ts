/** Turns a finding inside an object into a problem at its place in the text. */
import type { ObjectPath } from '@/lib/config/yaml/positions';
import { placeAt, type TextEdit, type TextFix, type TextProblem } from '@/lib/config/yaml/problem';
import { type ParsedText, valueAt } from './move-field';
import { severityOf } from './rule-lookup';

export interface ProblemOptions {
  readonly fix?: TextFix | null;
  /** What is reported as the path where it differs from the place that is marked. */
  readonly shownPath?: ObjectPath;
  /** Marks the name of the field instead of its value. */
  readonly atKey?: boolean;
}

/** A problem at the value of `path`, or at its name; its severity is that of the rule. */
export function problemAt(
  parsed: ParsedText,
  code: string,
  path: ObjectPath,
  message: string,
  { fix = null, shownPath = path, atKey = false }: ProblemOptions = {},
): TextProblem {
  const range = parsed.positions.nearest(path);
  const isObject = typeof valueAt(parsed.value, path) === 'object';
  const useKey = atKey || isObject;
  const from = useKey ? range.keyFrom : range.valueFrom;
  const end = useKey ? range.keyTo : range.valueTo;
  // A mark over many lines would shout; the first line says where.
  const lineEnd = parsed.text.indexOf('\n', from);
  const to = lineEnd < 0 ? end : Math.min(end, lineEnd);
  return {
    code,
    severity: severityOf(code),
    message: sentence(message),
    from,
    to: Math.max(from, to),
    ...placeAt(parsed.text, from),
    path: shownPath,
    fix,
  };
}

/** A fix of one edit; null where the edit cannot be made. */
export function oneEdit(label: string, edit: TextEdit | null): TextFix | null {
  return edit === null ? null : { label, edits: [edit] };
}

/** `http[0].fault.delay`: as people write paths, without the leading `spec`. */
export function pathText(path: ObjectPath): string {
  const shown = path[0] === 'spec' && path.length > 1 ? path.slice(1) : path;
  return shown
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

/** The last name of a path, with its index where it is a list entry. */
export function fieldName(path: ObjectPath): string {
  const last = path.at(-1);
  return typeof last === 'number' ? pathText(path.slice(-2)) : (last ?? 'the object');
}

export function sentence(message: string): string {
  return /[.?]$/.test(message) ? message : `${message}.`;
}
