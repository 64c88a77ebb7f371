/** Signing in: throttle → password → session, told to the audit log whatever comes of it. */
import 'server-only';
import type { Environment, User } from '@/lib/environment';
import { Fault } from '@/lib/mesh/fault';
import { metrics } from '@/lib/telemetry';
import { audit } from './audit';
import { clientAddress } from './client-address';
import { GateFull } from './gate';
import { deviceCookie, knownDevice } from './known-device';
import { isSecure } from './own-origin';
import { decoyOf, verifyPassword } from './password';
import { newSession, type Session, sealSession } from './session';
import { setSessionCookie } from './session-cookie';
import { countAttempt, forgiveAttempt } from './throttle';

export interface SignInRequest {
  readonly user: string;
  readonly password: string;
  readonly headers: Headers;
  readonly requestId: string;
}

/** The new session and its `Set-Cookie` values. Throws `unauthenticated` or `throttled`. */
export async function signIn(
  request: SignInRequest,
  environment: Environment,
  nowMs: number,
): Promise<{ readonly session: Session; readonly cookies: readonly string[] }> {
  const { headers, requestId } = request;
  const address = clientAddress(headers, environment);
  const attempt = { user: request.user, address, device: knownDevice(headers, request.user, environment) };
  const tell = (outcome: 'done' | 'refused', reason?: string) => {
    metrics().signIns.inc({ outcome: outcome === 'done' ? 'ok' : (reason ?? 'refused') });
    const details = reason === undefined ? {} : { details: { reason } };
    audit({ action: 'sign-in', outcome, user: request.user, address, requestId, ...details });
  };
  try {
    countAttempt(attempt, nowMs);
  } catch (error) {
    tell('refused', 'throttled');
    throw error;
  }
  const user = await authenticate(request, attempt.device !== null, environment);
  if (user === null) {
    tell('refused', 'wrong-password');
    throw new Fault('unauthenticated', 'The user or the password is wrong.', {
      hint: 'Check both and try again.',
    });
  }
  forgiveAttempt(attempt);
  tell('done');
  const session = newSession(user, nowMs);
  const secure = isSecure(headers, environment);
  const cookies = [setSessionCookie(await sealSession(session, environment), { environment, secure })];
  if (attempt.device === null) cookies.push(deviceCookie(user.name, environment, secure));
  return { session, cookies };
}

/** `urgent`: from a browser that signed in before. An unknown user costs the same time as a known one with a wrong password. */
async function authenticate(
  { user: name, password }: SignInRequest,
  urgent: boolean,
  environment: Environment,
): Promise<User | null> {
  const user = environment.users.find((candidate) => candidate.name === name) ?? null;
  const hash = user?.passwordHash ?? decoyOf(environment.users[0]?.passwordHash ?? '');
  try {
    return (await verifyPassword(password, hash, urgent)) ? user : null;
  } catch (error) {
    if (!(error instanceof GateFull)) throw error;
    throw new Fault('throttled', 'Too many people are signing in at this moment.', {
      hint: 'Try again in a few seconds.',
      data: { retryAfterSeconds: 5 },
    });
  }
}
