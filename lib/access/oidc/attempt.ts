/**
 * One attempt to sign in at a provider, from leaving to coming back: what only the browser that began it can show,
 * sealed into a cookie of its own. Several may be under way in several tabs.
 */
import 'server-only';
import { createHash } from 'node:crypto';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { z } from 'zod';
import { seal, unseal } from '@/lib/access/sealing';
import { cookieValue } from '@/lib/access/session-cookie';
import type { Environment } from '@/lib/environment';

const attemptSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  /** The page to open afterwards. */
  next: z.string(),
  redirectUri: z.string(),
  beganAtMs: z.number(),
  instance: z.string(),
});
export type Attempt = z.infer<typeof attemptSchema>;

type AttemptSettings = Pick<Environment, 'sessionSecrets' | 'instance'>;

const LASTS_MS = 10 * 60_000;
/** Longer addresses of views do not fit into the cookie; the start page opens instead. */
const LONGEST_NEXT = 2_000;
/** Attempts that were given up would else fill the requests' headers. */
const MOST_AT_ONCE = 4;

export function newAttempt(next: string, redirectUri: string, instance: string, nowMs: number): Attempt {
  return {
    state: randomState(),
    nonce: randomNonce(),
    codeVerifier: randomPKCECodeVerifier(),
    next: next.length > LONGEST_NEXT ? '/' : next,
    redirectUri,
    beganAtMs: nowMs,
    instance,
  };
}

/** `Set-Cookie` values that let the browser of a request come back with this attempt. */
export async function keepAttempt(
  attempt: Attempt,
  request: { readonly cookie: string | null; readonly secure: boolean },
  settings: AttemptSettings,
): Promise<string[]> {
  const kept = await seal(attempt, settings.sessionSecrets);
  const name = nameOf(attempt.state, settings.instance);
  const old = namesIn(request.cookie, settings.instance);
  return [
    build(name, kept, LASTS_MS / 1000, request.secure),
    ...(old.length < MOST_AT_ONCE ? [] : old.map((given) => build(given, '', 0, request.secure))),
  ];
}

/** The attempt that an answer with this state belongs to; null when there is none any more. */
export async function findAttempt(
  state: string,
  cookie: string | null,
  settings: AttemptSettings,
  nowMs: number,
): Promise<Attempt | null> {
  const value = cookieValue(cookie, nameOf(state, settings.instance));
  if (value === null) return null;
  const parsed = attemptSchema.safeParse(await unseal(value, settings.sessionSecrets));
  if (!parsed.success) return null;
  const { beganAtMs, instance } = parsed.data;
  const isOver = nowMs - beganAtMs > LASTS_MS || beganAtMs > nowMs + 60_000;
  return isOver || instance !== settings.instance || parsed.data.state !== state ? null : parsed.data;
}

/** `Set-Cookie` that ends an attempt: its answer counts once. */
export function endAttempt(state: string, secure: boolean, instance: string): string {
  return build(nameOf(state, instance), '', 0, secure);
}

function prefix(instance: string): string {
  return `periplus-${instance}.oidc-`;
}

function nameOf(state: string, instance: string): string {
  return `${prefix(instance)}${createHash('sha256').update(state).digest('hex').slice(0, 12)}`;
}

function namesIn(cookie: string | null, instance: string): string[] {
  return (cookie ?? '')
    .split(';')
    .map((pair) => pair.split('=')[0]?.trim() ?? '')
    .filter((name) => name.startsWith(prefix(instance)));
}

/** Lax, not Strict: the provider's page leads here, and that is another site. */
function build(name: string, value: string, maxAgeSeconds: number, secure: boolean): string {
  const attributes = [
    'Path=/api/session/oidc',
    'HttpOnly',
    'SameSite=Lax',
    `Max-Age=${maxAgeSeconds}`,
    ...(secure ? ['Secure'] : []),
  ];
  return [`${name}=${encodeURIComponent(value)}`, ...attributes].join('; ');
}
