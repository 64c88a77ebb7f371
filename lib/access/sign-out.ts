/** Signing out: the cookie is removed in the browser, and its session ends here even if somebody kept a copy. */
import 'server-only';
import type { Environment } from '@/lib/environment';
import { audit } from './audit';
import { clientAddress } from './client-address';
import { isSecure } from './own-origin';
import { revoke } from './revocation';
import type { Session } from './session';
import { clearSessionCookies } from './session-cookie';

/** Ends `session` and returns the `Set-Cookie` values that remove it. */
export function signOut(
  session: Session,
  request: { readonly headers: Headers; readonly requestId: string },
  environment: Environment,
  nowMs: number,
): string[] {
  revoke(session.id, session.endsAtMs, nowMs);
  const address = clientAddress(request.headers, environment);
  audit({
    action: 'sign-out',
    outcome: 'done',
    user: session.identity.name,
    address,
    requestId: request.requestId,
  });
  return clearSessionCookies({
    environment,
    secure: isSecure(request.headers, environment),
    sent: request.headers.get('cookie'),
  });
}
