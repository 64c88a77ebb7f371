'use client';
/** Expressions that this browser keeps, the latest first. */
import { useMemo } from 'react';
import { usePreference } from '@/components/ui/preference';

const MOST = 30;

export interface SavedExpressions {
  readonly all: readonly string[];
  readonly save: (text: string) => void;
  readonly forget: (text: string) => void;
}

export function useSavedExpressions(): SavedExpressions {
  const [stored, store] = usePreference('graph.expressions', '[]');
  return useMemo(() => {
    const all = readSaved(stored);
    const put = (next: readonly string[]) => store(next.length === 0 ? null : JSON.stringify(next));
    return {
      all,
      save: (text) => put([text, ...all.filter((one) => one !== text)].slice(0, MOST)),
      forget: (text) => put(all.filter((one) => one !== text)),
    };
  }, [stored, store]);
}

/** What storage holds may be anything. */
export function readSaved(stored: string): string[] {
  let read: unknown;
  try {
    read = JSON.parse(stored);
  } catch {
    return [];
  }
  if (!Array.isArray(read)) return [];
  return read.filter((one): one is string => typeof one === 'string' && one.trim() !== '').slice(0, MOST);
}
