/** How each source does: from what it was asked lately anyway, so that looking costs nothing while the console is in use. */
import 'server-only';
import type { SourceName } from '@/lib/mesh/fault';
import type { SourceState } from '@/lib/mesh/source-state';
import { processWide } from '@/lib/process-wide';
import { observeUpstream, recentCalls } from '@/lib/telemetry';
import { judgeSource } from './judge-source';

/** A light call to a source, made when there was none lately. It reports itself through `observed`. */
export interface Probe {
  readonly source: SourceName;
  call(signal: AbortSignal): Promise<unknown>;
}

/** Milliseconds within which a call says how the source does now. */
const RECENT_MS = 60_000;

/** A source that failed is asked again sooner: its recovery should be seen without anybody's click. */
const RECENT_AFTER_FAILURE_MS = 10_000;

/** A probe gives up earlier than a query, so that the page that shows the states never hangs on one. */
const PROBE_TIMEOUT_MS = 5_000;

const NO_ANSWER = `It did not answer within ${PROBE_TIMEOUT_MS / 1000} s.`;

const running = () => processWide('probes', () => new Map<SourceName, Promise<void>>());

/** The state of every source that has a probe, in that order. Never throws for a source that fails. */
export async function sourceStates(probes: readonly Probe[], signal?: AbortSignal): Promise<SourceState[]> {
  const due = probes.filter(({ source }) => isDue(source));
  await Promise.race([Promise.all(due.map(runProbe)), aborted(signal)]);
  return probes.map(({ source }) => stateNow(source));
}

function isDue(source: SourceName): boolean {
  const state = judgeSource(source, recent(source));
  if (state === null) return true;
  const age = Date.now() - state.checkedAtSeconds * 1000;
  return state.state === 'down' && age > RECENT_AFTER_FAILURE_MS;
}

function recent(source: SourceName) {
  return recentCalls(source).filter(({ atMs }) => Date.now() - atMs <= RECENT_MS);
}

/** Many tabs ask at once; the source is asked once. */
function runProbe(probe: Probe): Promise<void> {
  const already = running().get(probe.source);
  if (already !== undefined) return already;
  const timeout = AbortSignal.timeout(PROBE_TIMEOUT_MS);
  const outcome = probe
    .call(timeout)
    .then(
      () => undefined,
      () => {
        // Any other failure is with telemetry already; to the adapter this one is only a call taken back.
        if (timeout.aborted) {
          observeUpstream(probe.source, 'source-timeout', PROBE_TIMEOUT_MS / 1000, NO_ANSWER);
        }
      },
    )
    .finally(() => running().delete(probe.source));
  running().set(probe.source, outcome);
  return outcome;
}

function stateNow(source: SourceName): SourceState {
  const state = judgeSource(source, recent(source)) ?? judgeSource(source, recentCalls(source));
  if (state !== null) return state;
  return { source, state: 'down', reason: NO_ANSWER, latencyMs: null, checkedAtSeconds: Date.now() / 1000 };
}

function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve();
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}
