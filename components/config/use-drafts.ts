'use client';
/** The drafts of who is signed in, as they come and go. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useRef, useSyncExternalStore } from 'react';
import { sessionQuery } from '@/components/shell/session';
import { allDrafts, type KeptDraft, watchDrafts } from './drafts';

const NONE: readonly KeptDraft[] = [];
const nothingYet = () => NONE;

export function useDrafts(): readonly KeptDraft[] {
  const { data: session } = useQuery(sessionQuery);
  const user = session?.user ?? null;
  const known = useRef<{ readonly written: string; readonly drafts: readonly KeptDraft[] }>({
    written: '[]',
    drafts: NONE,
  });
  const read = useCallback(() => {
    if (user === null) return NONE;
    const drafts = allDrafts(user);
    // React asks again and again, and wants the same list while nothing changed.
    const written = JSON.stringify(drafts);
    if (written !== known.current.written) known.current = { written, drafts };
    return known.current.drafts;
  }, [user]);
  return useSyncExternalStore(watchDrafts, read, nothingYet);
}
