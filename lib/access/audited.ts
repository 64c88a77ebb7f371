/** Runs a write between two audit lines. The first must be written before anything is changed. */
import 'server-only';
import type { Environment } from '@/lib/environment';
import { Fault } from '@/lib/mesh/fault';
import { log, metrics } from '@/lib/telemetry';
import { type AuditEntry, audit } from './audit';
import { clientAddress } from './client-address';
import type { Session } from './session';

/** Adds what only the route knows to the line that follows: the object, its versions before and after. */
export type Describe = (details: Readonly<Record<string, unknown>>) => void;

export interface Write {
  readonly session: Session;
  readonly headers: Headers;
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  /** Of several, the one that is written to; null = there is only one, or none. */
  readonly cluster: string | null;
}

/** Throws `internal` before `run` when the first line cannot be written; errors of `run` pass unchanged. */
export async function audited<T>(
  write: Write,
  environment: Environment,
  run: (describe: Describe) => Promise<T>,
): Promise<T> {
  let details: Readonly<Record<string, unknown>> = {
    method: write.method,
    path: write.path,
    ...(write.cluster !== null && { cluster: write.cluster }),
  };
  const entry = (outcome: AuditEntry['outcome']): AuditEntry => ({
    action: 'write',
    outcome,
    user: write.session.identity.name,
    address: clientAddress(write.headers, environment),
    requestId: write.requestId,
    details,
  });
  audit(entry('requested'));
  try {
    const result = await run((more) => {
      details = { ...details, ...more };
    });
    conclude(entry('done'));
    return result;
  } catch (error) {
    const reason = error instanceof Fault ? error.code : 'internal';
    details = { ...details, reason };
    conclude(entry(reason === 'internal' ? 'failed' : 'refused'));
    throw error;
  }
}

/** What happened has happened: a line that fails now goes to the log and takes nothing back. */
function conclude(entry: AuditEntry): void {
  metrics().writes.inc({ outcome: entry.outcome });
  try {
    audit(entry);
  } catch (error) {
    log().error({ err: error, requestId: entry.requestId }, 'the outcome of a write could not be audited');
  }
}
