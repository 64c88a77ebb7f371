/** Keeps a session alive while a person is active. */
import 'server-only';
import type { Environment } from '@/lib/environment';
import { BACKGROUND_HEADER } from './guard';
import { isSecure } from './own-origin';
import { type Session, sealSession } from './session';
import { clearSessionCookies, setSessionCookies } from './session-cookie';

/** Sealing for every request would be waste; a minute of idle time more or less is nothing. */
const REFRESH_AFTER_MS = 60_000;

/**
 * `Set-Cookie` values for a session as it was `opened` and as it is now: none when nothing is to be kept. Activity is
 * counted where it is not too early or only polling; a renewed grant is kept in any case, and one that is refused goes.
 */
export async function keptCookies(
  headers: Headers,
  opened: Session | null,
  session: Session | null,
  environment: Environment,
  nowMs: number,
): Promise<string[]> {
  if (session === null) return opened === null ? [] : clearedCookies(headers, environment);
  if (session.grant === null) return [];
  const isActive = headers.get(BACKGROUND_HEADER) === null && nowMs - session.seenAtMs >= REFRESH_AFTER_MS;
  if (!isActive && session.grant === opened?.grant) return [];
  return sessionCookies(isActive ? { ...session, seenAtMs: nowMs } : session, headers, environment);
}

/** `Set-Cookie` values that end the session in the browser that sent `headers`. */
export function clearedCookies(headers: Headers, environment: Environment): string[] {
  const secure = isSecure(headers, environment);
  return clearSessionCookies({ environment, secure, sent: headers.get('cookie') });
}

/** `Set-Cookie` values that keep `session` in the browser that sent `headers`. Throws `too-large`. */
export async function sessionCookies(
  session: Session,
  headers: Headers,
  environment: Environment,
): Promise<string[]> {
  const secure = isSecure(headers, environment);
  const text = await sealSession(session, environment);
  return setSessionCookies(text, { environment, secure, sent: headers.get('cookie') });
}
