/** The guard of pages. Handlers have their own; this one keeps a signed-out person from an empty console. */
import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { environment } from '@/lib/environment';
import { safeNextPath } from '@/lib/http/safe-next-path';
import { PATH_HEADER } from './internal-headers';
import type { Session } from './session';
import { sessionOf } from './session-of';

/** The page's session, or null. */
export async function pageSession(): Promise<Session | null> {
  return sessionOf(await headers(), environment(), Date.now());
}

/**
 * The page's session; without one the browser is sent to the login page, which leads back.
 * A link from another site arrives without the cookie (SameSite=Strict) even when one is signed in: the login page
 * asks `/api/session` from the browser, finds the session and goes on.
 */
export async function requireSession(): Promise<Session> {
  const session = await pageSession();
  if (session !== null) return session;
  const next = safeNextPath((await headers()).get(PATH_HEADER));
  redirect(next === '/' ? '/login' : `/login?next=${encodeURIComponent(next)}`);
}
