/**
 * Draws the traffic of one state of the world: every entry is followed a few thousand times with evenly spread
 * dice, and what the proxies would have counted is scaled to the entry's rate.
 */
import { workloadNamed } from '@/demo/world/workloads';
import { ENTRIES, NO_HEADERS } from '@/demo/world/world';
import type { ConnectionPoolLimits } from '@/lib/config/simulation/outcome';
import { evenChance, hashText } from './chance';
import { FlowTable } from './flow-table';
import type { Hop } from './hop';
import { clusterKey, type Overflow, RequestSimulation, type Router } from './request';
import type { Phase } from './time';

/** Requests that are followed for each entry, and a part of them to see how full the connection pools are. */
export const SAMPLES = 1000;
const SHARE_FOR_LOAD = 0.1;

interface Load {
  /** Requests under way on average, over all pods of the client. */
  concurrency: number;
  readonly pods: number;
  readonly pool: ConnectionPoolLimits | null;
  protocol: 'http' | 'grpc' | 'tcp';
}

export interface Drawn {
  readonly table: FlowTable;
  /** Shares that full connection pools turn away, by `clusterKey`; single traces are drawn with them, too. */
  readonly refused: ReadonlyMap<string, number>;
  /** `app.namespace` of everybody that takes part in an entry's requests, by the entry's name. */
  readonly takePart: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Deterministic: the same seed, routes and phase give the same table. */
export function drawFlows(router: Router, phase: Phase, seed: number, samples = SAMPLES): Drawn {
  const refused = refusedShares(router, phase, seed, Math.ceil(samples * SHARE_FOR_LOAD));
  const table = new FlowTable();
  const overflow = overflowOf(refused);
  const simulation = new RequestSimulation({ router, phase, overflow, chance: evenChance(seed) });
  const takePart = new Map(ENTRIES.map((entry) => [entry.name, new Set<string>()]));
  follow(simulation, samples, (hop, entry, weight) => {
    table.record(hop, entry.wave, weight);
    noteParticipants(hop, takePart.get(entry.name));
  });
  return { table, refused, takePart };
}

export function overflowOf(refused: ReadonlyMap<string, number>): Overflow {
  if (refused.size === 0) return () => 0;
  return (client, destination) => refused.get(clusterKey(client, destination)) ?? 0;
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

/** Draws once without limits to see how many requests are under way at once, then compares that with the pools. */
function refusedShares(router: Router, phase: Phase, seed: number, samples: number): Map<string, number> {
  const loads = new Map<string, Load>();
  const noticePools: Overflow = (client, destination) => {
    const key = clusterKey(client, destination);
    if (!loads.has(key)) {
      const pool = destination.limits.connectionPool;
      loads.set(key, { concurrency: 0, pods: Math.max(1, client.pods), pool, protocol: 'http' });
    }
    return 0;
  };
  const simulation = new RequestSimulation({
    router,
    phase,
    overflow: noticePools,
    chance: evenChance(seed),
  });
  follow(simulation, samples, (hop, _entry, weight) => addLoad(hop, weight, loads));
  const shares = new Map<string, number>();
  for (const [key, load] of loads) {
    const share = refusedShare(load);
    if (share > 0) shares.set(key, share);
  }
  return shares;
}

function addLoad(hop: Hop, weight: number, loads: Map<string, Load>): void {
  for (const attempt of hop.attempts) {
    const cluster = { host: attempt.called.host, port: attempt.port, subset: attempt.subset };
    const load = loads.get(clusterKey(hop.client, cluster));
    if (load !== undefined && hop.via !== 'plain') {
      load.concurrency += (weight * attempt.durationMs) / 1000;
      load.protocol = hop.call.protocol;
    }
    for (const child of attempt.hops) addLoad(child, weight, loads);
  }
}

/**
 * The share that finds every connection and every waiting place taken, for random arrivals (M/M/c/K). HTTP/1.1 uses
 * one connection for each request under way; gRPC shares connections and is limited by `http2MaxRequests`.
 */
function refusedShare({ concurrency, pods, pool, protocol }: Load): number {
  if (pool === null) return 0;
  const isGrpc = protocol === 'grpc';
  const servers = isGrpc ? pool.http2MaxRequests : pool.maxConnections;
  if (servers === null || servers <= 0) return 0;
  const waiting = isGrpc ? 0 : (pool.http1MaxPendingRequests ?? Number.POSITIVE_INFINITY);
  if (!Number.isFinite(waiting) || servers + waiting > 500) return 0;
  const offered = concurrency / pods;
  let state = 1;
  let total = 1;
  for (let under = 1; under <= servers + waiting; under += 1) {
    state *= offered / Math.min(under, servers);
    total += state;
  }
  return state / total;
}
