/**
 * Circuit breakers in closed form: which share of requests finds a connection pool full, and which share of the time
 * outlier detection keeps a host out. Both follow from how many requests there are, how long they take and how often
 * they fail, which is seen in a first draw without any limits.
 */
import type { WorldWorkload } from '@/demo/world/behaviour';
import { workloadKey } from '@/demo/world/workloads';
import type { ClusterLimits, RouteDestination } from '@/lib/config/simulation/outcome';
import { type Hop, isFailure } from './hop';

/** Shares, 0..1, by client and cluster. */
export interface Breakers {
  /** Of requests that a full connection pool turns away. */
  refused(client: WorldWorkload, destination: RouteDestination): number;
  /** Of the time for which all pods of a server are ejected. */
  ejected(client: WorldWorkload, destination: RouteDestination, server: WorldWorkload): number;
}

/** Shares above 0; `refused` by cluster, `ejected` by cluster and server. */
export interface BreakerShares {
  readonly refused: ReadonlyMap<string, number>;
  readonly ejected: ReadonlyMap<string, number>;
}

export function breakersOf(shares: BreakerShares): Breakers {
  const { refused, ejected } = shares;
  return {
    refused: (client, destination) =>
      refused.size === 0 ? 0 : (refused.get(clusterKey(client, destination)) ?? 0),
    ejected: (client, destination, server) =>
      ejected.size === 0 ? 0 : (ejected.get(hostKey(clusterKey(client, destination), server)) ?? 0),
  };
}

interface ServerLoad {
  readonly pods: number;
  /** Per second. */
  requests: number;
  failures: number;
}

interface ClusterLoad {
  readonly clientPods: number;
  readonly limits: ClusterLimits;
  /** Requests under way on average, over all pods of the client. */
  concurrency: number;
  protocol: 'http' | 'grpc' | 'tcp';
  readonly servers: Map<string, ServerLoad>;
}

/** Watches the first draw: holds nothing back and notes what happens. */
export class ClusterLoads implements Breakers {
  readonly #loads = new Map<string, ClusterLoad>();

  refused(client: WorldWorkload, destination: RouteDestination): number {
    const key = clusterKey(client, destination);
    if (!this.#loads.has(key)) {
      const clientPods = Math.max(1, client.pods);
      const { limits } = destination;
      this.#loads.set(key, { clientPods, limits, concurrency: 0, protocol: 'http', servers: new Map() });
    }
    return 0;
  }

  ejected(): number {
    return 0;
  }

  /** Adds a call and all that followed; `weight` in calls per second. */
  add(hop: Hop, weight: number): void {
    for (const attempt of hop.attempts) {
      const cluster = { host: attempt.called.host, port: attempt.port, subset: attempt.subset };
      const load = hop.via === 'plain' ? undefined : this.#loads.get(clusterKey(hop.client, cluster));
      if (load !== undefined) {
        load.concurrency += (weight * attempt.durationMs) / 1000;
        load.protocol = hop.call.protocol;
        if (attempt.server !== null) noteServer(load, attempt.server, isFailure(attempt.answer), weight);
      }
      for (const child of attempt.hops) this.add(child, weight);
    }
  }

  shares(): BreakerShares {
    const refused = new Map<string, number>();
    const ejected = new Map<string, number>();
    for (const [key, load] of this.#loads) {
      const share = refusedShare(load);
      if (share > 0) refused.set(key, share);
      for (const [server, out] of ejectedShares(load)) ejected.set(`${key}>${server}`, out);
    }
    return { refused, ejected };
  }
}

function noteServer(load: ClusterLoad, server: WorldWorkload, failed: boolean, weight: number): void {
  const key = workloadKey(server);
  let known = load.servers.get(key);
  if (known === undefined) {
    known = { pods: Math.max(1, server.pods), requests: 0, failures: 0 };
    load.servers.set(key, known);
  }
  known.requests += weight;
  if (failed && load.protocol !== 'tcp') known.failures += weight;
}

/**
 * The share that finds every connection and every waiting place taken, for random arrivals (M/M/c/K). HTTP/1.1 uses
 * one connection for each request under way; gRPC shares connections and is limited by `http2MaxRequests`.
 */
function refusedShare({ concurrency, clientPods, limits, protocol }: ClusterLoad): number {
  const pool = limits.connectionPool;
  if (pool === null) return 0;
  const isGrpc = protocol === 'grpc';
  const servers = isGrpc ? pool.http2MaxRequests : pool.maxConnections;
  if (servers === null || servers <= 0) return 0;
  const waiting = isGrpc ? 0 : (pool.http1MaxPendingRequests ?? Number.POSITIVE_INFINITY);
  // So many places are never all taken here, and the sum below would be long.
  if (!Number.isFinite(waiting) || servers + waiting > 500) return 0;
  const offered = concurrency / clientPods;
  let state = 1;
  let total = 1;
  for (let under = 1; under <= servers + waiting; under += 1) {
    state *= offered / Math.min(under, servers);
    total += state;
  }
  return state / total;
}

/**
 * A run of `consecutive5xxErrors` failures is waited for (f⁻ⁿ − 1) / (1 − f) requests on average; then the host is out
 * for `baseEjectionTime`. At most `maxEjectionPercent` of the hosts go, but always one may
 * (https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/outlier).
 */
function* ejectedShares(load: ClusterLoad): Generator<readonly [server: string, share: number]> {
  const outlier = load.limits.outlierDetection;
  if (outlier === null || outlier.consecutive5xxErrors <= 0) return;
  const hosts = [...load.servers.values()].reduce((sum, { pods }) => sum + pods, 0);
  const allowed = Math.max(1, Math.floor((hosts * outlier.maxEjectionPercent) / 100));
  for (const [server, { pods, requests, failures }] of load.servers) {
    const staysHealthy = (100 * (hosts - pods)) / hosts >= outlier.minHealthPercent;
    if (failures === 0 || pods > allowed || !staysHealthy) continue;
    const failing = Math.min(failures / requests, 1 - 1e-9);
    const perSecond = requests / load.clientPods / pods;
    const run = (failing ** -outlier.consecutive5xxErrors - 1) / (1 - failing);
    const out = outlier.baseEjectionSeconds / (outlier.baseEjectionSeconds + run / perSecond);
    const share = out ** pods;
    if (share > 0.001) yield [server, share];
  }
}

/** `client>host:port:subset`, the cluster of one client's proxy. */
export function clusterKey(
  client: WorldWorkload,
  destination: Pick<RouteDestination, 'host' | 'port' | 'subset'>,
): string {
  return `${workloadKey(client)}>${destination.host}:${destination.port}:${destination.subset ?? ''}`;
}

function hostKey(cluster: string, server: WorldWorkload): string {
  return `${cluster}>${workloadKey(server)}`;
}
