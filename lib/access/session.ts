/**
 * A session is sealed into cookies: what it says cannot be read or changed without the secret, and every replica with
 * the secret opens it. The server keeps only what ends early (`revocation.ts`).
 */
import 'server-only';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Environment } from '@/lib/environment';
import { type Grant, grantSchema, identityOf } from './grant';
import type { Identity } from './identity';
import { pack, unpack } from './packing';
import { isRevoked } from './revocation';
import { isSigned, seal, sign, unseal } from './sealing';

export interface Session {
  /** 256 random bits, new with every sign-in; of requests that are each signed in by themselves, the same for each user. */
  readonly id: string;
  /** Who asks. */
  readonly identity: Identity;
  /** Unix milliseconds of the sign-in. */
  readonly issuedAtMs: number;
  /** Unix milliseconds of the last activity that was sealed into the cookies. */
  readonly seenAtMs: number;
  /** Unix milliseconds after which it ends, whatever happens. */
  readonly endsAtMs: number;
  /** What is sealed; null where each request says by itself who asks (`header`, `anonymous`). */
  readonly grant: Grant | null;
}

export type SessionSettings = Pick<
  Environment,
  'sessionSecrets' | 'sessionIdleMs' | 'sessionAbsoluteMs' | 'login' | 'instance'
>;

const sealedSchema = z.object({
  id: z.string().min(32),
  issuedAtMs: z.number(),
  seenAtMs: z.number(),
  instance: z.string(),
  grant: grantSchema,
});

/** A session that begins now; null when the settings give this grant no access. */
export function newSession(grant: Grant, settings: SessionSettings, nowMs: number): Session | null {
  const id = randomBytes(32).toString('base64url');
  return sessionOfGrant({ id, issuedAtMs: nowMs, seenAtMs: nowMs, grant }, settings);
}

/** The text that cookies carry. */
export async function sealSession(session: Session, settings: SessionSettings): Promise<string> {
  const { id, issuedAtMs, seenAtMs, grant } = session;
  if (grant === null) throw new Error('This session is not kept in cookies.');
  const { instance, sessionSecrets } = settings;
  const sealed = { id, issuedAtMs, seenAtMs, instance, grant } satisfies z.infer<typeof sealedSchema>;
  return seal(pack(sealed), sessionSecrets);
}

/**
 * The session in a sealed text, or null when it is forged, of another instance, idle for too long, past its end,
 * signed out, or the settings of today no longer let its user in. The role is the user's role of today.
 */
export async function openSession(
  value: string,
  settings: SessionSettings,
  nowMs: number,
): Promise<Session | null> {
  const parsed = sealedSchema.safeParse(unpack(await unseal(value, settings.sessionSecrets)));
  if (!parsed.success || parsed.data.instance !== settings.instance) return null;
  const session = sessionOfGrant(parsed.data, settings);
  return session !== null && isAlive(session, settings, nowMs) ? session : null;
}

/** The same session with what a renewed sign-in brought; null when that gives no access. */
export function withGrant(session: Session, grant: Grant, settings: SessionSettings): Session | null {
  return sessionOfGrant({ ...session, grant }, settings);
}

function sessionOfGrant(
  { id, issuedAtMs, seenAtMs, grant }: Pick<Session, 'id' | 'issuedAtMs' | 'seenAtMs'> & { grant: Grant },
  settings: SessionSettings,
): Session | null {
  const identity = identityOf(grant, settings);
  if (identity === null) return null;
  const absolute = issuedAtMs + settings.sessionAbsoluteMs;
  return { id, identity, issuedAtMs, seenAtMs, grant, endsAtMs: Math.min(absolute, endOf(grant)) };
}

/** A token that cannot be renewed takes its session along. */
function endOf(grant: Grant): number {
  if (grant.kind === 'password' || grant.endsAtMs === null) return Number.POSITIVE_INFINITY;
  return grant.kind === 'oidc' && grant.refreshToken !== null ? Number.POSITIVE_INFINITY : grant.endsAtMs;
}

function isAlive(session: Session, settings: SessionSettings, nowMs: number): boolean {
  const { id, issuedAtMs, seenAtMs, endsAtMs } = session;
  if (nowMs - seenAtMs > settings.sessionIdleMs || nowMs > endsAtMs) return false;
  // A cookie from the future was sealed under a wrong clock; its expiry means nothing.
  return Math.min(issuedAtMs, seenAtMs) <= nowMs + 60_000 && !isRevoked(id, nowMs);
}

/** The token that a write carries in `X-Periplus-Token`: bound to the session, and no other port of localhost can read it. */
export function csrfToken(
  session: Pick<Session, 'id'>,
  settings: Pick<Environment, 'sessionSecrets'>,
): string {
  return sign(`csrf:${session.id}`, settings.sessionSecrets);
}

/** Whether a request's token belongs to its session. */
export function isCsrfToken(
  token: string,
  session: Pick<Session, 'id'>,
  settings: Pick<Environment, 'sessionSecrets'>,
): boolean {
  return isSigned(`csrf:${session.id}`, token, settings.sessionSecrets);
}
