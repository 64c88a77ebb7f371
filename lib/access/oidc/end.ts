/** Signing out at the provider too (OpenID Connect RP-Initiated Logout). */
import 'server-only';
import { buildEndSessionUrl } from 'openid-client';
import { ownAddress } from '@/lib/access/own-origin';
import type { Session } from '@/lib/access/session';
import type { Environment } from '@/lib/environment';
import { log } from '@/lib/telemetry';
import { provider } from './provider';
import { why } from './refusal';

/** Where the browser signs out at the provider; null where there is nothing of the kind, or it cannot be asked. */
export async function endSessionUrl(
  { grant }: Session,
  headers: Headers,
  environment: Environment,
): Promise<string | null> {
  const { login } = environment;
  if (login.kind !== 'oidc' || grant?.kind !== 'oidc') return null;
  try {
    const configuration = await provider(login);
    if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
    return buildEndSessionUrl(configuration, {
      id_token_hint: grant.idToken,
      post_logout_redirect_uri: `${ownAddress(headers, environment)}/login`,
    }).href;
  } catch (error) {
    log().warn({ why: why(error) }, 'the provider cannot be asked how to sign out there');
    return null;
  }
}
