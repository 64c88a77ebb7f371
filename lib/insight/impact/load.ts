/** `loadImpact`: what unsaved texts would do to the traffic of a window. */
import { connectedStore } from '@/lib/config/config-source';
import { holdsLargeText } from '@/lib/config/large-object';
import type { Draft } from '@/lib/config/simulation/request-contract';
import type { ConfigStore } from '@/lib/config/store';
import { LARGE_TEXT } from '@/lib/config/yaml/limits';
import type { TrafficPort } from '@/lib/graph/traffic';
import { recentCalls } from '@/lib/insight/calls/load-calls';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { compareCalls } from './compare';
import type { ImpactAnswer } from './contract';
import { impactThread } from './impact-thread';

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
  const { objects } = snapshot;
  const isLarge = drafts.some(({ text }) => (text?.length ?? 0) >= LARGE_TEXT) || holdsLargeText(objects);
  const comparison = isLarge
    ? await impactThread().ask({ calls, drafts }, { objects, signal })
    : compareCalls(calls, objects, drafts);
  return {
    ...comparison,
    window: { fromSeconds: observed.window.fromSeconds, toSeconds: observed.window.toSeconds },
    warnings: [...warnings],
  };
}
