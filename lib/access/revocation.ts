/**
 * Sessions that were signed out before their time. Kept in this process until the cookie would have expired;
 * another replica, or this one after a restart, does not know of them.
 */
import 'server-only';
import { createHash } from 'node:crypto';
import { processWide } from '@/lib/process-wide';

/** Hash of the session's id → Unix milliseconds at which it would expire anyway. */
const revoked = () => processWide('revoked-sessions', () => new Map<string, number>());

/** Ends a session until `untilMs`. Only who holds a valid session gets here, so the list cannot be flooded. */
export function revoke(sessionId: string, untilMs: number, nowMs: number): void {
  for (const [key, endMs] of revoked()) if (endMs <= nowMs) revoked().delete(key);
  revoked().set(keyOf(sessionId), untilMs);
}

export function isRevoked(sessionId: string, nowMs: number): boolean {
  const endMs = revoked().get(keyOf(sessionId));
  return endMs !== undefined && endMs > nowMs;
}

function keyOf(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('base64url');
}
