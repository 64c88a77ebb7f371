/** What the texts that are stored break by themselves, and how their objects stand. */
import type { Analysis } from './analysis/analysis';
import type { Finding } from './analysis/finding';
import { checkText } from './check/check-text';
import { judgePattern } from './check/judge-pattern';
import { objectKey } from './identity';
import { meshKind } from './kind-lookup';
import type { StoredObject } from './store';
import type { TextProblem } from './yaml/problem';

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

/** Of every object of the mesh kinds, by `objectKey`; what is suppressed does not count. */
export function statusesOf(
  objects: readonly StoredObject[],
  analysis: Analysis,
): ReadonlyMap<string, ObjectStatus> {
  const mesh = objects.filter(({ id }) => meshKind(id.group, id.kind) !== null);
  return new Map(mesh.map((object) => [objectKey(object.id), objectStatus(object, analysis.of(object.id))]));
}

function objectStatus(object: StoredObject, findings: readonly Finding[]): ObjectStatus {
  const counted = [...textProblems(object), ...findings.filter(({ suppressed }) => suppressed === null)];
  const count = (severity: string) => counted.filter((problem) => problem.severity === severity).length;
  return { errors: count('error'), warnings: count('warning') };
}
