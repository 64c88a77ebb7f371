/**
 * After a change set was put back: texts and undos that were made over the versions from before it hold for the
 * versions from now on. On a cluster the same content has another version then, and whoever tries again would be
 * told that somebody else changed it.
 */
import { readDraft, readLastSave, writeDraft, writeLastSave } from '@/components/config/drafts';
import type { Change } from '@/lib/config/changes/change';
import type { ChangesFailure } from '@/lib/config/changes/contract';
import { objectKey } from '@/lib/config/identity';
import { rebaseDone } from './done-changes';

/** `changes` is what was asked for; `restored` what the answer says was put back. */
export function followPutBack(
  user: string,
  changes: readonly Change[],
  restored: ChangesFailure['restored'],
): void {
  const bases = new Map(changes.map(({ id, baseVersion }) => [objectKey(id), baseVersion]));
  for (const { id, version } of restored) {
    const base = bases.get(objectKey(id));
    if (base === undefined || base === version) continue;
    const draft = readDraft(user, id);
    if (draft !== null && draft.version === base) writeDraft(user, id, { ...draft, version });
    const last = readLastSave(id);
    if (last !== null && version !== null && last.version === base) writeLastSave(id, { ...last, version });
    rebaseDone(user, id, base, version);
  }
}
