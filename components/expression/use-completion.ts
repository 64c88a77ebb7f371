'use client';
/** What the field offers at its caret, and which of it is chosen. */
import { type KeyboardEvent, useMemo, useState } from 'react';
import type { Completion, Completions } from '@/lib/expression/completion';
import type { ExpressionLanguage } from './language';

export interface Completing {
  readonly offered: Completions | null;
  /** -1: none. */
  readonly active: number;
  readonly setCaret: (caret: number) => void;
  /** The text changed by typing: offer something. */
  readonly typed: (caret: number) => void;
  readonly close: () => void;
  readonly accept: (item: Completion) => void;
  /** True when the key was for the offers. */
  readonly onKey: (event: KeyboardEvent) => boolean;
}

/** A name that its value follows at once: `span.`, `label:`, `key=`. */
const NO_SPACE_AFTER = /[.:]$|[^\s!<>=*^$~]=$/;

/** `put` sets the text and where the caret goes then. */
export function useCompletion<Context>(
  text: string,
  language: ExpressionLanguage<Context> | null,
  context: Context | null,
  put: (text: string, caret: number) => void,
): Completing {
  const [open, setOpen] = useState(false);
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(-1);
  const offered = useMemo(() => {
    if (!open || language === null || context === null) return null;
    const found = language.completionsAt(text, Math.min(caret, text.length), context);
    return found.items.length === 0 ? null : found;
  }, [open, language, context, text, caret]);
  const active = offered === null ? -1 : Math.min(chosen, offered.items.length - 1);

  const accept = (item: Completion) => {
    if (offered === null) return;
    const rest = text.slice(offered.to);
    const space = NO_SPACE_AFTER.test(item.text) || rest.startsWith(' ') ? '' : ' ';
    const before = `${text.slice(0, offered.from)}${item.text}${space}`;
    const next = rest.startsWith(' ') && space === '' && !NO_SPACE_AFTER.test(item.text) ? 1 : 0;
    setChosen(-1);
    setCaret(before.length + next);
    put(before + rest, before.length + next);
  };

  const onKey = (event: KeyboardEvent): boolean => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined) {
      if (offered === null) setOpen(true);
      else {
        const count = offered.items.length;
        setChosen(active < 0 ? (move === 1 ? 0 : count - 1) : (active + move + count) % count);
      }
      return true;
    }
    if (event.key === ' ' && event.ctrlKey) {
      setOpen(true);
      return true;
    }
    if (offered === null) return false;
    if (event.key === 'Escape') {
      setOpen(false);
      return true;
    }
    // Tab takes the first offer; Enter only one that was gone to, since it also steps through matches.
    const takes = (event.key === 'Tab' && !event.shiftKey) || (event.key === 'Enter' && active >= 0);
    const item = offered.items[Math.max(0, active)];
    if (!takes || item === undefined) return false;
    accept(item);
    return true;
  };

  return {
    offered,
    active,
    setCaret,
    typed: (at) => {
      setCaret(at);
      setChosen(-1);
      setOpen(true);
    },
    close: () => setOpen(false),
    accept,
    onKey,
  };
}
