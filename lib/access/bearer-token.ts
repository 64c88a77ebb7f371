/**
 * What can be told of a token by looking at it, before and beside the API server's word. The API server says no more
 * than "Unauthorized"; the usual reasons stand in the token itself.
 */
import 'server-only';
import { z } from 'zod';
import { Fault } from '@/lib/mesh/fault';

/** https://www.rfc-editor.org/rfc/rfc6750#section-2.1 */
const B64TOKEN = /^[\w.~+/-]+=*$/;

/** Whether a session with it fits into cookies is seen when it is sealed; this is to look at no more than a token can be. */
const LONGEST_TOKEN = 48_000;

/** Clocks differ; the API server is the judge of the last seconds. */
const LENIENCE_MS = 60_000;

const part = z.looseObject({});
const claimsSchema = z.looseObject({
  exp: z.number().optional(),
  nbf: z.number().optional(),
});

/** Unix milliseconds at which a JWT ends; null = it is none, or does not tell. Its signature is not looked at. */
export function tokenEndsAtMs(token: string): number | null {
  const exp = claimsOf(token)?.exp;
  return exp === undefined ? null : exp * 1000;
}

/**
 * The token without what pasting adds around it. Throws `unauthenticated` with the reason for what no API server
 * would accept, and `too-large`.
 */
export function plausibleToken(pasted: string, nowMs: number): string {
  const token = pasted.trim().replace(/^Bearer\s+/i, '');
  if (token.length > LONGEST_TOKEN)
    throw new Fault('too-large', `This is too long for a token: ${token.length} characters.`, { hint: HINT });
  if (!B64TOKEN.test(token))
    throw refused('not-a-token', 'This is no token: it holds characters that no token has.', HINT);
  const header = jsonPart(token.split('.')[0], part);
  if (token.split('.').length === 3 && header?.alg === 'none')
    throw refused('unsigned', 'This token is not signed, so nobody vouches for it.', HINT);
  assertTime(claimsOf(token), nowMs);
  return token;
}

const HINT = 'Paste the output of `kubectl create token NAME`, as it is.';

/** Why a token was refused, for the login page and the audit log. */
export type TokenRefusal = 'not-a-token' | 'unsigned' | 'expired' | 'not-yet-valid' | 'not-accepted';

export function refused(reason: TokenRefusal, message: string, hint: string): Fault {
  return new Fault('unauthenticated', message, { hint, data: { reason } });
}

function assertTime(claims: z.infer<typeof claimsSchema> | null, nowMs: number): void {
  const { exp, nbf } = claims ?? {};
  if (exp !== undefined && exp * 1000 < nowMs - LENIENCE_MS)
    throw refused(
      'expired',
      `This token has expired at ${instant(exp)}.`,
      'Make a new one and sign in with it.',
    );
  if (nbf !== undefined && nbf * 1000 > nowMs + LENIENCE_MS)
    throw refused(
      'not-yet-valid',
      `This token is not valid before ${instant(nbf)}.`,
      'Wait until then, or check the clock of whoever made it.',
    );
}

function instant(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? 'an impossible time' : date.toISOString().replace('.000Z', 'Z');
}

function claimsOf(token: string): z.infer<typeof claimsSchema> | null {
  const parts = token.split('.');
  return parts.length === 3 ? jsonPart(parts[1], claimsSchema) : null;
}

function jsonPart<T>(text: string | undefined, schema: z.ZodType<T>): T | null {
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
