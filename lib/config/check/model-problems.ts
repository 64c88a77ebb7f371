/** What the model of a kind finds wrong, in words, at its place in the text, with a fix where one is mechanical. */
import type { z } from 'zod';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import { placeAt, type TextEdit, type TextFix, type TextProblem } from '@/lib/config/yaml/problem';
import { type Misplacement, misplacement } from './misplaced';
import { moveField, type ParsedText, renameKey, replaceValue, valueAt } from './move-field';
import { nearestName } from './nearest-name';
import { knownFields, placesOfField } from './schema-fields';

/** Problems of `value` against `model`, in the order of the text. */
export function modelProblems(parsed: ParsedText, kind: string, model: z.ZodType): readonly TextProblem[] {
  const result = model.safeParse(parsed.value);
  if (result.success) return [];
  return result.error.issues
    .flatMap((issue) => issueProblems(parsed, kind, model, issue))
    .sort((a, b) => a.from - b.from);
}

function issueProblems(
  parsed: ParsedText,
  kind: string,
  model: z.ZodType,
  issue: z.core.$ZodIssue,
): readonly TextProblem[] {
  const path = issue.path as ObjectPath;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownField(parsed, kind, model, path, key));
  }
  if (issue.code === 'invalid_union')
    return [problemAt(parsed, path, `${fieldName(path)} has no valid form.`)];
  const isMissing = issue.code === 'invalid_type' && valueAt(parsed.value, path) === undefined;
  return isMissing
    ? [problemAt(parsed, path.slice(0, -1), `${pathText(path)} is missing.`, null, path)]
    : [problemAt(parsed, path, issueText(parsed, issue), issueFix(parsed, issue))];
}

function unknownField(
  parsed: ParsedText,
  kind: string,
  model: z.ZodType,
  parent: ObjectPath,
  field: string,
): TextProblem {
  const path = [...parent, field];
  const place = misplacement(kind, parent, field);
  if (place !== null)
    return problemAt(parsed, path, place.message, misplacedFix(parsed, path, place), path, true);
  const where = parent.length === 0 ? kind : pathText(parent);
  const near = nearestName(field, knownFields(model, parent));
  if (near !== null) {
    const taken = valueAt(parsed.value, [...parent, near]) !== undefined;
    const fix = taken ? null : oneEdit(`Rename to ${near}`, renameKey(parsed, path, near));
    return problemAt(
      parsed,
      path,
      `${field} is not known in ${where}; did you mean ${near}?`,
      fix,
      path,
      true,
    );
  }
  const home = placesOfField(model, field).find((found) => found.startsWith('spec'));
  const hint = home === undefined ? '' : ` It belongs to ${home.replace(/^spec\./, '')}.`;
  const message = `${field} is not known in ${where}; a cluster would drop it.${hint}`;
  return problemAt(parsed, path, message, null, path, true);
}

/** A delay that has no `fixedDelay` was meant as an abort as a whole; else only the field moves. */
function misplacedFix(parsed: ParsedText, path: ObjectPath, place: Misplacement): TextFix | null {
  if (place.home === null) return null;
  const parent = path.slice(0, -1);
  const label = `Move to ${shortPath(place.home)}`;
  const swap = SWAPPED[String(parent.at(-1))];
  if (swap !== undefined && valueAt(parsed.value, [...parent, swap.needs]) === undefined) {
    const free = valueAt(parsed.value, place.home) === undefined;
    if (free) return oneEdit(label, renameKey(parsed, parent, swap.name));
  }
  const edits = moveField(parsed, path, place.home);
  return edits === null ? null : { label, edits };
}

/** What makes a fault the one it is; without it the whole object was meant as the other. */
const SWAPPED: Readonly<Record<string, { readonly name: string; readonly needs: string }>> = {
  delay: { name: 'abort', needs: 'fixedDelay' },
};

function issueText(parsed: ParsedText, issue: z.core.$ZodIssue): string {
  const path = issue.path as ObjectPath;
  const name = fieldName(path);
  const value = valueAt(parsed.value, path);
  switch (issue.code) {
    case 'invalid_type':
      return `${name} must be ${expectedText(issue.expected)}, this is ${typeText(value)}.`;
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      const near = typeof value === 'string' ? nearestName(value, allowed) : null;
      return `${name} is one of ${allowed.join(', ')}${near === null ? '' : `; did you mean ${near}?`}${near === null ? '.' : ''}`;
    }
    case 'too_small':
      return issue.origin === 'array' || issue.origin === 'string'
        ? `${name} must not be empty.`
        : `${name} must be at least ${issue.minimum}.`;
    case 'too_big':
      return issue.origin === 'string'
        ? `${name} must not be longer than ${issue.maximum} characters.`
        : `${name} must be at most ${issue.maximum}.`;
    default:
      return sentence(path.length === 0 ? issue.message : `${name}: ${issue.message}`);
  }
}

function issueFix(parsed: ParsedText, issue: z.core.$ZodIssue): TextFix | null {
  const path = issue.path as ObjectPath;
  const value = valueAt(parsed.value, path);
  if (issue.code === 'invalid_type' && typeof value === 'number') {
    if (/percentage$/i.test(String(path.at(-1)))) {
      return oneEdit('Write as an object', replaceValue(parsed, path, `{value: ${value}}`));
    }
    if (issue.expected === 'string')
      return oneEdit('Put in quotes', replaceValue(parsed, path, `"${value}"`));
  }
  if (
    issue.code === 'invalid_type' &&
    issue.expected === 'number' &&
    typeof value === 'string' &&
    /^\d+$/.test(value)
  ) {
    return oneEdit('Remove the quotes', replaceValue(parsed, path, value));
  }
  if (issue.code === 'invalid_value' && typeof value === 'string') {
    const near = nearestName(value, issue.values.map(String));
    return near === null ? null : oneEdit(`Write ${near}`, replaceValue(parsed, path, near));
  }
  return null;
}

function oneEdit(label: string, edit: TextEdit | null): TextFix | null {
  return edit === null ? null : { label, edits: [edit] };
}

/** A problem at the value of `path`, or at its name. `shownPath` is what is reported where they differ. */
export function problemAt(
  parsed: ParsedText,
  path: ObjectPath,
  message: string,
  fix: TextFix | null = null,
  shownPath: ObjectPath = path,
  atKey = false,
  severity: TextProblem['severity'] = 'error',
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
    severity,
    message: sentence(message),
    from,
    to: Math.max(from, to),
    ...placeAt(parsed.text, from),
    path: shownPath,
    fix,
  };
}

/** `http[0].fault.delay`: as people write paths, without the leading `spec`. */
export function pathText(path: ObjectPath): string {
  const shown = path[0] === 'spec' && path.length > 1 ? path.slice(1) : path;
  return shown
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

function shortPath(path: ObjectPath): string {
  const names = path.filter((part) => typeof part === 'string' && part !== 'spec');
  return names.slice(-2).join('.');
}

function fieldName(path: ObjectPath): string {
  const last = path.at(-1);
  return typeof last === 'number' ? pathText(path.slice(-2)) : (last ?? 'the object');
}

const TYPE_TEXT: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with fields',
  record: 'an object with fields',
};

function expectedText(expected: string): string {
  return TYPE_TEXT[expected] ?? expected;
}

function typeText(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' && !Number.isInteger(value)) return 'a number with a fraction';
  return TYPE_TEXT[typeof value] ?? typeof value;
}

function sentence(message: string): string {
  return /[.?]$/.test(message) ? message : `${message}.`;
}
