/** Keeps a session alive while a person is active. */
import 'server-only';
import type { Environment } from '@/lib/environment';
import { BACKGROUND_HEADER } from './guard';
import { isSecure } from './own-origin';
import { type Session, sealSession } from './session';
import { setSessionCookie } from './session-cookie';

/** Sealing for every request would be waste; a minute of idle time more or less is nothing. */
const REFRESH_AFTER_MS = 60_000;

/** A new `Set-Cookie` that counts this request as activity, or null when it is too early or only polling. */
export async function refreshedCookie(
  headers: Headers,
  session: Session,
  environment: Environment,
  nowMs: number,
): Promise<string | null> {
  if (headers.get(BACKGROUND_HEADER) !== null) return null;
  if (nowMs - session.seenAtMs < REFRESH_AFTER_MS) return null;
  const value = await sealSession({ ...session, seenAtMs: nowMs }, environment);
  return setSessionCookie(value, { environment, secure: isSecure(headers, environment) });
}
