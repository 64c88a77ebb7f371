'use client';
/** The text that is edited, the stored one below it, and what happens to both when something is saved. */
import { useCallback, useEffect, useRef, useState } from 'react';
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
  /** What the editor starts from; another one once it is known whose drafts may come back. */
  readonly initialText: string;
  /** True when the text comes from an earlier visit. */
  readonly isRestored: boolean;
  /** Someone else's version that came in while the text was being changed. */
  readonly newer: StoredText | null;
  setText(text: string): void;
  /** Writes down at once what stands in the editor, for a page that is left before it has taken that in. */
  keep(text: string): void;
  /** After a save of ours, or to go on from someone else's version. */
  setBase(base: StoredText | null): void;
  /** Forgets what was typed, for a page that is left for good. */
  drop(): void;
}

/**
 * `user` null keeps nothing: who may not write has no drafts. Whether somebody may is known a moment after the object
 * is; until then nothing can be typed, and then a draft comes back.
 */
export function useObjectDraft(
  id: ObjectId,
  stored: ConfigObject['object'] | null,
  user: string | null,
): ObjectDraft {
  const [opened, setOpened] = useState(() => ({ user, ...opening(id, stored, user) }));
  const [text, setText] = useState(opened.text);
  const [base, setBase] = useState<StoredText | null>(opened.base);
  const isDropped = useRef(false);
  const isChanged = base === null || text !== base.text;
  if (user !== null && opened.user !== user) {
    const isTyped = text !== (base === null ? templateOf(id) : base.text);
    const again = isTyped ? { ...opened, text, base } : opening(id, base, user);
    setOpened({ ...again, user });
    setText(again.text);
    setBase(again.base);
  }
  const keep = useCallback(
    (newest: string) => {
      if (user === null || isDropped.current) return;
      const pristine = base === null ? templateOf(id) : base.text;
      const draft = { text: newest, version: base?.version ?? null, baseText: base?.text ?? null };
      writeDraft(user, id, newest === pristine ? null : draft);
    },
    [user, id, base],
  );
  useEffect(() => keep(text), [keep, text]);
  const changeBase = useCallback((next: StoredText | null) => {
    setBase(next === null ? null : { text: next.text, version: next.version });
  }, []);
  const drop = useCallback(() => {
    isDropped.current = true;
    if (user !== null) writeDraft(user, id, null);
  }, [user, id]);
  // Another version of the same text, as when a controller writes its status, is no news.
  const isNews = stored !== null && stored.version !== base?.version && stored.text !== base?.text;
  const newer = isNews ? stored : null;
  return {
    text,
    base,
    isChanged,
    initialText: opened.text,
    isRestored: opened.isRestored,
    newer,
    setText,
    keep,
    setBase: changeBase,
    drop,
  };
}

interface Opening {
  readonly text: string;
  readonly base: StoredText | null;
  readonly isRestored: boolean;
}

/** A draft over a version that is no longer stored keeps it as its base, so that the conflict is seen at once. */
function opening(id: ObjectId, stored: StoredText | null, user: string | null): Opening {
  const pristine = stored === null ? templateOf(id) : stored.text;
  const base = stored === null ? null : { text: stored.text, version: stored.version };
  const draft = user === null ? null : readDraft(user, id);
  if (draft === null || draft.text === pristine) return { text: pristine, base, isRestored: false };
  if (stored === null || draft.version === stored.version || draft.baseText === stored.text)
    return { text: draft.text, base, isRestored: true };
  const { version, baseText } = draft;
  const old = version === null || baseText === null ? null : { text: baseText, version };
  return { text: draft.text, base: old, isRestored: true };
}
