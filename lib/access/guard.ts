/**
 * Who may do what. Every API handler asks here before it does anything else; `proxy.ts` decides nothing.
 */
import 'server-only';
import type { Environment, Role } from '@/lib/environment';
import { HttpFault } from '@/lib/http/http-fault';
import { Fault } from '@/lib/mesh/fault';
import { isRefusal } from './believing';
import { isOwnHost, isOwnOrigin } from './own-origin';
import { PROXY_REFUSALS, proxyUser } from './proxy-user';
import { isCsrfToken, type Session } from './session';
import { sessionOf } from './session-of';

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

export interface GuardOptions {
  readonly role: RequiredRole;
  /** A provider of identities sends browsers here, so a page of another site may lead to it. */
  readonly isLandedOn?: boolean | undefined;
  /** Asks whether a session that was opened still holds; throws `unauthenticated` where it does not. */
  readonly confirm?: (session: Session) => Promise<Session>;
}

/**
 * Lets a request pass, or throws: 421 for a foreign Host, `forbidden` for a foreign page or too small a role,
 * `unauthenticated` without a session, `read-only` for an admin's write while writes are switched off.
 */
export async function guard(
  request: Request,
  { role: required, isLandedOn = false, confirm = async (session) => session }: GuardOptions,
  environment: Environment,
  nowMs: number,
): Promise<Session | null> {
  const { headers, method } = request;
  const safe = isSafe(method);
  assertOwnHost(headers, environment);
  if (!isLandedOn || !safe) assertSameOrigin(headers, safe, environment);
  const opened = await sessionOf(headers, environment, nowMs);
  if (required === 'anyone') return opened === null ? null : confirm(opened).catch(nobodyIfRefused);
  if (opened === null) throw nobody(headers, environment);
  const session = await confirm(opened);
  if (!safe) assertToken(headers, session, environment);
  if (required === 'admin' && session.identity.role !== 'admin') {
    throw new Fault('forbidden', `The user ${session.identity.name} may read, but not change anything.`, {
      hint:
        environment.login.kind === 'password'
          ? 'Sign in as admin to make changes.'
          : 'Whoever runs Periplus can say who may.',
    });
  }
  if (required === 'admin' && !safe && environment.readOnly) {
    throw new Fault('read-only', 'This Periplus is read-only: it refuses every change, whoever asks.', {
      hint: 'PERIPLUS_READ_ONLY is true on the server.',
    });
  }
  return session;
}

function nobodyIfRefused(error: unknown): null {
  if (isRefusal(error)) return null;
  throw error;
}

/** Why nobody is signed in, for who asked. */
function nobody(headers: Headers, environment: Environment): Fault {
  const { login } = environment;
  const refused = login.kind === 'header' ? proxyUser(headers, login, environment) : null;
  if (refused?.kind === 'refused') {
    const { message, hint } = PROXY_REFUSALS[refused.because];
    return new Fault('unauthenticated', message, { hint, data: { reason: refused.because } });
  }
  return new Fault('unauthenticated', 'You are not signed in, or your session has ended.', {
    hint: 'Sign in again.',
  });
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
  if (token !== null && isCsrfToken(token, session, environment)) return;
  throw new Fault('forbidden', `The request has no valid ${TOKEN_HEADER}.`, {
    hint: 'Reload the page; its token belongs to an earlier session.',
  });
}
