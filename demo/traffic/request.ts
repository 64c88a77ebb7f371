/**
 * One request through the mesh, from the proxy that sends it down to the last service it causes to be called.
 * Routing, faults, timeouts, retries, mirrors and circuit breakers come from the mesh's configuration (`Router`),
 * the rest from the world. The rules follow Envoy; flags are in the order in which Envoy writes them.
 */

import type { Call, Failure, Handling, Latency, WorldWorkload } from '@/demo/world/behaviour';
import { workloadFor, workloadKey } from '@/demo/world/workloads';
import { handlingOf, handlingOfHost } from '@/demo/world/world';
import type { ForwardingOutcome, RouteDestination, RouteOutcome } from '@/lib/config/simulation/outcome';
import { blackhole, calledHost, passthrough } from './called-host';
import { type Chance, mix, normalQuantile } from './chance';
import { type Answer, type Attempt, type CalledHost, type Hop, isFailure, type Via } from './hop';
import { isRetriable } from './retry';
import type { Phase } from './time';

export interface Router {
  /** What the client's proxy (or the waypoint in its place) does with the call. */
  route(client: WorldWorkload, call: Call, headers: Readonly<Record<string, string>>): RouteOutcome;
  /** The workloads behind a service for a client without a proxy. */
  behind(client: WorldWorkload, host: string): readonly WorldWorkload[];
}

/** Share of requests that a full connection pool turns away, by client and cluster. */
export type Overflow = (client: WorldWorkload, destination: RouteDestination) => number;

type Headers = Readonly<Record<string, string>>;

interface Served {
  readonly attempt: Attempt;
  /** What the server would have answered, had nobody given up. */
  readonly answer: Answer;
  readonly fullMs: number;
}

const LOCAL_ANSWER_MS = 0.2;

/** 503, or 500 for a rule of the Gateway API. */
function noClusterStatus(outcome: ForwardingOutcome): number {
  return outcome.matched?.object.group === 'gateway.networking.k8s.io' ? 500 : 503;
}

const GAVE_UP: Answer = { code: 0, grpcStatus: '', flags: 'DC' };
/** Answers that were already on their way when the client gave up stay what they were. */
const IN_FLIGHT = 1.08;

export class RequestSimulation {
  readonly #router: Router;
  readonly #chance: Chance;
  readonly #phase: Phase;
  readonly #overflow: Overflow;

  constructor(parts: { router: Router; chance: Chance; phase: Phase; overflow: Overflow }) {
    this.#router = parts.router;
    this.#chance = parts.chance;
    this.#phase = parts.phase;
    this.#overflow = parts.overflow;
  }

