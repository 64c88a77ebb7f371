/** What the model of a kind finds wrong, in words, at its place in the text, with a fix where one is mechanical. */
import type { z } from 'zod';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { TextProblem } from '@/lib/config/yaml/problem';
import { issueFix } from './issue-fix';
import { issueCode, issueText } from './issue-text';
import { type ParsedText, valueAt } from './move-field';
import { pathText, problemAt } from './problem-at';
import { unknownField } from './unknown-field';

/** Nobody reads more, and an object of ten thousand mistakes must not keep anyone waiting. */
const AT_MOST = 500;

/** Problems of the object against the model of its kind, in the order of the text. */
export function modelProblems(parsed: ParsedText, kind: string, model: z.ZodType): readonly TextProblem[] {
  return issuesOf(parsed.value, model)
    .slice(0, AT_MOST)
    .flatMap((issue) => issueProblems(parsed, kind, model, issue))
    .sort((a, b) => a.from - b.from);
}

/** Unknown fields keep rules around them from being asked, so those are asked once more without them. */
function issuesOf(value: unknown, model: z.ZodType): readonly z.core.$ZodIssue[] {
  const first = model.safeParse(withoutNulls(value));
  if (first.success) return [];
  const { issues } = first.error;
  const unknown = issues.filter((issue) => issue.code === 'unrecognized_keys');
  if (unknown.length === 0) return issues;
  const copy: unknown = structuredClone(withoutNulls(value));
  for (const { path, keys } of unknown) {
    const holder = valueAt(copy, path as ObjectPath);
    if (typeof holder !== 'object' || holder === null) continue;
    for (const key of keys) Reflect.deleteProperty(holder, key);
  }
  const second = model.safeParse(copy);
  return second.success ? unknown : [...unknown, ...second.error.issues];
}

/** The API server takes a field without a value as one that is not there; entries of lists it keeps. */
function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const list = value.map(withoutNulls);
    return list.every((entry, index) => entry === value[index]) ? value : list;
  }
  const entries = Object.entries(value);
  const kept = entries.flatMap(([key, entry]): [string, unknown][] =>
    entry === null ? [] : [[key, withoutNulls(entry)]],
  );
  const isSame =
    kept.length === entries.length &&
    kept.every(([key, entry]) => entry === (value as Record<string, unknown>)[key]);
  return isSame ? value : Object.fromEntries(kept);
}

function issueProblems(
  parsed: ParsedText,
  kind: string,
  model: z.ZodType,
  issue: z.core.$ZodIssue,
): readonly TextProblem[] {
  const path = issue.path as ObjectPath;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, AT_MOST).map((key) => unknownField(parsed, kind, model, path, key));
  }
  const isMissing = issue.code === 'invalid_type' && valueAt(parsed.value, path) === undefined;
  if (isMissing) {
    const message = `${pathText(path)} is missing.`;
    return [problemAt(parsed, 'PER0012', path.slice(0, -1), message, { shownPath: path })];
  }
  const fix = issueFix(parsed, model, issue);
  return [problemAt(parsed, issueCode(issue), path, issueText(parsed, issue), { fix })];
}
