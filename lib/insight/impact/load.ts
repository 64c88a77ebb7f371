/** `loadImpact`: what unsaved texts would do to the traffic of a window. */
import { readLargeTexts } from '@/lib/config/assess-thread/read-large-texts';
import { connectedStore } from '@/lib/config/config-source';
import type { Draft } from '@/lib/config/simulation/request-contract';
import type { ConfigStore } from '@/lib/config/store';
import type { TrafficPort } from '@/lib/graph/traffic';
import { recentCalls } from '@/lib/insight/calls/load-calls';
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
  await readLargeTexts(
    drafts.map(({ text }) => text),
    signal,
  );
  const comparison = compareCalls(calls, snapshot.objects, drafts);
  return {
    ...comparison,
    window: { fromSeconds: observed.window.fromSeconds, toSeconds: observed.window.toSeconds },
    warnings: [...warnings],
  };
}
