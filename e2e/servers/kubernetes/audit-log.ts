/** The audit log of the test's API server: what was asked, by whom, and whether anything was kept. */
import { readFile } from 'node:fs/promises';

/** The parts of an `audit.k8s.io/v1` event that tests look at. */
export interface AuditLine {
  readonly auditID: string;
  readonly verb: string;
  readonly requestURI: string;
  readonly user: { readonly username: string; readonly groups?: readonly string[] };
  readonly userAgent?: string;
  readonly objectRef?: {
    readonly apiGroup?: string;
    readonly resource?: string;
    readonly namespace?: string;
    readonly name?: string;
    readonly subresource?: string;
  };
  readonly responseStatus?: { readonly code: number };
  /** RFC 3339 with microseconds. */
  readonly requestReceivedTimestamp: string;
}

/** Every request once, when it is over; a watch also when it begins, for it may never be over. */
export function auditPolicy(): object {
  return {
    apiVersion: 'audit.k8s.io/v1',
    kind: 'Policy',
    omitManagedFields: true,
    omitStages: ['RequestReceived'],
    // The server's own controllers are no part of any test.
    rules: [{ level: 'None', users: ['system:apiserver'] }, { level: 'Metadata' }],
  };
}

/** The whole log so far. A request has its line when its answer has come (`blocking-strict`). */
export async function readAuditLog(path: string): Promise<readonly AuditLine[]> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  // The last part is empty, or a line that is being written.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as AuditLine);
}

const READS = new Set(['get', 'list', 'watch']);

/**
 * Whether a request kept anything in the cluster: a verb that writes, answered well, and neither a dry run nor one of
 * the reviews that are "created" only to be answered.
 */
export function keptSomething({ verb, requestURI, objectRef, responseStatus }: AuditLine): boolean {
  if (READS.has(verb) || (responseStatus?.code ?? 0) >= 400) return false;
  if (new URL(requestURI, 'https://api').searchParams.getAll('dryRun').includes('All')) return false;
  const group = objectRef?.apiGroup;
  return group !== 'authorization.k8s.io' && group !== 'authentication.k8s.io';
}
