'use client';
/** A language of expressions that is loaded when its field is first wanted: most pages are read without writing one. */
import { useEffect, useState } from 'react';

/** Make one per language, at the top of a module. */
export class DeferredLanguage<L> {
  current: L | null = null;
  readonly load: () => Promise<L>;

  constructor(load: () => Promise<L>) {
    this.load = load;
  }
}

/** Null until it is there; after a failure the next field that wants it tries again. */
export function useLanguage<L>(source: DeferredLanguage<L>, wanted: boolean): L | null {
  const [language, setLanguage] = useState(source.current);
  useEffect(() => {
    if (!wanted || language !== null) return;
    let gone = false;
    source.load().then(
      (loaded) => {
        source.current = loaded;
        if (!gone) setLanguage(() => loaded);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [source, wanted, language]);
  return language;
}
