'use client';
/** Saves drafts as one change set, and takes all of it back with the change set that undoes it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { writeDraft } from '@/components/config/drafts';
import { changedByWrite, changeObjects } from '@/components/config/queries';
import { sessionQuery } from '@/components/shell/session';
import { useToast } from '@/components/ui/toast';
import type { Change } from '@/lib/config/changes/change';
import type { ChangesAnswer } from '@/lib/config/changes/contract';

export interface ChangeSet {
  readonly busy: boolean;
  /** What was saved last; null when nothing was, or it was undone. */
  readonly done: ChangesAnswer | null;
  readonly problem: unknown;
  save(changes: readonly Change[]): Promise<void>;
  undo(): Promise<void>;
}

export function useChangeSet(): ChangeSet {
  const client = useQueryClient();
  const toast = useToast();
  const { data: session } = useQuery(sessionQuery);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<ChangesAnswer | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const write = async (changes: readonly Change[]): Promise<ChangesAnswer | null> => {
    setBusy(true);
    setProblem(null);
    try {
      return await changeObjects(changes, false);
    } catch (error) {
      setProblem(error);
      return null;
    } finally {
      setBusy(false);
      void client.invalidateQueries(changedByWrite);
    }
  };
  return {
    busy,
    done,
    problem,
    save: async (changes) => {
      const answer = await write(changes);
      if (answer === null) return;
      for (const { id } of changes) writeDraft(session?.user ?? '', id, null);
      setDone(answer);
    },
    undo: async () => {
      if (done === null || (await write(done.undo)) === null) return;
      setDone(null);
      toast({ title: 'Everything is as it was before', tone: 'healthy' });
    },
  };
}
