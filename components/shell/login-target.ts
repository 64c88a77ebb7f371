/** The way to the login page that keeps the current view. */

import { withBasePath, withoutBasePath } from '@/lib/http/base-path';
import { safeNextPath } from '@/lib/http/safe-next-path';

/** The login page, with the view to come back to. `current` is a path with its query, `refused` why the session ended. */
export function loginUrl(current: string, refused?: string): string {
  const next = safeNextPath(current);
  const search = new URLSearchParams({
    ...(next === '/' ? {} : { next }),
    ...(refused === undefined ? {} : { refused }),
  }).toString();
  return search === '' ? '/login' : `/login?${search}`;
}

let isLeaving = false;
let isSigningOut = false;

/** Whether what is asked now would only be refused: the session has ended, or is being ended. */
export function isSessionOver(): boolean {
  return isLeaving || isSigningOut;
}

/** Says that the session is being ended; the returned function takes that back, where it could not be. */
export function beginSignOut(): () => void {
  isSigningOut = true;
  readAnewWhenBack();
  return () => {
    isSigningOut = false;
  };
}

/** Back by the browser's own button a page stands as it was left, with what the ended session was shown. */
function readAnewWhenBack(): void {
  const back = ({ persisted }: PageTransitionEvent) => {
    isLeaving = false;
    isSigningOut = false;
    if (persisted) window.location.reload();
  };
  window.addEventListener('pageshow', back, { once: true });
}

/** Whether the page is on its way to the login page: the session has ended, so there is no staying to be asked about. */
export function isLeavingForLogin(): boolean {
  return isLeaving;
}

/**
 * Leaves for the login page by a full load, so that nothing of the ended session stays in memory. Once: where several
 * questions hear of the end together, another load would only break off the first.
 */
export function leaveForLogin(refused?: string): void {
  const path = withoutBasePath(window.location.pathname);
  if (path === '/login' || isLeaving) return;
  isLeaving = true;
  readAnewWhenBack();
  window.location.assign(withBasePath(loginUrl(path + window.location.search, refused)));
}
