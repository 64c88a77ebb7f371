/** Signing out: the cookie is removed in the browser, and its session ends here even if somebody kept a copy. */
import 'server-only';
import type { Environment } from '@/lib/environment';
import { audit } from './audit';
import { clientAddress } from './client-address';
import { endSessionUrl } from './oidc/end';
import { clearedCookies } from './refresh';
import { revoke } from './revocation';
import type { Session } from './session';

/**
 * Ends `session`; `Set-Cookie` values that remove it, and where the browser signs out at the provider too. What the
 * proxy in front says with each request cannot be ended here.
 */
export async function signOut(
  session: Session,
  request: { readonly headers: Headers; readonly requestId: string },
  environment: Environment,
  nowMs: number,
): Promise<{ readonly cookies: string[]; readonly leaveTo: string | null }> {
  const { headers, requestId } = request;
  if (session.grant !== null) revoke(session.id, session.endsAtMs, nowMs);
  const address = clientAddress(headers, environment);
  audit({ action: 'sign-out', outcome: 'done', user: session.identity.name, address, requestId });
  return {
    cookies: clearedCookies(headers, environment),
    leaveTo: await endSessionUrl(session, headers, environment),
  };
}
