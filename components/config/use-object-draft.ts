'use client';
/** The text that is edited, the stored one below it, and what happens to both when something is saved. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ConfigObject } from '@/lib/config/contract';
import type { ObjectId } from '@/lib/config/store';
import { readDraft, writeDraft } from './drafts';
import { templateOf } from './templates';

export interface StoredText {
  readonly text: string;
  readonly version: string;
}

export interface ObjectDraft {
  readonly text: string;
  /** What is stored as far as this page knows; null = nothing yet. */
  readonly base: StoredText | null;
  readonly isChanged: boolean;
  readonly initialText: string;
  /** True when the text comes from an earlier visit of this tab. */
  readonly isRestored: boolean;
  /** Someone else's version that came in while the text was being changed. */
  readonly newer: StoredText | null;
  setText(text: string): void;
  /** After a save of ours, or to go on from someone else's version. */
  setBase(base: StoredText | null): void;
}

export function useObjectDraft(id: ObjectId, stored: ConfigObject['object'] | null): ObjectDraft {
  const opened = useRef(stored);
  const initial = useMemo(() => openingText(id, opened.current), [id]);
  const [text, setText] = useState(initial.text);
  const [base, setBase] = useState<StoredText | null>(opened.current);
  const isChanged = base === null || text !== base.text;
  useEffect(() => {
    const pristine = base === null ? templateOf(id) : base.text;
    writeDraft(id, text === pristine ? null : { text, version: base?.version ?? null });
  }, [id, text, base]);
  const changeBase = useCallback((next: StoredText | null) => {
    setBase(next === null ? null : { text: next.text, version: next.version });
  }, []);
  const newer = stored !== null && stored.version !== base?.version ? stored : null;
  return {
    text,
    base,
    isChanged,
    initialText: initial.text,
    isRestored: initial.isRestored,
    newer,
    setText,
    setBase: changeBase,
  };
}

function openingText(
  id: ObjectId,
  stored: ConfigObject['object'] | null,
): { text: string; isRestored: boolean } {
  const pristine = stored === null ? templateOf(id) : stored.text;
  const draft = readDraft(id);
  const fits = draft !== null && draft.version === (stored?.version ?? null);
  return fits
    ? { text: draft.text, isRestored: draft.text !== pristine }
    : { text: pristine, isRestored: false };
}
