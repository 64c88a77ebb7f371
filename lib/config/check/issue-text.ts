/** What zod finds wrong with a value, in words and with the code of its rule. */
import type { z } from 'zod';
import { ruleCode } from '@/lib/config/model/rule';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import { type ParsedText, valueAt } from './move-field';
import { nearestName } from './nearest-name';
import { fieldName, sentence } from './problem-at';

export function issueCode(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
    case 'invalid_union':
    case 'invalid_element':
      return 'PER0013';
    case 'invalid_value':
      return 'PER0014';
    case 'too_small':
    case 'too_big':
      return 'PER0015';
    default:
      return ruleCode(issue) ?? 'PER0018';
  }
}

export function issueText(parsed: ParsedText, issue: z.core.$ZodIssue): string {
  const path = issue.path as ObjectPath;
  const name = fieldName(path);
  const value = valueAt(parsed.value, path);
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'string' && name === 'matchLabels' && typeof value === 'object') {
        return `${fieldName(path.slice(0, -1))} is a plain map of labels; matchLabels is not used here.`;
      }
      if (isGluedPair(value) && TYPE_TEXT[issue.expected] === TYPE_TEXT.object) {
        return `${name} must be an object with fields; a blank is missing behind the colon of ${value}.`;
      }
      return `${name} must be ${expectedText(issue.expected)}, this is ${typeText(value)}.`;
    case 'invalid_union':
      return `${name} has no valid form.`;
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      const near = typeof value === 'string' ? nearestName(value, allowed) : null;
      return `${name} is one of ${allowed.join(', ')}${near === null ? '.' : `; did you mean ${near}?`}`;
    }
    case 'too_small':
      return issue.origin === 'array' || issue.origin === 'string'
        ? `${name} must not be empty.`
        : `${name} must be at least ${issue.minimum}.`;
    case 'too_big':
      return tooBigText(name, issue);
    default:
      return sentence(path.length === 0 ? issue.message : `${name}: ${issue.message}`);
  }
}

/** `host:reviews`, which YAML takes for one text. */
export function isGluedPair(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z]\w*:[^\s/]\S*$/.test(value);
}

function tooBigText(name: string, issue: z.core.$ZodIssueTooBig): string {
  if (issue.origin === 'string') return `${name} must not be longer than ${issue.maximum} characters.`;
  if (issue.origin === 'array') return `${name} must not have more than ${issue.maximum} entries.`;
  return `${name} must be at most ${issue.maximum}.`;
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
