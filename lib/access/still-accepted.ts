/**
 * A session by token in mid-session: its token may have been revoked, or its owner's groups changed, since it signed
 * in. The API server is asked again now and then, whatever the request is for.
 */
import 'server-only';
import type { TokenReviewer } from '@/lib/mesh/token-reviewer';
import { refused } from './bearer-token';
import { believedOwner, isRefusal } from './believing';
import type { Session } from './session';

/**
 * The session with its owner as the cluster knows them now. Throws `unauthenticated` with the reason when the token is
 * refused. While the API server cannot be asked, its word at the sign-in, which the session was sealed with, stands:
 * what needs no cluster goes on, and what needs it says that it is down.
 */
export async function stillAccepted(
  session: Session,
  reviewer: TokenReviewer | null,
  signal: AbortSignal,
): Promise<Session> {
  const { credential } = session.identity;
  if (credential.kind !== 'token' || reviewer === null) return session;
  try {
    const { name, groups } = await believedOwner(credential.token, reviewer, signal);
    // Of a sign-in at a provider the name and groups stay those that were given there.
    return session.grant?.kind === 'token'
      ? { ...session, identity: { ...session.identity, name, groups } }
      : session;
  } catch (error) {
    if (signal.aborted) throw error;
    if (!isRefusal(error)) return session;
    throw refused(
      'not-accepted',
      'The cluster no longer accepts the token that you signed in with.',
      'Sign in again; what you have not saved is kept in this browser.',
    );
  }
}
