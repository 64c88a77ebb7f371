/** Everything that is said about the text of an object, in the mesh as it is stored. */

import { checkText } from './check/check-text';
import { judgePattern } from './check/judge-pattern';
import type { ParsedText } from './check/move-field';
import type { Assessment, ReferenceAnswer } from './contract';
import { objectKey } from './identity';
import { meshKind } from './kind-lookup';
import { type Reference, referencesFrom, referencesTo } from './references';
import { meshView } from './simulation/mesh-view';
import type { ConfigSnapshot, ObjectId, StoredObject } from './store';
import { explain } from './summary/explain';
import { placeAt } from './yaml/problem';

/** Problems, explanation and references of `text`, as if it were stored as `id` (null = a new object). */
export function assess(snapshot: ConfigSnapshot, id: ObjectId | null, text: string): Assessment {
  const { problems, parsed, id: own } = checkText(text, { expected: id ?? undefined, judgePattern });
  const mutable = problems.map((problem) => ({
    ...problem,
    path: [...problem.path],
    fix: problem.fix === null ? null : { ...problem.fix, edits: [...problem.fix.edits] },
  }));
  if (parsed === null || own === null) return { problems: mutable, explanation: null, references: null };
  const value = parsed.value as StoredObject['value'];
  const object: StoredObject = { id: own, apiVersion: '', text, version: '', value, origin: '' };
  const others = snapshot.objects.filter((stored) => objectKey(stored.id) !== objectKey(own));
  const objects = [...others, object];
  const view = meshView(objects);
  const stored = new Set(objects.map((candidate) => objectKey(candidate.id)));
  return {
    problems: mutable,
    explanation: explained(object, parsed),
    references: {
      to: referencesFrom(object, view, stored).map(referenceAnswer),
      by: referencesTo(own, objects, view, stored).map(referenceAnswer),
    },
  };
}

function explained(object: StoredObject, parsed: ParsedText): Assessment['explanation'] {
  const explanation = explain(object);
  if (explanation === null) return null;
  return {
    headline: explanation.headline,
    sections: explanation.sections.map(({ title, statements }) => ({
      title,
      statements: statements.map(({ text, path }) => ({
        text,
        line: placeAt(parsed.text, parsed.positions.nearest(path).keyFrom).line,
      })),
    })),
  };
}

function referenceAnswer({ id, exists }: Reference): ReferenceAnswer {
  return { id, exists, isMeshKind: meshKind(id.group, id.kind) !== null };
}

export interface ObjectStatus {
  readonly errors: number;
  readonly warnings: number;
}

/** Stores hand out the same value while an object is unchanged, so each text is checked once. */
const known = new WeakMap<StoredObject, ObjectStatus>();

export function statusOf(object: StoredObject): ObjectStatus {
  const before = known.get(object);
  if (before !== undefined) return before;
  const { problems } = checkText(object.text, { expected: object.id, judgePattern });
  const count = (severity: string) => problems.filter((problem) => problem.severity === severity).length;
  const status = { errors: count('error'), warnings: count('warning') };
  known.set(object, status);
  return status;
}
