/** Keeps a session alive while a person is active. */
import 'server-only';
import type { Environment } from '@/lib/environment';
import { BACKGROUND_HEADER } from './guard';
import { isSecure } from './own-origin';
import { type Session, sealSession } from './session';
import { setSessionCookies } from './session-cookie';

/** Sealing for every request would be waste; a minute of idle time more or less is nothing. */
const REFRESH_AFTER_MS = 60_000;

/** `Set-Cookie` values that count this request as activity; none when it is too early or only polling. */
export async function refreshedCookies(
  headers: Headers,
  session: Session,
  environment: Environment,
  nowMs: number,
): Promise<string[]> {
  if (session.grant === null || headers.get(BACKGROUND_HEADER) !== null) return [];
  if (nowMs - session.seenAtMs < REFRESH_AFTER_MS) return [];
  return sessionCookies({ ...session, seenAtMs: nowMs }, headers, environment);
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
