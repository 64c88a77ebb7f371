/** Whether a session that was opened still holds, as far as a provider or a cluster has a say in that. */
import 'server-only';
import type { Environment } from '@/lib/environment';
import type { TokenReviewer } from '@/lib/mesh/token-reviewer';
import { renewed } from './oidc/renew';
import { type Session, withGrant } from './session';
import { stillAccepted } from './still-accepted';

export interface Confirmation {
  readonly environment: Environment;
  readonly reviewer: TokenReviewer | null;
  readonly signal: AbortSignal;
  readonly nowMs: number;
}

/**
 * The session as it is worth now: with a renewed token where that was due (then its grant is another one, and the
 * browser needs new cookies), and with its owner as the cluster knows them. Throws `unauthenticated` with the reason.
 */
export async function confirmed(session: Session, confirmation: Confirmation): Promise<Session> {
  const { environment, reviewer, signal, nowMs } = confirmation;
  return stillAccepted(await fresh(session, environment, nowMs), reviewer, signal);
}

async function fresh(session: Session, environment: Environment, nowMs: number): Promise<Session> {
  const { grant } = session;
  const { login } = environment;
  if (grant?.kind !== 'oidc' || login.kind !== 'oidc') return session;
  const newer = await renewed(grant, login, nowMs);
  return newer === grant ? session : (withGrant(session, newer, environment) ?? session);
}
