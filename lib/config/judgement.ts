/** Everything that is said against one object: what its text breaks by itself, and what it is in its mesh. */
import type { Finding } from './analysis/finding';
import { findingProblem } from './analysis/place';
import { checkText, type TextCheck } from './check/check-text';
import { judgePattern } from './check/judge-pattern';
import type { ElsewhereAnswer } from './contract';
import type { ObjectId, StoredObject } from './store';
import type { TextProblem } from './yaml/problem';

/** A mistake in a text with what only the mesh knows of it. */
export interface JudgedProblem extends TextProblem {
  /** Who asked for it not to count, in words; null when it counts. */
  readonly suppressed: string | null;
  /** Other objects that have to do with it. */
  readonly related: readonly ObjectId[];
}

/** Problems of a text that was checked, with the findings on it, in the order of the text. */
export function judged(check: TextCheck, findings: readonly Finding[]): readonly JudgedProblem[] {
  const own = check.problems.map((problem): JudgedProblem => ({ ...problem, suppressed: null, related: [] }));
  const { parsed } = check;
  if (parsed === null) return own;
  const found = findings.map(
    (finding): JudgedProblem => ({
      ...findingProblem(finding, parsed),
      suppressed: suppressionText(finding),
      related: finding.related.map(({ id }) => id),
    }),
  );
  return [...own, ...found].sort((a, b) => a.from - b.from);
}

/** A finding on another object that a text brings about or takes away. */
export function elsewhereAnswer(finding: Finding, change: 'appeared' | 'gone'): ElsewhereAnswer {
  const { code, severity, id, message } = finding;
  return { change, code, severity, id, message, suppressed: suppressionText(finding) };
}

/** "annotation periplus.io/ignore", "suppress[2] of the settings file". */
export function suppressionText({ suppressed }: Pick<Finding, 'suppressed'>): string | null {
  if (suppressed === null) return null;
  if (suppressed.where === 'default') return 'this check is off unless it is asked for';
  return suppressed.by === 'annotation'
    ? `annotation ${suppressed.where}`
    : `${suppressed.where} of the settings file`;
}

/** Stores hand out the same value while an object is unchanged, so each text is checked once. */
const checks = new WeakMap<StoredObject, readonly TextProblem[]>();

/** What a stored text breaks by itself. */
export function textProblems(object: StoredObject): readonly TextProblem[] {
  const known = checks.get(object);
  if (known !== undefined) return known;
  const { problems } = checkText(object.text, { expected: object.id, judgePattern });
  checks.set(object, problems);
  return problems;
}

export interface ObjectStatus {
  readonly errors: number;
  readonly warnings: number;
}

/** How an object stands; what is suppressed does not count. */
export function objectStatus(object: StoredObject, findings: readonly Finding[]): ObjectStatus {
  const counted = [...textProblems(object), ...findings.filter(({ suppressed }) => suppressed === null)];
  const count = (severity: string) => counted.filter((problem) => problem.severity === severity).length;
  return { errors: count('error'), warnings: count('warning') };
}
