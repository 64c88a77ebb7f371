/** `loadImpact`: what unsaved texts would do to the traffic of a window. */
import { connectedStore } from '@/lib/config/config-source';
import type { Draft } from '@/lib/config/simulation/contract';
import type { ConfigStore } from '@/lib/config/store';
import type { TrafficPort } from '@/lib/graph/traffic';
import { type CallsAnswer, loadCalls } from '@/lib/insight/calls/load-calls';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { compareCalls } from './compare';
import type { ImpactAnswer } from './contract';

export interface ImpactPorts {
  readonly traffic: TrafficPort;
  /** null = no store of configuration is connected. */
  readonly config: ConfigStore | null;
}

export interface ImpactRequest {
  readonly window: TimeWindow;
  readonly drafts: readonly Draft[];
}

/** Throws `Fault`: `not-found` without a store, and whatever the sources throw. */
export async function loadImpact(
  { traffic, config }: ImpactPorts,
  { window, drafts }: ImpactRequest,
  signal?: AbortSignal,
): Promise<ImpactAnswer> {
  const store = connectedStore(config);
  const [snapshot, observed] = await Promise.all([store.list(signal), recentCalls(traffic, window, signal)]);
  const { calls, warnings } = observed;
  const comparison = compareCalls(calls, snapshot.objects, drafts);
  return {
    ...comparison,
    window: { fromSeconds: observed.window.fromSeconds, toSeconds: observed.window.toSeconds },
    warnings: [...warnings],
  };
}

interface Known {
  readonly window: TimeWindow;
  readonly answer: Promise<CallsAnswer>;
}

/** Who types asks again and again about one window; its traffic is read once. */
const latest = new WeakMap<TrafficPort, Known>();

export async function recentCalls(
  traffic: TrafficPort,
  window: TimeWindow,
  signal: AbortSignal | undefined,
): Promise<CallsAnswer> {
  const known = latest.get(traffic);
  const isSame =
    known?.window.fromSeconds === window.fromSeconds && known.window.toSeconds === window.toSeconds;
  // Without the signal: others may be waiting for the same answer.
  const asked = isSame ? known : { window, answer: loadCalls(traffic, window) };
  if (!isSame) latest.set(traffic, asked);
  try {
    const answer = await asked.answer;
    signal?.throwIfAborted();
    if (answer.warnings.some(({ code }) => code !== 'info')) forget(traffic, asked);
    return answer;
  } catch (error) {
    forget(traffic, asked);
    throw error;
  }
}

/** What is partial now may be whole in a second. */
function forget(traffic: TrafficPort, asked: Known): void {
  if (latest.get(traffic) === asked) latest.delete(traffic);
}
