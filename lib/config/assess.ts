/** Everything that is said about the text of an object, in the mesh as it is stored. */

import { checkText } from './check/check-text';
import type { ClusterCheck } from './check/cluster-check';
import { judgePattern } from './check/judge-pattern';
import type { ParsedText } from './check/move-field';
import { clusterCheck } from './cluster-schema/cluster-check';
import type { StructuralSchema } from './cluster-schema/structural-schema';
import type { Assessment } from './contract';
import { objectKey } from './identity';
import { elsewhereAnswer, type JudgedProblem, judged } from './judgement';
import type { DraftObject, LiveAnalysis } from './live-analysis';
import { neighbours } from './neighbours';
import { meshView } from './simulation/mesh-view';
import { textAt } from './simulation/read/fields';
import type { ConfigSnapshot, ObjectId, StoredObject } from './store';
import { explain } from './summary/explain';
import { placeAt } from './yaml/problem';

/** Another text that would be saved together with the one that is asked about; null deletes. */
export interface DraftText {
  readonly id: ObjectId;
  readonly text: string | null;
}

export interface AssessOptions {
  readonly drafts?: readonly DraftText[];
  /** Of the text's kind in the cluster; null or left out = not known. */
  readonly schema?: StructuralSchema | null;
}

/**
 * Problems, explanation and references of `text`, as if it were stored as `id` (null = a new object), and `drafts`
 * beside it. `live` follows the snapshot.
 */
export function assess(
  live: LiveAnalysis,
  snapshot: ConfigSnapshot,
  id: ObjectId | null,
  text: string,
  { drafts = [], schema = null }: AssessOptions = {},
): Assessment {
  const byCluster = schema === null ? undefined : clusterCheckOf(schema, snapshot, id);
  const check = checkText(text, { expected: id ?? undefined, judgePattern, byCluster });
  const { parsed, id: own } = check;
  if (parsed === null || own === null) {
    return {
      problems: judged(check, []).map(problemAnswer),
      elsewhere: [],
      explanation: null,
      references: null,
    };
  }
  const object = unsavedObject(own, text, parsed.value);
  const beside = drafts.filter((draft) => objectKey(draft.id) !== objectKey(own)).flatMap(draftObject);
  const findings = live.withDrafts([{ id: own, object }, ...beside]);
  const drafted = new Set([own, ...beside.map((draft) => draft.id)].map(objectKey));
  const others = snapshot.objects.filter((stored) => !drafted.has(objectKey(stored.id)));
  const objects = [...others, ...beside.flatMap((draft) => draft.object ?? []), object];
  const view = meshView(objects, live.meshConfig.config);
  const settings = live.meshConfig.sources.find((source) => source.id !== null)?.id ?? null;
  return {
    problems: judged(check, findings.own.get(objectKey(own)) ?? []).map(problemAnswer),
    elsewhere: [
      ...findings.appeared.map((finding) => elsewhereAnswer(finding, 'appeared')),
      ...findings.gone.map((finding) => elsewhereAnswer(finding, 'gone')),
    ],
    explanation: explained(object, parsed, live.meshConfig.config.rootNamespace),
    references: neighbours(object, objects, view, settings),
  };
}

/** What is stored counts in the version that the text is written in: of another the schema says nothing. */
function clusterCheckOf(
  schema: StructuralSchema,
  { objects }: ConfigSnapshot,
  id: ObjectId | null,
): ClusterCheck {
  return (checked) => {
    const key = objectKey(id ?? checked.id);
    const stored = objects.find((object) => objectKey(object.id) === key);
    const value = stored?.apiVersion === checked.apiVersion ? stored.value : null;
    return clusterCheck(schema, () => value)(checked);
  };
}

function unsavedObject(id: ObjectId, text: string, value: unknown): StoredObject {
  const fields = value as StoredObject['value'];
  return { id, apiVersion: textAt(fields, 'apiVersion') ?? '', text, version: '', value: fields, origin: '' };
}

/** A text that does not parse, or is about something else, changes nothing. */
function draftObject({ id, text }: DraftText): readonly DraftObject[] {
  if (text === null) return [{ id, object: null }];
  const check = checkText(text, { expected: id });
  if (check.parsed === null || check.id === null || objectKey(check.id) !== objectKey(id)) return [];
  return [{ id, object: unsavedObject(id, text, check.parsed.value) }];
}

function problemAnswer(problem: JudgedProblem): Assessment['problems'][number] {
  const { fix, path, related } = problem;
  return {
    ...problem,
    path: [...path],
    related: [...related],
    fix: fix === null ? null : { ...fix, edits: [...fix.edits] },
  };
}

function explained(
  object: StoredObject,
  parsed: ParsedText,
  rootNamespace: string,
): Assessment['explanation'] {
  const explanation = explain(object, rootNamespace);
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
