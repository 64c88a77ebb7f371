/** What the texts that are stored break by themselves, and how their objects stand. */
import type { Finding } from './analysis/finding';
import { assessThread, LARGE_TEXT } from './assess-thread/thread';
import { checkText } from './check/check-text';
import { judgePattern } from './check/judge-pattern';
import type { StoredObject } from './store';
import type { TextProblem } from './yaml/problem';

/** Stores hand out the same value while an object is unchanged, so each text is checked once. */
const checks = new WeakMap<StoredObject, readonly TextProblem[]>();

/** Checks large texts in the thread that is theirs, before `textProblems` asks what they break. */
export async function checkLargeTexts(objects: readonly StoredObject[]): Promise<void> {
  const unchecked = objects.filter((object) => object.text.length >= LARGE_TEXT && !checks.has(object));
  for (const object of unchecked) {
    checks.set(object, await assessThread().check(object.id, object.text));
  }
}

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
