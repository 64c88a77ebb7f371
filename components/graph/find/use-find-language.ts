'use client';
/** The find language, loaded when it is first wanted. */
import { useEffect, useSyncExternalStore } from 'react';
import type { FindLanguage } from './find-language';

let language: FindLanguage | null = null;
let loading = false;
const waiting = new Set<() => void>();

/** After a failure the next call tries again. */
function load(): void {
  if (loading) return;
  loading = true;
  import('./find-language').then(
    (loaded) => {
      language = loaded.findLanguage;
      for (const tell of waiting) tell();
    },
    () => {
      loading = false;
    },
  );
}

function subscribe(tell: () => void): () => void {
  waiting.add(tell);
  return () => waiting.delete(tell);
}

/** Null until it is there. */
export function useFindLanguage(wanted: boolean): FindLanguage | null {
  useEffect(() => {
    if (wanted) load();
  }, [wanted]);
  return useSyncExternalStore(
    subscribe,
    () => language,
    () => null,
  );
}
