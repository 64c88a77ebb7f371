/** Where signing in leads: the way to the login page that keeps the current view, and the way back. */

/** The login page, with the view to come back to. `current` is a path with its query. */
export function loginUrl(current: string): string {
  const next = safeNext(current);
  return next === '/' ? '/login' : `/login?next=${encodeURIComponent(next)}`;
}

/**
 * The view to open after signing in. Only a path of this origin is followed, whatever was put into the
 * link: `//host`, `/\host`, control characters and schemes would leave for elsewhere.
 */
export function safeNext(next: string | null | undefined): string {
  if (next === null || next === undefined || !next.startsWith('/')) return '/';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop tabs and newlines inside URLs, so they must not pass
  if (/[\\\u0000-\u0020\u007f]/.test(next)) return '/';
  const base = 'http://periplus.invalid';
  let url: URL;
  try {
    url = new URL(next, base);
  } catch {
    return '/';
  }
  if (url.origin !== base || url.pathname.startsWith('//') || url.pathname === '/login') return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}

/** Leaves for the login page by a full load, so that nothing of the ended session stays in memory. */
export function leaveForLogin(): void {
  if (window.location.pathname === '/login') return;
  window.location.assign(loginUrl(window.location.pathname + window.location.search));
}