  /** Sends the call and everything that follows from it. `point` names the place in the tree of calls. */
  send(client: WorldWorkload, call: Call, headers: Headers, startMs: number, point: number): Hop {
    if (client.proxy === 'none') return this.#sendPlain(client, call, headers, startMs, point);
    const via: Via = client.proxy === 'ambient' ? 'waypoint' : 'proxy';
    const outcome = this.#router.route(client, call, headers);
    const hop = {
      client,
      call,
      via,
      startMs,
      headers,
      requestBytes: this.#size(call.requestBytes ?? 720, point),
    };
    switch (outcome.kind) {
      case 'routed':
      case 'no-cluster':
      case 'no-healthy-upstream':
        return withPatience(this.#forward(hop, outcome, point));
      case 'passthrough':
        return this.#leave(hop, point);
      case 'blackhole':
        return local(hop, { code: outcome.httpStatus, grpcStatus: '', flags: '-' }, blackhole(call.host));
      case 'redirect':
      case 'direct-response':
        return local(hop, { code: outcome.httpStatus, grpcStatus: '', flags: '-' }, null);
      case 'not-found':
        return local(hop, localAnswer(call, 404, 'NR'), null);
      default:
        return outcome satisfies never;
    }
  }

  #forward(hop: HopStart, outcome: ForwardingOutcome, point: number): Hop {
    const { call } = hop;
    const destination = this.#pick(outcome.destinations, mix(point, 1));
    const called = calledHost(destination.host, hop.client.namespace);
    const operation = operationOf(hop, outcome, destination);
    const { delay, abort } = outcome.fault;
    const delayed = delay !== null && delay.share > 0 && this.#chance.next(mix(point, 2)) < delay.share;
    const delayMs = delayed && delay !== null ? delay.seconds * 1000 : 0;
    const early = { ...hop, called, operation, attempts: [], copies: [], server: null, responseBytes: 180 };
    const answerHere = (answer: Answer): Hop => ({
      ...early,
      durationMs: delayMs + LOCAL_ANSWER_MS,
      answer: flagged(answer, delayed ? 'DI' : null),
    });
    if (call.patienceMs !== undefined && delayMs > call.patienceMs) return answerHere(GAVE_UP);
    if (abort !== null && abort.share > 0 && this.#chance.next(mix(point, 3)) < abort.share) {
      const injected = localAnswer(call, abort.httpStatus ?? 503, 'FI');
      return answerHere(abort.grpcStatus === null ? injected : { ...injected, grpcStatus: abort.grpcStatus });
    }
    const copies = this.#mirror(hop, outcome, delayMs, point);
    if (destination.state === 'no-cluster') {
      return { ...answerHere(localAnswer(call, noClusterStatus(outcome), 'NC')), copies };
    }
    if (destination.state === 'no-healthy-upstream') {
      return { ...answerHere(localAnswer(call, 503, 'UH')), copies };
    }
    const full = this.#overflow(hop.client, destination);
    if (full > 0 && this.#chance.next(mix(point, 4)) < full) {
      return { ...answerHere(localAnswer(call, 503, 'UO')), copies };
    }
    const tried = this.#tryUpstream(hop, outcome, destination, called, hop.startMs + delayMs, point);
    return {
      ...early,
      ...tried,
      copies,
      durationMs: delayMs + tried.durationMs,
      answer: flagged(tried.answer, delayed ? 'DI' : null),
    };
  }

