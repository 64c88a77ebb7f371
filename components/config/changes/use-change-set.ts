'use client';
/** Saves objects as one change set, and takes any of those that this tab saved back as a whole. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState, useSyncExternalStore } from 'react';
import { writeDraft } from '@/components/config/drafts';
import { changedByWrite, changeObjects, rehearsalQuery } from '@/components/config/queries';
import { sessionQuery } from '@/components/shell/session';
import { useToast } from '@/components/ui/toast';
import type { Change } from '@/lib/config/changes/change';
import type { ChangesAnswer } from '@/lib/config/changes/contract';
import { type DoneChanges, doneChanges, forgetDone, keepDone, watchDone } from './done-changes';
import { failureOf } from './failure-of';
import { followPutBack } from './follow-put-back';

export interface ChangeSet {
  readonly busy: boolean;
  /** What this tab saved and has not taken back, the newest first. */
  readonly done: readonly DoneChanges[];
  readonly problem: unknown;
  /** True when it was saved; `title` is what made the change set. */
  save(changes: readonly Change[], title: string): Promise<boolean>;
  undo(done: DoneChanges): Promise<void>;
  /** Takes it off the list; what it changed stays. */
  forget(done: DoneChanges): void;
}

export function useChangeSet(): ChangeSet {
  const client = useQueryClient();
  const toast = useToast();
  const { data: session } = useQuery(sessionQuery);
  const user = session?.user ?? '';
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  /** Tells `done` of the answer before anything is asked anew; what failed is in `problem`. */
  const write = async (
    changes: readonly Change[],
    done: (answer: ChangesAnswer) => void,
  ): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    try {
      done(await changeObjects(changes, false));
      // What was rehearsed is done now: asked once more it would be refused as a conflict with itself.
      client.removeQueries({ queryKey: rehearsalQuery(changes).queryKey });
      return true;
    } catch (error) {
      const restored = (await failureOf(error))?.restored ?? [];
      followPutBack(user, changes, restored);
      setProblem(error);
      return false;
    } finally {
      setBusy(false);
      await client.invalidateQueries(changedByWrite);
    }
  };
  return {
    busy,
    problem,
    done: useDone(user),
    save: (changes, title) =>
      write(changes, ({ steps, undo }) => {
        for (const { id } of changes) writeDraft(user, id, null);
        const savedAtMs = Date.now();
        keepDone(user, { key: `${savedAtMs}`, title, savedAtMs, steps, undo });
      }),
    undo: async (done) => {
      const isUndone = await write(done.undo, () => forgetDone(user, done.key));
      if (isUndone) toast({ title: 'Everything is as it was before', tone: 'healthy' });
    },
    forget: ({ key }) => forgetDone(user, key),
  };
}

const NONE: readonly DoneChanges[] = [];
const nothingYet = () => NONE;

function useDone(user: string): readonly DoneChanges[] {
  const known = useRef({ written: '[]', done: NONE });
  const read = useCallback(() => {
    const done = doneChanges(user);
    // React asks again and again, and wants the same list while nothing changed.
    const versions = ({ undo }: DoneChanges) => undo.map(({ baseVersion }) => baseVersion);
    const written = JSON.stringify(done.map((one) => [one.key, versions(one)]));
    if (written !== known.current.written) known.current = { written, done };
    return known.current.done;
  }, [user]);
  return useSyncExternalStore(watchDone, read, nothingYet);
}
