/**
 * Draws the traffic of one state of the world: every entry is followed a few thousand times with evenly spread
 * dice, and what the proxies would have counted is scaled to the entry's rate.
 */
import { workloadNamed } from '@/demo/world/workloads';
import { ENTRIES, NO_HEADERS } from '@/demo/world/world';
import { type BreakerShares, breakersOf, ClusterLoads } from './breakers';
import { evenChance, hashText } from './chance';
import { FlowTable } from './flow-table';
import type { Hop } from './hop';
import { RequestSimulation, type Router } from './request';
import type { Phase } from './time';

/** Requests that are followed for each entry, and a part of them to see how full the connection pools are. */
export const SAMPLES = 1000;
const SHARE_FOR_LOAD = 0.1;

export interface Drawn {
  readonly table: FlowTable;
  /** What circuit breakers keep back; single traces are drawn with the same shares. */
  readonly breakers: BreakerShares;
  /** `app.namespace` of everybody that takes part in an entry's requests, by the entry's name. */
  readonly takePart: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Deterministic: the same seed, routes and phase give the same table. */
export function drawFlows(router: Router, phase: Phase, seed: number, samples = SAMPLES): Drawn {
  const loads = new ClusterLoads();
  const unlimited = new RequestSimulation({ router, phase, breakers: loads, chance: evenChance(seed) });
  follow(unlimited, Math.ceil(samples * SHARE_FOR_LOAD), (hop, _entry, weight) => loads.add(hop, weight));
  const breakers = loads.shares();
  const table = new FlowTable();
  const simulation = new RequestSimulation({
    router,
    phase,
    breakers: breakersOf(breakers),
    chance: evenChance(seed),
  });
  const takePart = new Map(ENTRIES.map((entry) => [entry.name, new Set<string>()]));
  follow(simulation, samples, (hop, entry, weight) => {
    table.record(hop, entry.wave, weight);
    noteParticipants(hop, takePart.get(entry.name));
  });
  return { table, breakers, takePart };
}

function noteParticipants(hop: Hop, names: Set<string> | undefined): void {
  names?.add(`${hop.client.app}.${hop.client.namespace}`);
  for (const { server, hops } of hop.attempts) {
    if (server !== null) names?.add(`${server.app}.${server.namespace}`);
    for (const child of hops) noteParticipants(child, names);
  }
}

function follow(
  simulation: RequestSimulation,
  samples: number,
  seen: (hop: Hop, entry: (typeof ENTRIES)[number], weight: number) => void,
): void {
  for (const entry of ENTRIES) {
    const client = workloadNamed(entry.client);
    const point = hashText(entry.name);
    for (let sample = 0; sample < samples; sample += 1) {
      const hop = simulation.send(client, entry.call, entry.headers ?? NO_HEADERS, 0, point);
      seen(hop, entry, entry.ratePerSecond / samples);
    }
  }
}
