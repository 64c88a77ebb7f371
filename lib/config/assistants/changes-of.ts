/** From the objects that an assistant wants to the change set that writes them, comments and unknown fields kept. */
import type { Change, ChangeStep } from '@/lib/config/changes/change';
import { planChanges } from '@/lib/config/changes/plan';
import { objectKey } from '@/lib/config/identity';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import type { ObjectEdit } from './assistant';
import { rewriteText } from './text/rewrite-text';

/** An object's text as stored. */
export interface StoredText {
  readonly id: ObjectId;
  readonly text: string;
  readonly version: string;
}

export interface AssistantChange extends Change {
  /** The text as stored; null where there is none. */
  readonly before: string | null;
  /** False where the text had to be written anew, because its anchors or merge keys cannot be edited in place. */
  readonly isEdited: boolean;
}

/** Changes of texts that differ from what is stored. `stored` holds the texts of the edited objects that exist. */
export function changesOf(
  edits: readonly ObjectEdit[],
  stored: ReadonlyMap<string, StoredText>,
): readonly AssistantChange[] {
  return edits.flatMap(({ id, value }): readonly AssistantChange[] => {
    const before = stored.get(objectKey(id)) ?? null;
    const baseVersion = before?.version ?? null;
    if (value === null) {
      return before === null ? [] : [{ id, text: null, baseVersion, before: before.text, isEdited: true }];
    }
    const { text, isEdited } = rewriteText(before?.text ?? null, value);
    if (text === before?.text) return [];
    return [{ id, text, baseVersion, before: before?.text ?? null, isEdited }];
  });
}

/** The writes in the order in which they are safe. `values` = stored objects by `objectKey`. */
export function stepsOf(
  changes: readonly AssistantChange[],
  values: (id: ObjectId) => Pick<StoredObject, 'id' | 'version' | 'value'> | null,
): readonly ChangeStep[] {
  const stored = changes.flatMap(({ id, before }): readonly (readonly [string, StoredObject])[] => {
    const object = values(id);
    if (object === null || before === null) return [];
    return [[objectKey(id), { ...object, apiVersion: '', text: before, origin: '' }]];
  });
  return planChanges(changes, new Map(stored));
}
