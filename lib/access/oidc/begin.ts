/** Leaving for the provider: code flow with PKCE (S256), state and nonce. */
import 'server-only';
import { buildAuthorizationUrl, calculatePKCECodeChallenge } from 'openid-client';
import { isSecure, ownAddress } from '@/lib/access/own-origin';
import type { Environment, OidcSettings } from '@/lib/environment';
import { keepAttempt, newAttempt } from './attempt';
import { provider } from './provider';

export const CALLBACK_PATH = '/api/session/oidc/callback';

export interface Leaving {
  /** Where the browser goes. */
  readonly location: string;
  /** `Set-Cookie` values. */
  readonly cookies: readonly string[];
}

/** Throws the library's errors; `refusalOf` reads them. */
export async function beginOidc(
  next: string,
  headers: Headers,
  environment: Environment,
  login: OidcSettings,
  nowMs: number,
): Promise<Leaving> {
  const configuration = await provider(login);
  const redirectUri = ownAddress(headers, environment) + CALLBACK_PATH;
  const attempt = newAttempt(next, redirectUri, environment.instance, nowMs);
  const location = buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: login.scopes,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await calculatePKCECodeChallenge(attempt.codeVerifier),
    code_challenge_method: 'S256',
  });
  const request = { cookie: headers.get('cookie'), secure: isSecure(headers, environment) };
  return { location: location.href, cookies: await keepAttempt(attempt, request, environment) };
}
