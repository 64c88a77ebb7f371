/**
 * What the proxies of the mesh count in one second of one state of the world (one configuration, one phase):
 * calls are fed in with their weight and become rows, as Istio's proxies would report them.
 */
import type { Call, WaveName, WorldWorkload } from '@/demo/world/behaviour';
import { countsSizes, operationLabels } from '@/demo/world/telemetry';
import { HOME_CLUSTER, WORKLOADS } from '@/demo/world/workloads';
import { calledHost } from './called-host';
import type { Attempt, CalledHost, Hop } from './hop';
import { answerLabels, calledLabels, type Labels, peerLabels } from './labels';
import { HISTOGRAM_SIZE, type Mass, massLength, observe, type RowKind, type RowMeta } from './row';
import { WAVES } from './time';

export interface FlowRow {
  readonly meta: RowMeta;
  /** Amounts per second at mean demand, for each wave that feeds it, in the order of `WAVES`. */
  readonly perWave: (Mass | undefined)[];
}

/** A connection carries about this many requests before it is closed. */
const REQUESTS_PER_TCP_CONNECTION = 40;

/** ztunnel runs once on the node and reports for every ambient workload there. */
export const ZTUNNEL: WorldWorkload = {
  namespace: 'istio-system',
  name: 'ztunnel',
  cluster: HOME_CLUSTER,
  app: 'ztunnel',
  version: null,
  serviceAccount: 'ztunnel',
  proxy: 'none',
  labels: { app: 'ztunnel' },
  pods: 1,
};

export class FlowTable {
  readonly rows = new Map<string, FlowRow>();

  /** Counts a call and all that followed from it; `weight` in calls per second. */
  record(hop: Hop, wave: WaveName, weight: number): void {
    const target: Target = { waveIndex: WAVES.indexOf(wave), weight };
    if (hop.via === 'proxy') this.#clientView(hop, target);
    if (hop.via === 'waypoint') this.#waypointView(hop, target);
    if (hop.via === 'ztunnel') this.#tunnelView(hop, target);
    for (const attempt of [...hop.attempts, ...hop.copies]) {
      if (hop.via === 'proxy' || hop.via === 'plain') this.#serverView(hop, attempt, target);
      for (const child of attempt.hops) this.record(child, wave, weight);
    }
  }