  /** The tries of the client's proxy, within the route's timeouts. */
  #tryUpstream(
    hop: HopStart,
    outcome: ForwardingOutcome,
    destination: RouteDestination,
    called: CalledHost,
    startMs: number,
    point: number,
  ): Pick<Hop, 'attempts' | 'durationMs' | 'answer' | 'server' | 'responseBytes'> {
    const isTcp = hop.call.protocol === 'tcp';
    const totalMs = isTcp
      ? Number.POSITIVE_INFINITY
      : (outcome.timeoutSeconds ?? Number.POSITIVE_INFINITY) * 1000;
    const perTryMs = (outcome.retries.perTryTimeoutSeconds ?? Number.POSITIVE_INFINITY) * 1000;
    const retries = isTcp ? 0 : outcome.retries.attempts;
    const attempts: Attempt[] = [];
    let spentMs = 0;
    for (let retry = 0; ; retry += 1) {
      const place = mix(point, 16 + retry);
      const server = this.#serverOf(destination, mix(place, 1));
      const waitMs = 0.25 + 0.5 * this.#chance.next(mix(place, 2));
      const served = this.#serve(server, hop, called, destination, startMs + spentMs + waitMs / 2, place);
      const leftMs = totalMs - spentMs;
      const limitMs = Math.min(leftMs, perTryMs);
      const tookMs = served.fullMs + waitMs;
      const inTime = tookMs <= limitMs;
      attempts.push(inTime ? served.attempt : cut(served, limitMs - waitMs / 2));
      spentMs += Math.min(tookMs, limitMs);
      const answer = inTime ? forClient(served.answer) : localAnswer(hop.call, 504, 'UT');
      const retriable = !isTcp && isRetriable(outcome.retries.retryOn, answer);
      const outOfTime = spentMs >= totalMs;
      if (!retriable || retry >= retries || outOfTime) {
        const exhausted = retriable && retries > 0 && retry >= retries && !outOfTime;
        return {
          attempts,
          server,
          durationMs: spentMs,
          answer: flagged(answer, exhausted ? 'URX' : null),
          responseBytes: inTime ? served.attempt.responseBytes : 180,
        };
      }
      spentMs += 5 + 20 * this.#chance.next(mix(place, 3));
    }
  }

  #serve(
    server: WorldWorkload | null,
    hop: HopStart,
    called: CalledHost,
    destination: Pick<RouteDestination, 'port' | 'subset'>,
    startMs: number,
    point: number,
  ): Served {
    const { call } = hop;
    const handling =
      call.protocol === 'tcp'
        ? {
            path: '',
            latency: call.latency ?? { medianMs: 1, p95Ms: 3 },
            responseBytes: call.responseBytes ?? 0,
          }
        : server === null
          ? handlingOfHost(called.host, call.path)
          : handlingOf(server, call.path);
    const work = this.#work(server, handling, call, hop.headers, startMs, point);
    const attempt: Attempt = {
      server,
      called,
      port: destination.port,
      subset: destination.subset,
      startMs,
      durationMs: work.workMs,
      answer: work.answer,
      handling,
      workMs: work.workMs,
      hops: work.hops,
      requestBytes: hop.requestBytes,
      responseBytes: this.#size(isFailure(work.answer) ? 190 : handling.responseBytes + 240, mix(point, 5)),
    };
    return { attempt, answer: work.answer, fullMs: work.workMs };
  }

  /** The application's own work and the calls that it makes. */
  #work(
    server: WorldWorkload | null,
    handling: Handling,
    call: Call,
    headers: Headers,
    startMs: number,
    point: number,
  ): { workMs: number; answer: Answer; hops: Hop[] } {
    const bad = this.#phase === 'incident' ? handling.incident : undefined;
    const ownMs = this.#latency(bad?.latency ?? handling.latency, mix(point, 6));
    const failure = this.#failure(bad?.failures ?? handling.failures ?? [], mix(point, 7));
    if (failure !== null) return { workMs: ownMs, answer: failed(call, failure), hops: [] };
    if (server === null || handling.calls === undefined) {
      return { workMs: ownMs, answer: success(call), hops: [] };
    }
    const hops: Hop[] = [];
    let atMs = ownMs / 2;
    let neededFailed = false;
    for (const [groupIndex, group] of handling.calls.entries()) {
      let groupMs = 0;
      for (const [index, made] of group.entries()) {
        const place = mix(point, 64 + groupIndex * 8 + index);
        const result = this.#call(server, made, headers, startMs + atMs, place, hops);
        groupMs = Math.max(groupMs, result.tookMs);
        if (result.failed && made.needed === true) neededFailed = true;
      }
      atMs += groupMs;
      if (neededFailed) break;
    }
    const fallback: Failure = { share: 1, code: call.protocol === 'grpc' ? 200 : 500, grpcStatus: 13 };
    const answer = neededFailed ? failed(call, handling.failsWith ?? fallback) : success(call);
    return { workMs: atMs + ownMs / 2, answer, hops };
  }

  /** One call of the application: as often as it makes it, and again where it tries again. */
  #call(
    server: WorldWorkload,
    made: Call,
    headers: Headers,
    startMs: number,
    point: number,
    hops: Hop[],
  ): { tookMs: number; failed: boolean } {
    const each = made.each ?? 1;
    const whole = Math.floor(each);
    const more = each > whole && this.#chance.next(mix(point, 1)) < each - whole ? 1 : 0;
    let tookMs = 0;
    let failedNow = false;
    for (let turn = 0; turn < whole + more; turn += 1) {
      for (let attempt = 0; attempt < (made.tries ?? 1); attempt += 1) {
        const hop = this.send(server, made, headers, startMs + tookMs, mix(point, 32 + turn * 4 + attempt));
        hops.push(hop);
        tookMs += hop.durationMs;
        failedNow = made.protocol !== 'tcp' && isFailure(hop.answer);
        if (!failedNow) break;
      }
    }
    return { tookMs, failed: failedNow };
  }

  #mirror(hop: HopStart, outcome: ForwardingOutcome, delayMs: number, point: number): Attempt[] {
    const copies: Attempt[] = [];
    for (const [index, mirror] of outcome.mirrors.entries()) {
      const place = mix(point, 512 + index);
      if (mirror.state !== 'ready' || this.#chance.next(mix(place, 1)) >= mirror.share) continue;
      const server = this.#serverOf(mirror, mix(place, 2));
      const called = calledHost(mirror.host, hop.client.namespace);
      copies.push(this.#serve(server, hop, called, mirror, hop.startMs + delayMs, place).attempt);
    }
    return copies;
  }

  /** Without a proxy there is no routing: any pod of the Service answers, and only its proxy reports. */
  #sendPlain(client: WorldWorkload, call: Call, headers: Headers, startMs: number, point: number): Hop {
    const requestBytes = this.#size(call.requestBytes ?? 420, point);
    const hop: HopStart = { client, call, via: 'plain', startMs, headers, requestBytes };
    const servers = this.#router.behind(client, call.host);
    const server = servers[Math.floor(this.#chance.next(mix(point, 1)) * servers.length)];
    const called = calledHost(call.host, client.namespace);
    if (server === undefined) return local(hop, { code: 0, grpcStatus: '', flags: '-' }, called);
    const served = this.#serve(server, hop, called, { port: call.port, subset: null }, startMs, point);
    return {
      ...hop,
      called,
      server,
      durationMs: served.fullMs,
      answer: served.answer,
      attempts: [served.attempt],
      copies: [],
      responseBytes: served.attempt.responseBytes,
      operation: `${called.host}:${call.port}/*`,
    };
  }

  #leave(hop: HopStart, point: number): Hop {
    const handling = handlingOfHost(hop.call.host, hop.call.path);
    const work = this.#work(null, handling, hop.call, hop.headers, hop.startMs, point);
    return {
      ...local(hop, work.answer, passthrough(hop.call.host)),
      durationMs: work.workMs + 18,
      responseBytes: this.#size(handling.responseBytes + 240, mix(point, 5)),
      operation: 'allow_any',
    };
  }

  #pick(destinations: readonly RouteDestination[], point: number): RouteDestination {
    const [first] = destinations;
    if (first === undefined) throw new Error('A route without destinations was simulated.');
    if (destinations.length === 1) return first;
    let left = this.#chance.next(point);
    for (const destination of destinations) {
      left -= destination.share;
      if (left < 0) return destination;
    }
    return first;
  }

  #serverOf(destination: Pick<RouteDestination, 'workloads'>, point: number): WorldWorkload | null {
    const [first] = destination.workloads;
    if (first === undefined) return null;
    if (destination.workloads.length === 1) return workloadFor(first);
    let left = this.#chance.next(point);
    for (const workload of destination.workloads) {
      left -= workload.share;
      if (left < 0) return workloadFor(workload);
    }
    return workloadFor(first);
  }

  #failure(failures: readonly Failure[], point: number): Failure | null {
    if (failures.length === 0) return null;
    let left = this.#chance.next(point);
    for (const failure of failures) {
      left -= failure.share;
      if (left < 0) return failure;
    }
    return null;
  }

  #latency(latency: Latency, point: number): number {
    const spread = Math.log(latency.p95Ms / latency.medianMs) / 1.6448536;
    return latency.medianMs * Math.exp(spread * normalQuantile(this.#chance.next(point)));
  }

  #size(bytes: number, point: number): number {
    return Math.round(bytes * (0.85 + 0.3 * this.#chance.next(mix(point, 8))));
  }
}

type HopStart = Pick<Hop, 'client' | 'call' | 'via' | 'startMs' | 'headers' | 'requestBytes'>;

function local(hop: HopStart, answer: Answer, called: CalledHost | null): Hop {
  return {
    ...hop,
    called,
    answer,
    server: null,
    durationMs: LOCAL_ANSWER_MS,
    attempts: [],
    copies: [],
    responseBytes: 170,
    operation: called === null ? 'ingress' : `${called.host}:${hop.call.port}/*`,
  };
}

/** What a proxy answers by itself; to a gRPC client it sends HTTP 200 with the gRPC status that fits. */
function localAnswer(call: Call, status: number, flag: string): Answer {
  if (call.protocol !== 'grpc') return { code: status, grpcStatus: '', flags: flag };
  const grpcStatus = status === 404 ? '12' : status === 502 || status === 503 || status === 504 ? '14' : '2';
  return { code: 200, grpcStatus, flags: flag };
}

function success(call: Call): Answer {
  const code = call.protocol === 'http' && call.method === 'POST' && call.path === '/orders' ? 201 : 200;
  return { code, grpcStatus: call.protocol === 'grpc' ? '0' : '', flags: '-' };
}

function failed(call: Call, failure: Failure): Answer {
  if (call.protocol !== 'grpc') return { code: failure.code, grpcStatus: '', flags: '-' };
  return { code: 200, grpcStatus: String(failure.grpcStatus ?? 13), flags: '-' };
}

function forClient(answer: Answer): Answer {
  return answer.code === 0 ? { ...answer, code: 503, flags: 'UC' } : answer;
}

/** The order in which Envoy writes the flags of one answer. */
const FLAG_ORDER = ['UH', 'UT', 'UC', 'UO', 'NR', 'DI', 'FI', 'DC', 'URX', 'NC'];

function flagged(answer: Answer, flag: string | null): Answer {
  if (flag === null) return answer;
  const flags = answer.flags === '-' ? [flag] : [...answer.flags.split(','), flag];
  flags.sort((one, other) => FLAG_ORDER.indexOf(one) - FLAG_ORDER.indexOf(other));
  return { ...answer, flags: flags.join(',') };
}

/** The server's side of a try that its client no longer waited for. */
function cut(served: Served, limitMs: number): Attempt {
  if (served.fullMs <= limitMs * IN_FLIGHT) return served.attempt;
  const durationMs = Math.max(0, limitMs);
  return { ...served.attempt, durationMs, answer: { ...GAVE_UP }, responseBytes: 0 };
}

/** The application hangs up after its patience: no answer is sent, and the server sees its client go. */
function withPatience(hop: Hop): Hop {
  const { patienceMs } = hop.call;
  if (patienceMs === undefined || hop.durationMs <= patienceMs) return hop;
  const endMs = hop.startMs + patienceMs;
  const attempts = hop.attempts
    .filter((attempt) => attempt.startMs < endMs)
    .map((attempt) =>
      attempt.startMs + attempt.durationMs <= endMs
        ? attempt
        : { ...attempt, durationMs: endMs - attempt.startMs, answer: GAVE_UP, responseBytes: 0 },
    );
  const delayed = hop.answer.flags.split(',').includes('DI');
  return {
    ...hop,
    attempts,
    durationMs: patienceMs,
    answer: flagged(GAVE_UP, delayed ? 'DI' : null),
    responseBytes: 0,
  };
}

/** Envoy's route decorator as Istio sets it: the destination, or the rule's name where there are several. */
function operationOf(hop: HopStart, outcome: ForwardingOutcome, destination: RouteDestination): string {
  const several = outcome.destinations.length > 1 && outcome.matched !== null;
  const name = several && outcome.matched !== null ? outcome.matched.object.name : destination.host;
  const path = hop.client.proxy === 'gateway' ? hop.call.path : '/*';
  return `${name}:${destination.port}${path}`;
}

/** `client>host:port:subset`, the cluster of one client's proxy. */
export function clusterKey(
  client: WorldWorkload,
  destination: Pick<RouteDestination, 'host' | 'port' | 'subset'>,
): string {
  return `${workloadKey(client)}>${destination.host}:${destination.port}:${destination.subset ?? ''}`;
}
