/**
 * A session is a sealed cookie: what it says cannot be read or changed without the secret.
 * The server keeps only what ends early (`revocation.ts`).
 */
import 'server-only';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { sealData, unsealData } from 'iron-session';
import { z } from 'zod';
import type { Environment, Role, User } from '@/lib/environment';
import { isRevoked } from './revocation';

/** Who asks. */
export interface Session {
  /** 256 random bits; new with every sign-in. */
  readonly id: string;
  readonly user: string;
  readonly role: Role;
  /** Unix milliseconds of the sign-in. */
  readonly issuedAtMs: number;
  /** Unix milliseconds of the last activity that was sealed into the cookie. */
  readonly seenAtMs: number;
}

export type SessionSettings = Pick<
  Environment,
  'sessionSecret' | 'sessionIdleMs' | 'sessionAbsoluteMs' | 'users' | 'instance'
>;

const sealedSchema = z.object({
  id: z.string().min(32),
  user: z.string(),
  issuedAtMs: z.number(),
  seenAtMs: z.number(),
  instance: z.string(),
  password: z.string(),
});

/** A session that begins now. */
export function newSession(user: User, nowMs: number): Session {
  const id = randomBytes(32).toString('base64url');
  return { id, user: user.name, role: user.role, issuedAtMs: nowMs, seenAtMs: nowMs };
}

/** The cookie's value. */
export async function sealSession(session: Session, settings: SessionSettings): Promise<string> {
  const user = settings.users.find(({ name }) => name === session.user);
  if (user === undefined) throw new Error(`There is no user ${session.user} to seal a session for.`);
  const { id, user: name, issuedAtMs, seenAtMs } = session;
  const sealed = {
    id,
    user: name,
    issuedAtMs,
    seenAtMs,
    instance: settings.instance,
    password: mark(user, settings),
  };
  // Expiry is decided by `openSession`, on one clock; ttl 0 leaves iron's own out of it.
  return sealData(sealed, { password: settings.sessionSecret, ttl: 0 });
}

/**
 * The session in a cookie's value, or null when it is forged, of another instance, idle for too long, past its end,
 * signed out, or its user is gone or has another password now. The role is the user's role of today.
 */
export async function openSession(
  value: string,
  settings: SessionSettings,
  nowMs: number,
): Promise<Session | null> {
  const parsed = sealedSchema.safeParse(await unseal(value, settings.sessionSecret));
  if (!parsed.success) return null;
  const { id, user: name, issuedAtMs, seenAtMs, instance, password } = parsed.data;
  const user = settings.users.find((candidate) => candidate.name === name);
  if (user === undefined || instance !== settings.instance) return null;
  if (!equal(password, mark(user, settings))) return null;
  if (nowMs - seenAtMs > settings.sessionIdleMs || nowMs - issuedAtMs > settings.sessionAbsoluteMs)
    return null;
  // A cookie from the future was sealed under a wrong clock; its expiry means nothing.
  if (Math.min(issuedAtMs, seenAtMs) > nowMs + 60_000 || isRevoked(id, nowMs)) return null;
  return { id, user: name, role: user.role, issuedAtMs, seenAtMs };
}

async function unseal(value: string, secret: string): Promise<unknown> {
  try {
    return await unsealData(value, { password: secret, ttl: 0 });
  } catch {
    return null;
  }
}

/** Changes with the password, so that a new password ends the sessions of the old one. */
function mark(user: User, settings: SessionSettings): string {
  return createHmac('sha256', settings.sessionSecret)
    .update(`password:${user.passwordHash}`)
    .digest('base64url');
}

/** The token that a write carries in `X-Periplus-Token`: bound to the session, and no other port of localhost can read it. */
export function csrfToken(session: Session, secret: string): string {
  return createHmac('sha256', secret).update(`csrf:${session.id}`).digest('base64url');
}

/** Compares in a time that does not depend on where two texts differ. */
export function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
