/** Coming back from the provider: the answer is checked against the attempt, the code exchanged, the tokens checked. */
import 'server-only';
import { authorizationCodeGrant } from 'openid-client';
import { audit } from '@/lib/access/audit';
import { clientAddress } from '@/lib/access/client-address';
import { isSecure } from '@/lib/access/own-origin';
import { sessionCookies } from '@/lib/access/refresh';
import { newSession } from '@/lib/access/session';
import type { Environment, OidcSettings } from '@/lib/environment';
import type { TokenReviewer } from '@/lib/mesh/token-reviewer';
import { log, metrics } from '@/lib/telemetry';
import { endAttempt, findAttempt } from './attempt';
import { provider } from './provider';
import { type OidcRefusal, oidcRefused, refusalOf, why } from './refusal';
import { grantOf } from './tokens';

export interface Answer {
  /** Parameters that the provider sent the browser back with. */
  readonly parameters: URLSearchParams;
  readonly headers: Headers;
  readonly requestId: string;
}

export interface Finished {
  /** The page to open, or to come back to after another attempt. */
  readonly next: string;
  /** null = signed in. */
  readonly refused: OidcRefusal | null;
  /** `Set-Cookie` values. */
  readonly cookies: readonly string[];
}

/** Never throws for what a provider or a browser can do wrong: that ends as a refusal, told to the audit log. */
export async function finishOidc(
  answer: Answer,
  environment: Environment,
  login: OidcSettings,
  reviewer: TokenReviewer | null,
  nowMs: number,
): Promise<Finished> {
  const { parameters, headers, requestId } = answer;
  const state = parameters.get('state') ?? '';
  const attempt = await findAttempt(state, headers.get('cookie'), environment, nowMs);
  const ended = endAttempt(state, isSecure(headers, environment), environment.instance);
  const next = attempt?.next ?? '/';
  const tell = (user: string | null, refused: OidcRefusal | null) => {
    metrics().signIns.inc({ outcome: refused ?? 'ok' });
    const address = clientAddress(headers, environment);
    const details = refused === null ? {} : { details: { reason: refused } };
    const outcome = refused === null ? 'done' : 'refused';
    audit({ action: 'sign-in', outcome, user, address, requestId, ...details });
  };
  try {
    if (attempt === null) throw oidcRefused('attempt-over');
    const configuration = await provider(login);
    const current = new URL(`${attempt.redirectUri}?${parameters}`);
    const tokens = await authorizationCodeGrant(configuration, current, {
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      pkceCodeVerifier: attempt.codeVerifier,
      idTokenExpected: true,
    });
    const grant = await grantOf(tokens, configuration, login, reviewer, nowMs);
    const session = newSession(grant, environment, nowMs);
    if (session === null) {
      tell(grant.user, 'no-group');
      return { next, refused: 'no-group', cookies: [ended] };
    }
    const cookies = await sessionCookies(session, headers, environment);
    tell(grant.user, null);
    return { next, refused: null, cookies: [...cookies, ended] };
  } catch (error) {
    const refused = refusalOf(error);
    log().warn({ why: why(error), requestId, refused }, 'signing in at the provider failed');
    tell(null, refused);
    return { next, refused, cookies: [ended] };
  }
}
