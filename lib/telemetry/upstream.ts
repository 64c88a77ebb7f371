/**
 * Calls to sources: counted for /metrics, and the last of them kept, because how a source does
 * is best known from what it just did.
 */
import 'server-only';
import type { FaultCode, SourceName } from '@/lib/mesh/fault';
import { processWide } from '@/lib/process-wide';
import { metrics } from './metrics';

/** `partial`: answered, with warnings. `cancelled`: nobody waited for it any more; says nothing about the source. */
export type UpstreamOutcome = 'ok' | 'partial' | 'cancelled' | FaultCode;

export interface UpstreamCall {
  readonly outcome: UpstreamOutcome;
  readonly seconds: number;
  /** Unix milliseconds at its end. */
  readonly atMs: number;
  /** The error's message, or the source's first warning. */
  readonly detail: string | null;
}

/** What an adapter is given to report its calls with. */
export type ObserveUpstream = (outcome: UpstreamOutcome, seconds: number, detail?: string | null) => void;

/** Enough to tell slow from a single slow call. */
const KEPT = 20;

const calls = () => processWide('upstream-calls', () => new Map<SourceName, UpstreamCall[]>());

/** Counts one call to a source that took `seconds`. */
export function observeUpstream(
  source: SourceName,
  outcome: UpstreamOutcome,
  seconds: number,
  detail: string | null = null,
): void {
  metrics().upstreamQueries.observe({ source, outcome }, seconds);
  if (outcome === 'cancelled') return;
  const kept = calls().get(source) ?? [];
  kept.push({ outcome, seconds, atMs: Date.now(), detail });
  if (kept.length > KEPT) kept.shift();
  calls().set(source, kept);
}

/** The last calls to a source, oldest first. */
export function recentCalls(source: SourceName): readonly UpstreamCall[] {
  return calls().get(source) ?? [];
}
