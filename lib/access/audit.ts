/**
 * The audit log: who did what, and what came of it. One JSON line each on standard output, marked `"audit":true`.
 * Written synchronously and checked: a write that cannot be recorded is refused.
 */
import 'server-only';
import { writeSync } from 'node:fs';
import { Fault } from '@/lib/mesh/fault';
import { processWide } from '@/lib/process-wide';
import { createLog } from '@/lib/telemetry';

/** `refused` = not allowed; `failed` = allowed, but it did not succeed. */
export type AuditOutcome = 'requested' | 'done' | 'refused' | 'failed';

export interface AuditEntry {
  readonly action: 'sign-in' | 'sign-out' | 'write' | 'request';
  readonly outcome: AuditOutcome;
  readonly user: string | null;
  readonly address: string;
  readonly requestId: string;
  /** Whatever tells the case: method and route, object and versions, the reason. Never secrets or whole objects. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Where lines go: one call a line, throwing when it could not be written. */
export type AuditSink = (line: string) => void;

/** Writes one line. Throws `internal` when it cannot be written. */
export function audit(entry: AuditEntry): void {
  const { details, ...rest } = entry;
  try {
    auditLog().info({ audit: true, ...rest, ...details }, `${entry.action} ${entry.outcome}`);
  } catch (error) {
    throw new Fault('internal', 'The audit log cannot be written, so nothing was changed.', {
      hint: "Check the server's standard output: its disk may be full, or its reader gone.",
      cause: error,
    });
  }
}

/** Standard output unless a test put another sink in place under `audit-sink`. */
function auditLog() {
  const sink = processWide<AuditSink>('audit-sink', () => writeLine);
  return createLog('info', { write: sink });
}

/** Pipes may take a line in parts, or ask to try again while their reader is behind. */
function writeLine(line: string): void {
  const bytes = Buffer.from(line);
  let written = 0;
  let patience = 1000;
  while (written < bytes.length) {
    try {
      written += writeSync(process.stdout.fd, bytes, written);
    } catch (error) {
      patience -= 1;
      if (!isTryAgain(error) || patience === 0) throw error;
    }
  }
}

function isTryAgain(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}
