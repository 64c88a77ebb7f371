/** From a source's last calls to its state: a pure function over what telemetry kept. */
import 'server-only';
import type { SourceName } from '@/lib/mesh/fault';
import type { SourceState } from '@/lib/mesh/source-state';
import type { UpstreamCall, UpstreamOutcome } from '@/lib/telemetry';

/** Milliseconds; a page that waits longer than this for each query feels broken. */
const SLOW_MS = 3000;

/** The source itself failed. What else can go wrong (not found, conflict …) is an answer. */
const DOWN: ReadonlySet<UpstreamOutcome> = new Set([
  'source-unreachable',
  'source-timeout',
  'source-bad-data',
  'internal',
]);

/** Null when there is no call to judge by. `calls` are oldest first. */
export function judgeSource(source: SourceName, calls: readonly UpstreamCall[]): SourceState | null {
  const last = calls.at(-1);
  if (last === undefined) return null;
  const latencyMs = median(
    calls.filter(({ outcome }) => !DOWN.has(outcome)).map(({ seconds }) => seconds * 1000),
  );
  const state = (kind: SourceState['state'], reason: string | null): SourceState => ({
    source,
    state: kind,
    reason,
    latencyMs,
    checkedAtSeconds: last.atMs / 1000,
  });
  if (DOWN.has(last.outcome)) return state('down', last.detail ?? 'Its last call failed.');
  if (last.outcome === 'source-rejected') {
    // One refused query is that query's fault; nothing but refusals is the source's (credentials, most often).
    const always = calls.every(({ outcome }) => outcome === 'source-rejected');
    return state(always ? 'down' : 'partial', last.detail ?? 'It refused its last call.');
  }
  if (last.outcome === 'partial') return state('partial', last.detail ?? 'Its last answer was incomplete.');
  if (latencyMs !== null && latencyMs > SLOW_MS) {
    return state('slow', `Half of its last calls took longer than ${(latencyMs / 1000).toFixed(1)} s.`);
  }
  return state('ok', null);
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
