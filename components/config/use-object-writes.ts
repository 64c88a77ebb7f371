'use client';
/** Saving, undoing the last save, deleting: what is sent, what is said, and how it is taken back. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { useScopedHref } from '@/components/shell/scope';
import { useToast } from '@/components/ui/toast';
import type { ConfigObject, Conflict } from '@/lib/config/contract';
import { objectHref, objectKey, objectName } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';
import { readLastSave, writeLastSave } from './drafts';
import { changedByWrite, configObjectQuery, removeObject, saveObject } from './queries';
import type { ObjectDraft } from './use-object-draft';

export interface ObjectWrites {
  readonly busy: boolean;
  /** What kept the last try from succeeding, other than a conflict. */
  readonly problem: unknown;
  readonly conflict: Conflict | null;
  clearConflict(): void;
  showConflict(conflict: Conflict): void;
  clearProblem(): void;
  /** True when it was saved. */
  save(): Promise<boolean>;
  /** Null when there is nothing to take back. */
  readonly undoLastSave: (() => void) | null;
  remove(): void;
}

/** `replaceText` puts a text into the editor. */
export function useObjectWrites(
  id: ObjectId,
  draft: ObjectDraft,
  replaceText: (text: string) => void,
): ObjectWrites {
  const client = useQueryClient();
  const toast = useToast();
  const router = useRouter();
  const scoped = useScopedHref();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);

  /** Runs a write; a conflict opens its view, anything else is shown as a problem. */
  const attempt = async (write: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    try {
      await write();
      return true;
    } catch (error) {
      const found = await conflictOf(error);
      if (found === null) setProblem(error);
      else setConflict(found);
      return false;
    } finally {
      setBusy(false);
    }
  };

  const undo = async (previousText: string | null, version: string) => {
    try {
      if (previousText === null) {
        await removeObject(id, version);
        writeLastSave(id, null);
        draft.drop();
        forget(client, id);
        router.push(scoped('/config') as '/config');
        toast({ title: `${objectName(id)} was removed again` });
        return;
      }
      const saved = await saveObject(id, previousText, version);
      writeLastSave(id, null);
      draft.setBase(saved.object);
      replaceText(saved.object.text);
      remember(client, id, saved);
      toast({ title: `${objectName(id)} is as it was before`, tone: 'healthy' });
    } catch (error) {
      const message = error instanceof AnswerProblem ? error.message : 'It could not be taken back.';
      toast({ title: 'The save was not undone', description: message, tone: 'failing' });
    }
  };

  const save = () =>
    attempt(async () => {
      const previous = draft.base;
      const saved = await saveObject(id, draft.text, previous?.version ?? null);
      const { text, version } = saved.object;
      const previousText = previous?.text ?? null;
      writeLastSave(id, { previousText, version });
      draft.setBase(saved.object);
      if (text !== draft.text) replaceText(text);
      remember(client, id, saved);
      toast({
        title: previous === null ? `${objectName(id)} was created` : `${objectName(id)} was saved`,
        tone: 'healthy',
        action: { label: 'Undo', onSelect: () => void undo(previousText, version) },
      });
      if (previous === null) router.replace(scoped(objectHref(id)) as '/config');
    });

  const remove = () => {
    const { base } = draft;
    if (base === null) return;
    void attempt(async () => {
      await removeObject(id, base.version);
      draft.drop();
      forget(client, id);
      router.push(scoped('/config') as '/config');
      toast({
        title: `${objectName(id)} was deleted`,
        action: { label: 'Undo', onSelect: () => void restore(client, id, base.text, toast) },
      });
    });
  };

  const last = readLastSave(id);
  const canUndo = last !== null && last.version === draft.base?.version;
  return {
    busy,
    problem,
    conflict,
    clearConflict: () => setConflict(null),
    showConflict: setConflict,
    clearProblem: () => setProblem(null),
    save,
    undoLastSave: canUndo ? () => void undo(last.previousText, last.version) : null,
    remove,
  };
}

async function conflictOf(error: unknown): Promise<Conflict | null> {
  if (!(error instanceof AnswerProblem) || error.code !== 'conflict') return null;
  const { conflictSchema } = await import('@/lib/config/contract');
  const parsed = conflictSchema.safeParse(error.data);
  return parsed.success ? parsed.data : null;
}

/** Puts the answer of a write where the page reads it, and has everything else asked anew. */
function remember(client: QueryClient, id: ObjectId, saved: ConfigObject): void {
  client.setQueryData(configObjectQuery(id).queryKey, saved);
  void client.invalidateQueries({ ...changedByWrite, predicate: ({ queryKey }) => queryKey[1] !== 'object' });
}

function forget(client: QueryClient, id: ObjectId): void {
  client.removeQueries({ queryKey: configObjectQuery(id).queryKey });
  const own = objectKey(id);
  void client.invalidateQueries({
    ...changedByWrite,
    // What is asked of the object itself has no answer any more.
    predicate: ({ queryKey }) => queryKey[1] !== 'object' && !queryKey.includes(own),
  });
}

async function restore(
  client: QueryClient,
  id: ObjectId,
  text: string,
  toast: ReturnType<typeof useToast>,
): Promise<void> {
  try {
    remember(client, id, await saveObject(id, text, null));
    toast({ title: `${objectName(id)} is back`, tone: 'healthy' });
  } catch (error) {
    const message = error instanceof AnswerProblem ? error.message : 'It could not be restored.';
    toast({ title: `${objectName(id)} was not restored`, description: message, tone: 'failing' });
  }
}
