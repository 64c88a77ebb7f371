'use client';
/** Asks before a link or the browser leads away from unsaved changes. */
import { useEffect, useState } from 'react';
import { isLeavingForLogin } from '@/components/shell/login-target';
import { withoutBasePath } from '@/lib/http/base-path';

export interface LeaveGuard {
  /** Where the reader wants to go; null = nowhere. */
  readonly target: string | null;
  stay(): void;
}

export function useLeaveGuard(isChanged: boolean): LeaveGuard {
  const [target, setTarget] = useState<string | null>(null);
  useEffect(() => {
    if (!isChanged) return;
    const onUnload = (event: BeforeUnloadEvent) => {
      // What was typed is kept and comes back after signing in.
      if (!isLeavingForLogin()) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const path = inAppPath(event);
      if (path === null) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(path);
    };
    window.addEventListener('beforeunload', onUnload);
    // Before Next's own listener on the link.
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, [isChanged]);
  return { target, stay: () => setTarget(null) };
}

/** The path that a plain click on a link of ours leads to; null when it opens elsewhere or stays on the page. */
function inAppPath(event: MouseEvent): string | null {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === '_blank' || link.hasAttribute('download'))
    return null;
  const url = new URL(link.href);
  const isHere = url.pathname === window.location.pathname;
  return url.origin === window.location.origin && !isHere ? withoutBasePath(url.pathname) + url.search : null;
}
