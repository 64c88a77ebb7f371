/** Requests that were refused for who sent them, or from where, in the audit log. */
import 'server-only';
import type { Environment } from '@/lib/environment';
import { Fault } from '@/lib/mesh/fault';
import { log } from '@/lib/telemetry';
import { audit } from './audit';
import { clientAddress } from './client-address';
import { sessionOf } from './session-of';

/** Writes a line for `error` of the guard. An ended session is no attempt at anything and gets none. */
export async function auditRefusal(
  request: Request,
  error: unknown,
  requestId: string,
  environment: Environment,
): Promise<void> {
  if (!(error instanceof Fault) || error.code === 'unauthenticated') return;
  const { headers, method, url } = request;
  const session = await sessionOf(headers, environment, Date.now());
  try {
    audit({
      action: 'request',
      outcome: 'refused',
      user: session?.identity.name ?? null,
      address: clientAddress(headers, environment),
      requestId,
      details: { method, path: new URL(url).pathname, reason: error.code, message: error.message },
    });
  } catch (failure) {
    // The refusal stands with or without its line.
    log().error({ err: failure, requestId }, 'a refusal could not be audited');
  }
}
