'use client';
/** Leaves the login page when one is signed in after all. Draws nothing. */
import { useEffect } from 'react';
import { isSignedIn } from '@/components/shell/session';
import { withBasePath } from '@/lib/http/base-path';

/** A link from another site arrives without the cookie although one is signed in; the browser asks again from here. */
export function GoOn({ next }: { next: string }) {
  useEffect(() => {
    const stop = new AbortController();
    isSignedIn(stop.signal)
      .then((signedIn) => {
        if (signedIn) window.location.replace(withBasePath(next));
      })
      // Not reachable: the form says so when it is used.
      .catch(() => undefined);
    return () => stop.abort();
  }, [next]);
  return null;
}
