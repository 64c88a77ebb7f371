'use client';
/** A dashboard that is being changed: what it is now, what is stored, and the way between. */
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { Change } from '@/lib/dashboards/edit/change';
import { changed, type History, redone, startHistory, undone } from '@/lib/dashboards/edit/history';
import { isSameJson } from '@/lib/dashboards/edit/same';
import type { DashboardAnswer } from '@/lib/dashboards/library/contract';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';
import { readDraft, writeDraft } from './drafts';

export interface Editor {
  readonly dashboard: Dashboard;
  /** As it is stored; the changes are made from it. */
  readonly stored: Dashboard;
  readonly version: string | null;
  readonly isChanged: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Unix milliseconds of the last change that was found again in this browser; null = none was. */
  readonly foundAgain: number | null;
  /** The browser keeps no changes: they would be lost by a reload. */
  readonly isForgetful: boolean;
  /** Changes with the same `subject` in a row, such as letters typed into one field, are one step of undo. */
  readonly apply: (change: Change, subject?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Back to what is stored; undo brings the changes again. */
  readonly discard: () => void;
  /** What is stored now: after a save, or after somebody else's. */
  readonly setBase: (base: { readonly dashboard: Dashboard; readonly version: string | null }) => void;
}

type Action =
  | { readonly kind: 'apply'; readonly change: Change; readonly subject: string | null }
  | { readonly kind: 'undo' | 'redo' };

function reduce(history: History<Dashboard>, action: Action): History<Dashboard> {
  switch (action.kind) {
    case 'apply':
      return changed(history, action.change(history.now), action.subject);
    case 'undo':
      return undone(history);
    case 'redo':
      return redone(history);
  }
}

/** Typing is not written letter by letter. */
const WRITE_AFTER_MS = 300;

export function useEditor(answer: DashboardAnswer, user: string): Editor {
  const { uid } = answer.dashboard;
  const [found] = useState(() => readDraft(user, uid));
  /** `since` is the version that the changes began with; a draft may have begun before the last save of somebody else. */
  const [base, setBase] = useState({
    dashboard: answer.dashboard,
    version: answer.version,
    since: found === null ? answer.version : found.baseVersion,
  });
  const [history, dispatch] = useReducer(reduce, answer.dashboard, (stored) =>
    found === null ? startHistory(stored) : changed(startHistory(stored), found.dashboard),
  );
  const { now } = history;
  const isChanged = useMemo(() => !isSameJson(now, base.dashboard), [now, base.dashboard]);
  const isForgetful = useKeptDraft(user, isChanged ? now : null, { uid, version: base.since });
  const apply = useCallback(
    (change: Change, subject?: string) => dispatch({ kind: 'apply', change, subject: subject ?? null }),
    [],
  );
  const undo = useCallback(() => dispatch({ kind: 'undo' }), []);
  const redo = useCallback(() => dispatch({ kind: 'redo' }), []);
  const discard = useCallback(() => {
    apply(() => base.dashboard);
    setBase((known) => ({ ...known, since: known.version }));
  }, [apply, base.dashboard]);
  const setStored = useCallback<Editor['setBase']>(
    ({ dashboard, version }) => setBase({ dashboard, version, since: version }),
    [],
  );
  return {
    dashboard: now,
    stored: base.dashboard,
    version: base.since,
    isChanged,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    foundAgain: found?.changedAtMs ?? null,
    isForgetful,
    ...{ apply, undo, redo, discard, setBase: setStored },
  };
}

/** Writes the changes into this browser, a moment later and at the latest when the page goes. True = it cannot. */
function useKeptDraft(
  user: string,
  dashboard: Dashboard | null,
  { uid, version }: { readonly uid: string; readonly version: string | null },
): boolean {
  const [isForgetful, setForgetful] = useState(false);
  const write = useRef<(() => void) | null>(null);
  useEffect(() => {
    const flush = () => {
      write.current = null;
      const draft = dashboard === null ? null : { dashboard, baseVersion: version, changedAtMs: Date.now() };
      setForgetful(!writeDraft(user, uid, draft));
    };
    write.current = flush;
    const timer = setTimeout(flush, WRITE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [user, uid, version, dashboard]);
  useEffect(() => {
    const flush = () => write.current?.();
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, []);
  return isForgetful;
}
