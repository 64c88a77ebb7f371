/** Signing in by password or token: throttle → proof → session, told to the audit log whatever comes of it. */
import 'server-only';
import type { Environment } from '@/lib/environment';
import { Fault } from '@/lib/mesh/fault';
import type { TokenReviewer } from '@/lib/mesh/token-reviewer';
import { metrics } from '@/lib/telemetry';
import { audit } from './audit';
import { plausibleToken, refused, tokenEndsAtMs } from './bearer-token';
import { isRefusal } from './believing';
import { clientAddress } from './client-address';
import { GateFull } from './gate';
import { type Grant, passwordGrant } from './grant';
import { deviceCookie, knownDevice } from './known-device';
import { isSecure } from './own-origin';
import { decoyOf, verifyPassword } from './password';
import { sessionCookies } from './refresh';
import { newSession, type Session } from './session';
import { type Attempt, countAttempt, forgiveAttempt } from './throttle';

/** What somebody shows to be let in. */
export type Proof = { readonly user: string; readonly password: string } | { readonly token: string };

export interface SignInRequest {
  readonly proof: Proof;
  readonly headers: Headers;
  readonly requestId: string;
}

export interface SignedIn {
  readonly session: Session;
  /** `Set-Cookie` values. */
  readonly cookies: readonly string[];
}

/** Whoever brings a token is not known before it was checked; attempts are counted under this name. */
const TOKEN_BEARER = '(token)';

/** The new session. `reviewer` is needed for tokens. Throws `unauthenticated`, `throttled`, `too-large`, or the reviewer's faults. */
export async function signIn(
  { proof, headers, requestId }: SignInRequest,
  environment: Environment,
  reviewer: TokenReviewer | null,
  nowMs: number,
): Promise<SignedIn> {
  const address = clientAddress(headers, environment);
  const claimed = 'token' in proof ? TOKEN_BEARER : proof.user;
  const attempt = { user: claimed, address, device: knownDevice(headers, claimed, environment) };
  const tell = (outcome: 'done' | 'refused', user: string | null, reason?: string) => {
    metrics().signIns.inc({ outcome: outcome === 'done' ? 'ok' : (reason ?? 'refused') });
    const details = reason === undefined ? {} : { details: { reason } };
    audit({ action: 'sign-in', outcome, user, address, requestId, ...details });
  };
  const named = 'token' in proof ? null : proof.user;
  try {
    countAttempt(attempt, nowMs);
    const grant = await prove(proof, attempt, environment, reviewer, nowMs);
    const session = newSession(grant, environment, nowMs);
    if (session === null) throw otherWay(environment);
    const cookies = await sessionCookies(session, headers, environment);
    forgiveAttempt(attempt);
    tell('done', session.identity.name);
    if (attempt.device === null)
      cookies.push(deviceCookie(claimed, environment, isSecure(headers, environment)));
    return { session, cookies };
  } catch (error) {
    tell('refused', named, reasonOf(error));
    throw error;
  }
}

/** What the proof is worth. Throws `unauthenticated` when it proves nothing. */
async function prove(
  proof: Proof,
  attempt: Attempt,
  environment: Environment,
  reviewer: TokenReviewer | null,
  nowMs: number,
): Promise<Grant> {
  const { login } = environment;
  if ('token' in proof && login.kind === 'token' && reviewer !== null)
    return tokenGrant(proof.token, reviewer, nowMs);
  if ('password' in proof && login.kind === 'password')
    return checkPassword(proof, login.users, attempt.device !== null);
  throw otherWay(environment);
}

async function tokenGrant(pasted: string, reviewer: TokenReviewer, nowMs: number): Promise<Grant> {
  const token = plausibleToken(pasted, nowMs);
  const { name, groups } = await reviewer.review(token);
  // A server that takes whoever it does not know for a guest has not accepted the token.
  if (name === '' || name === 'system:anonymous' || groups.includes('system:unauthenticated'))
    throw refused(
      'not-accepted',
      'The cluster does not know whose token this is.',
      'Sign in with another one.',
    );
  return { kind: 'token', user: name, groups: [...groups], token, endsAtMs: tokenEndsAtMs(token) };
}

/** `urgent`: from a browser that signed in before. An unknown user costs the same time as a known one with a wrong password. */
async function checkPassword(
  { user: name, password }: Extract<Proof, { user: string }>,
  users: Extract<Environment['login'], { kind: 'password' }>['users'],
  urgent: boolean,
): Promise<Grant> {
  const user = users.find((candidate) => candidate.name === name) ?? null;
  const hash = user?.passwordHash ?? decoyOf(users[0]?.passwordHash ?? '');
  const isRight = await verifyPassword(password, hash, urgent).catch((error: unknown) => {
    if (!(error instanceof GateFull)) throw error;
    throw new Fault('throttled', 'Too many people are signing in at this moment.', {
      hint: 'Try again in a few seconds.',
      data: { retryAfterSeconds: 5 },
    });
  });
  if (isRight && user !== null) return passwordGrant(user);
  throw new Fault('unauthenticated', 'The user or the password is wrong.', {
    hint: 'Check both and try again.',
    data: { reason: 'wrong-password' },
  });
}

function otherWay({ login }: Environment): Fault {
  return new Fault('bad-request', `One does not sign in that way here: PERIPLUS_LOGIN is ${login.kind}.`, {
    hint: 'Reload the page.',
  });
}

/** A closed set of words, for the metrics and the audit log. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Fault)) return 'internal';
  const { data } = error;
  if (isRefusal(error) && typeof data === 'object' && data !== null && 'reason' in data)
    return String(data.reason);
  return error.code;
}
