/**
 * Who may do what. Every API handler asks here before it does anything else; `proxy.ts` decides nothing.
 */
import 'server-only';
import type { Environment, Role } from '@/lib/environment';
import { HttpFault } from '@/lib/http/http-fault';
import { Fault } from '@/lib/mesh/fault';
import { isOwnHost, isOwnOrigin } from './own-origin';
import { csrfToken, equal, openSession, type Session } from './session';
import { cookieName, cookieValue } from './session-cookie';

/** `anyone` needs no session: signing in, asking who one is. */
export type RequiredRole = Role | 'anyone';

export const TOKEN_HEADER = 'X-Periplus-Token';

/** Set by the browser on polling, which is no activity of a person. */
export const BACKGROUND_HEADER = 'X-Periplus-Background';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a method only reads (RFC 9110, 9.2.1). */
export function isSafe(method: string): boolean {
  return SAFE_METHODS.has(method);
}

/** The request's session, whatever it may do. */
export async function sessionOf(
  headers: Headers,
  environment: Environment,
  nowMs: number,
): Promise<Session | null> {
  const value = cookieValue(headers.get('cookie'), cookieName(environment.instance));
  return value === null ? null : openSession(value, environment, nowMs);
}

/**
 * Lets a request pass, or throws: 421 for a foreign Host, `forbidden` for a foreign page or too small a role,
 * `unauthenticated` without a session, `read-only` for an admin's write while writes are switched off.
 */
export async function guard(
  request: Request,
  required: RequiredRole,
  environment: Environment,
  nowMs: number,
): Promise<Session | null> {
  const { headers, method } = request;
  const safe = isSafe(method);
  assertOwnHost(headers, environment);
  assertSameOrigin(headers, safe, environment);
  const session = await sessionOf(headers, environment, nowMs);
  if (required === 'anyone') return session;
  if (session === null) {
    throw new Fault('unauthenticated', 'You are not signed in, or your session has ended.', {
      hint: 'Sign in again.',
    });
  }
  if (!safe) assertToken(headers, session, environment);
  if (required === 'admin' && session.role !== 'admin') {
    throw new Fault('forbidden', `The user ${session.user} may read, but not change anything.`, {
      hint: 'Sign in as admin to make changes.',
    });
  }
  if (required === 'admin' && !safe && environment.readOnly) {
    throw new Fault('read-only', 'This Periplus is read-only: it refuses every change, whoever asks.', {
      hint: 'PERIPLUS_READ_ONLY is true on the server.',
    });
  }
  return session;
}

/** A `Host` that is not ours is a rebinding attack or a proxy that was not configured. */
export function assertOwnHost(headers: Headers, environment: Pick<Environment, 'publicUrl'>): void {
  if (isOwnHost(headers.get('host'), environment)) return;
  throw new HttpFault(421, 'forbidden', 'Periplus is not served under this host name.', {
    hint: 'Use localhost, or set PERIPLUS_PUBLIC_URL to the address that browsers use.',
  });
}

/** Other ports of localhost are the same site to a browser and send our cookie along; only the origin tells them apart. */
function assertSameOrigin(headers: Headers, safe: boolean, environment: Environment): void {
  const site = headers.get('sec-fetch-site');
  const sameSite = site === null || site === 'same-origin' || (safe && site === 'none');
  const origin = headers.get('origin');
  const sameOrigin = safe && origin === null ? true : isOwnOrigin(origin, headers.get('host'), environment);
  if (sameSite && sameOrigin) return;
  throw new Fault('forbidden', 'The request comes from another page than Periplus itself.', {
    hint: 'Changes need the Origin header of Periplus; if a proxy stands between, set PERIPLUS_PUBLIC_URL.',
  });
}

function assertToken(headers: Headers, session: Session, environment: Environment): void {
  const token = headers.get(TOKEN_HEADER);
  if (token !== null && equal(token, csrfToken(session, environment.sessionSecret))) return;
  throw new Fault('forbidden', `The request has no valid ${TOKEN_HEADER}.`, {
    hint: 'Reload the page; its token belongs to an earlier session.',
  });
}