  #clientView(hop: Hop, target: Target): void {
    const pair: Pair = {
      reporter: 'source',
      emitter: hop.client,
      source: hop.client,
      destination: hop.server,
      called: hop.called,
      security: 'unknown',
      protocol: hop.call.protocol,
    };
    this.#count(pair, hop, hop.call, countsSizes(hop.client), target);
  }

  #serverView(hop: Hop, attempt: Attempt, target: Target): void {
    const { server } = attempt;
    if (server?.proxy === 'ambient') this.#tunnelArrival(hop, attempt, target);
    if (server === null || server.proxy !== 'sidecar') return;
    const plain = hop.via === 'plain';
    const pair: Pair = {
      reporter: 'destination',
      emitter: server,
      source: plain ? null : hop.client,
      destination: server,
      called: attempt.called,
      security: plain ? 'none' : 'mutual_tls',
      protocol: hop.call.protocol,
    };
    this.#count(pair, attempt, hop.call, false, target);
  }

  /** Ambient: the waypoint counts the requests, ztunnel the bytes on either side of it. */
  #waypointView(hop: Hop, target: Target): void {
    const { client, called, server } = hop;
    const waypoint = WORKLOADS.find((one) => one.proxy === 'waypoint' && one.namespace === client.namespace);
    if (waypoint === undefined) return;
    const security = 'mutual_tls' as const;
    const requests = { source: client, destination: server, called, security, protocol: hop.call.protocol };
    this.#count({ ...requests, reporter: 'waypoint', emitter: waypoint }, hop, hop.call, true, target);
    const bytes = { emitter: ZTUNNEL, security, protocol: 'tcp' } as const;
    // What the client asked for; only the waypoint knows which service that becomes.
    const asked = calledHost(hop.call.host, client.namespace);
    const inward = { source: client, destination: waypoint, called: asked };
    this.#tcp({ ...bytes, ...inward, reporter: 'source' }, hop, target);
    for (const attempt of hop.attempts) {
      const outward = { source: waypoint, destination: attempt.server, called: attempt.called };
      this.#tcp({ ...bytes, ...outward, reporter: 'destination' }, attempt, target);
    }
  }

  /** Ambient without a waypoint: the ztunnels at both ends see bytes alone. */
  #tunnelView(hop: Hop, target: Target): void {
    const { client, called, server } = hop;
    const bytes = { emitter: ZTUNNEL, security: 'mutual_tls', protocol: 'tcp' } as const;
    const pair = { ...bytes, source: client, destination: server, called };
    this.#tcp({ ...pair, reporter: 'source' }, hop, target);
    for (const attempt of hop.attempts) this.#tunnelArrival(hop, attempt, target);
  }

  /** A gateway, a sidecar or another ztunnel hands a connection to the ztunnel of an ambient workload. */
  #tunnelArrival(hop: Hop, attempt: Attempt, target: Target): void {
    const plain = hop.via === 'plain';
    const pair: Pair = {
      reporter: 'destination',
      emitter: ZTUNNEL,
      source: plain ? null : hop.client,
      destination: attempt.server,
      called: attempt.called,
      security: plain ? 'unknown' : 'mutual_tls',
      protocol: 'tcp',
    };
    this.#tcp(pair, attempt, target);
  }

  #count(pair: Pair, seen: Seen, call: Call, sizes: boolean, target: Target): void {
    if (pair.protocol === 'tcp') {
      this.#tcp(pair, seen, target);
      return;
    }
    const { code, grpcStatus, flags } = seen.answer;
    const operation = operationLabels(pair.emitter, call);
    const key = `${pairKey('request', pair)}|${code}|${grpcStatus}|${flags}|${operation.request_operation ?? ''}`;
    const mass = this.#mass(key, target, () => ({
      kind: 'request',
      emitter: pair.emitter,
      sizes,
      labels: {
        ...pairLabels(pair),
        request_protocol: pair.protocol,
        ...answerLabels(seen.answer),
        ...operation,
        connection_security_policy: pair.security,
      },
    }));
    observe(mass, 0, seen.durationMs, target.weight);
    if (sizes) {
      observe(mass, HISTOGRAM_SIZE, seen.requestBytes, target.weight);
      observe(mass, 2 * HISTOGRAM_SIZE, seen.responseBytes, target.weight);
    }
    if (pair.protocol === 'grpc') this.#messages(pair, seen, call, target);
  }

  /** gRPC only. These counters know neither code nor flags nor protocol. */
  #messages(pair: Pair, seen: Seen, call: Call, target: Target): void {
    const { request, response } = call.messages ?? { request: 1, response: 1 };
    const answered = seen.answer.grpcStatus === '0';
    const mass = this.#mass(pairKey('messages', pair), target, () => ({
      kind: 'messages',
      emitter: pair.emitter,
      sizes: false,
      labels: pairLabels(pair),
    }));
    mass[0] = (mass[0] ?? 0) + request * target.weight;
    mass[1] = (mass[1] ?? 0) + (answered ? response : 0) * target.weight;
  }

  /** The proxy's names: "sent" is what goes back to the client, "received" what comes from it. */
  #tcp(pair: Pair, seen: Seen, target: Target): void {
    const mass = this.#mass(pairKey('tcp', pair), target, () => ({
      kind: 'tcp',
      emitter: pair.emitter,
      sizes: false,
      labels: {
        ...pairLabels(pair),
        request_protocol: 'tcp',
        response_flags: '-',
        connection_security_policy: pair.security,
      },
    }));
    mass[0] = (mass[0] ?? 0) + seen.responseBytes * target.weight;
    mass[1] = (mass[1] ?? 0) + seen.requestBytes * target.weight;
    mass[2] = (mass[2] ?? 0) + target.weight / REQUESTS_PER_TCP_CONNECTION;
  }

  /** Labels are made once for each row: hundreds of thousands of calls are counted. */
  #mass(key: string, target: Target, meta: () => RowMeta): Mass {
    let row = this.rows.get(key);
    if (row === undefined) {
      row = { meta: meta(), perWave: [] };
      this.rows.set(key, row);
    }
    const known = row.perWave[target.waveIndex];
    if (known !== undefined) return known;
    const fresh = new Float64Array(massLength(row.meta));
    row.perWave[target.waveIndex] = fresh;
    return fresh;
  }
}

/** Who speaks with whom, and who says so. */
interface Pair {
  readonly reporter: 'source' | 'destination' | 'waypoint';
  readonly emitter: WorldWorkload;
  readonly source: WorldWorkload | null;
  readonly destination: WorldWorkload | null;
  readonly called: CalledHost | null;
  readonly security: 'unknown' | 'none' | 'mutual_tls';
  readonly protocol: 'http' | 'grpc' | 'tcp';
}

const ids = new Map<object, number>();

/** A small number for a workload or a called host; short keys are compared hundreds of thousands of times. */
function idOf(thing: object | null): number {
  if (thing === null) return 0;
  let id = ids.get(thing);
  if (id === undefined) {
    id = ids.size + 1;
    ids.set(thing, id);
  }
  return id;
}

/** The same for two pairs exactly when their labels are. */
function pairKey(kind: RowKind, pair: Pair): string {
  return `${kind}|${pair.reporter}|${idOf(pair.source)}|${idOf(pair.destination)}|${idOf(pair.called)}|${pair.protocol}|${pair.security}`;
}

function pairLabels(pair: Pair): Labels {
  const labels = {
    reporter: pair.reporter,
    ...peerLabels('source', pair.source),
    ...peerLabels('destination', pair.destination),
    ...calledLabels(pair.called),
  };
  // A waypoint that reached nobody knows no revision either.
  if (pair.reporter !== 'waypoint' || pair.destination !== null) return labels;
  return { ...labels, destination_canonical_revision: 'unknown' };
}

interface Target {
  readonly waveIndex: number;
  readonly weight: number;
}

type Seen = Pick<Hop, 'durationMs' | 'answer' | 'requestBytes' | 'responseBytes'>;
