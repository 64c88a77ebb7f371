/**
 * Keeps a passed-on token fresh: shortly before it ends, the refresh token brings a new one. Requests of one moment
 * share one renewal in this process; where another replica was faster, the loser goes on with the token it has, which
 * is still good, and its browser has the winner's cookies by then.
 */
import 'server-only';
import { createHash } from 'node:crypto';
import { refreshTokenGrant } from 'openid-client';
import { refused } from '@/lib/access/bearer-token';
import type { OidcGrant } from '@/lib/access/grant';
import type { OidcSettings } from '@/lib/environment';
import { processWide } from '@/lib/process-wide';
import { SharedAnswers } from '@/lib/shared-answers';
import { log } from '@/lib/telemetry';
import { provider } from './provider';
import { oidcRefused, why } from './refusal';
import { endOf, grantOf, type Tokens } from './tokens';

/** Before its end a token is renewed: the requests that are under way should still find it good. */
const AHEAD_MS = 90_000;
/** Requests that were sent with the old cookies still come for a while. */
const REMEMBER_MS = 60_000;

const renewals = () =>
  processWide(
    'oidc-renewals',
    () => new SharedAnswers<OidcGrant>({ keepMs: REMEMBER_MS, maxWeight: 1_000, weigh: () => 1 }),
  );

/** The same grant while its token is fresh, else a renewed one. Throws `unauthenticated` when the token is over for good. */
export async function renewed(grant: OidcGrant, login: OidcSettings, nowMs: number): Promise<OidcGrant> {
  const { refreshToken, endsAtMs } = grant;
  if (refreshToken === null || endsAtMs === null || endsAtMs - nowMs > AHEAD_MS) return grant;
  const key = createHash('sha256').update(refreshToken).digest('base64url');
  try {
    return await renewals().get(key, () => renew(grant, refreshToken, login, nowMs));
  } catch (error) {
    if (endsAtMs > nowMs) return grant;
    log().warn({ why: why(error) }, 'a token could not be renewed');
    throw refused(
      'expired',
      'Your sign-in at the provider has ended.',
      'Sign in again; what you have not saved is kept in this browser.',
    );
  }
}

async function renew(
  grant: OidcGrant,
  refreshToken: string,
  login: OidcSettings,
  nowMs: number,
): Promise<OidcGrant> {
  const configuration = await provider(login);
  const tokens = await refreshTokenGrant(configuration, refreshToken);
  const subject = tokens.claims()?.sub;
  if (subject !== undefined && subject !== subjectOf(grant.idToken))
    throw oidcRefused('bad-token', new Error('The renewed ID token is about somebody else.'));
  // A provider may leave the ID token and the refresh token as they are (OpenID Connect Core, 12.2).
  if (tokens.id_token === undefined) return withNewAccess(grant, tokens, login, nowMs);
  const fresh = await grantOf(tokens, configuration, login, null, nowMs);
  return { ...fresh, refreshToken: fresh.refreshToken ?? refreshToken };
}

function withNewAccess(grant: OidcGrant, tokens: Tokens, login: OidcSettings, nowMs: number): OidcGrant {
  if (login.passThrough === 'id-token')
    throw oidcRefused('bad-token', new Error('There is no new ID token.'));
  return {
    ...grant,
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token ?? grant.refreshToken,
    endsAtMs: endOf(tokens, login, nowMs),
  };
}

function subjectOf(idToken: string): unknown {
  const payload: unknown = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8'));
  return typeof payload === 'object' && payload !== null && 'sub' in payload ? payload.sub : undefined;
}
