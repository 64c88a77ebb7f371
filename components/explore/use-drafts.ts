'use client';
/** The texts in the editors: those of the address until somebody types, and again when the address changes. */
import { useState } from 'react';

export interface Drafts {
  readonly texts: readonly string[];
  /** They differ from what was asked. */
  readonly changed: boolean;
  set(index: number, text: string): void;
  setAll(texts: readonly string[]): void;
}

export function useDrafts(asked: readonly string[]): Drafts {
  const key = JSON.stringify(asked);
  const [state, setState] = useState({ key, texts: asked });
  // Back and forward bring other queries: they take the place of what was typed.
  const texts = state.key === key ? state.texts : asked;
  return {
    texts,
    changed: JSON.stringify(texts) !== key,
    // Two editors may tell of a change at once: each changes its own line of what is there by then.
    set: (index, text) =>
      setState((now) => {
        const base = now.key === key ? now.texts : asked;
        return { key, texts: base.map((old, at) => (at === index ? text : old)) };
      }),
    setAll: (next) => setState({ key, texts: next }),
  };
}
