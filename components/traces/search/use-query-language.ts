'use client';
/** The search language, loaded when it is first wanted. */
import { useEffect, useState } from 'react';
import type { QueryLanguage } from './query-language';

let loaded: QueryLanguage | null = null;

/** Null until it is there; after a failure the next field that wants it tries again. */
export function useQueryLanguage(wanted: boolean): QueryLanguage | null {
  const [language, setLanguage] = useState(loaded);
  useEffect(() => {
    if (!wanted || language !== null) return;
    let gone = false;
    import('./query-language').then(
      ({ queryLanguage }) => {
        loaded = queryLanguage;
        if (!gone) setLanguage(queryLanguage);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [wanted, language]);
  return language;
}
