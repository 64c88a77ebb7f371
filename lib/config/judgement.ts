/** Everything that is said against one object: what its text breaks by itself, and what it is in its mesh. */
import type { Finding } from './analysis/finding';
import { findingProblem } from './analysis/place';
import type { TextCheck } from './check/check-text';
import type { ElsewhereAnswer } from './contract';
import type { ObjectId } from './store';
import type { TextProblem } from './yaml/problem';

/** A mistake in a text with what only the mesh knows of it. */
export interface JudgedProblem extends TextProblem {
  /** Who asked for it not to count, in words; null when it counts. */
  readonly suppressed: string | null;
  /** Other objects that have to do with it. */
  readonly related: readonly ObjectId[];
}

/** Problems of a text that was checked, with the findings on it, in the order of the text. */
export function judged(
  check: Pick<TextCheck, 'problems' | 'parsed'>,
  findings: readonly Finding[],
): readonly JudgedProblem[] {
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
