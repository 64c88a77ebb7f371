/**
 * One request through the mesh, from the proxy that sends it down to the last service it causes to be called.
 * Routing, faults, timeouts, retries, mirrors and circuit breakers come from the mesh's configuration (`Router`),
 * the rest from the world. The rules follow Envoy.
 */
import type { Call, Failure, Handling, WorldWorkload } from '@/demo/world/behaviour';
import { workloadKey } from '@/demo/world/workloads';
import { handlingOf, handlingOfHost } from '@/demo/world/world';
import type { ForwardingOutcome, RouteDestination, RouteOutcome } from '@/lib/config/simulation/outcome';
import {
  cut,
  failed,
  flagged,
  forClient,
  GAVE_UP,
  localAnswer,
  type Served,
  success,
  withPatience,
} from './answers';
import type { Breakers } from './breakers';
import { blackhole, calledHost, passthrough } from './called-host';
import { type Chance, mix } from './chance';
import { Dice } from './dice';
import { type Answer, type Attempt, type CalledHost, type Hop, isFailure, type Via } from './hop';
import { isRetriable } from './retry';
import type { Phase } from './time';

export interface Router {
  /** What the client's proxy (or the waypoint in its place) does with the call. */
  route(client: WorldWorkload, call: Call, headers: Readonly<Record<string, string>>): RouteOutcome;
  /** How the client's calls to a host travel. */
  via(client: WorldWorkload, host: string): Via;
  /** The workloads behind a service for a client whose calls nobody routes. */
  behind(client: WorldWorkload, host: string): readonly WorldWorkload[];
  /** The namespace whose ServiceEntry declares a host outside the mesh; null where none does. */
  declaredIn(host: string): string | null;
}

type Headers = Readonly<Record<string, string>>;

const LOCAL_ANSWER_MS = 0.2;

/** 503, or 500 for a rule of the Gateway API. */
function noClusterStatus(outcome: ForwardingOutcome): number {
  return outcome.matched?.object.group === 'gateway.networking.k8s.io' ? 500 : 503;
}

export class RequestSimulation {
  readonly #router: Router;
  readonly #dice: Dice;
  readonly #phase: Phase;
  readonly #breakers: Breakers;

  constructor(parts: { router: Router; chance: Chance; phase: Phase; breakers: Breakers }) {
    this.#router = parts.router;
    this.#dice = new Dice(parts.chance);
    this.#phase = parts.phase;
    this.#breakers = parts.breakers;
  }

  /** Sends the call and everything that follows from it. `point` names the place in the tree of calls. */
  send(client: WorldWorkload, call: Call, headers: Headers, startMs: number, point: number): Hop {
    const via = this.#router.via(client, call.host);
    if (via === 'plain' || via === 'ztunnel') {
      return this.#sendUnrouted(client, call, via, headers, startMs, point);
    }
    const outcome = this.#router.route(client, call, headers);
    const hop = {
      client,
      call,
      via,
      startMs,
      headers,
      requestBytes: this.#dice.bytes(call.requestBytes ?? 720, point),
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
    const destination = this.#dice.pick(outcome.destinations, mix(point, 1));
    const home = destination.external ? this.#router.declaredIn(destination.host) : null;
    const called = calledHost(destination.host, home ?? hop.client.namespace);
    const operation = operationOf(hop, outcome, destination);
    const { delay, abort } = outcome.fault;
    const delayed = delay !== null && this.#dice.happens(delay.share, mix(point, 2));
    const delayMs = delayed && delay !== null ? delay.seconds * 1000 : 0;
    const early = { ...hop, called, operation, attempts: [], copies: [], server: null, responseBytes: 180 };
    const answerHere = (answer: Answer): Hop => ({
      ...early,
      durationMs: delayMs + LOCAL_ANSWER_MS,
      answer: flagged(answer, delayed ? 'DI' : null),
    });
    if (call.patienceMs !== undefined && delayMs > call.patienceMs) return answerHere(GAVE_UP);
    if (abort !== null && this.#dice.happens(abort.share, mix(point, 3))) {
      const injected = localAnswer(call, abort.httpStatus ?? 503, 'FI');
      return answerHere(abort.grpcStatus === null ? injected : { ...injected, grpcStatus: abort.grpcStatus });
    }
    if (this.#dice.happens(call.limitedShare ?? 0, mix(point, 5))) {
      return answerHere(localAnswer(call, 429, 'RL'));
    }
    const copies = this.#mirror(hop, outcome, delayMs, point);
    if (destination.state === 'no-cluster') {
      return { ...answerHere(localAnswer(call, noClusterStatus(outcome), 'NC')), copies };
    }
    if (destination.state === 'no-healthy-upstream') {
      return { ...answerHere(localAnswer(call, 503, 'UH')), copies };
    }
    if (this.#dice.happens(this.#breakers.refused(hop.client, destination), mix(point, 4))) {
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
      const server = this.#healthyServer(hop.client, destination, place);
      if (server === 'none') {
        const answer = localAnswer(hop.call, 503, 'UH');
        return { attempts, server: null, durationMs: spentMs + LOCAL_ANSWER_MS, answer, responseBytes: 180 };
      }
      const waitMs = this.#dice.between(0.25, 0.75, mix(place, 2));
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
      spentMs += this.#dice.between(5, 25, mix(place, 3));
    }
  }

  /** Hosts that outlier detection has ejected are passed over; `none` when no other is left. */
  #healthyServer(
    client: WorldWorkload,
    destination: RouteDestination,
    point: number,
  ): WorldWorkload | null | 'none' {
    const server = this.#dice.server(destination, mix(point, 1));
    if (server === null) return null;
    if (!this.#dice.happens(this.#breakers.ejected(client, destination, server), mix(point, 9)))
      return server;
    const others = destination.workloads.filter((one) => workloadKey(one) !== workloadKey(server));
    const share = others.reduce((sum, one) => sum + one.share, 0);
    if (share === 0) return 'none';
    const workloads = others.map((one) => ({ ...one, share: one.share / share }));
    return this.#dice.server({ workloads }, mix(point, 10));
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
      responseBytes: this.#dice.bytes(
        isFailure(work.answer) ? 190 : handling.responseBytes + 240,
        mix(point, 5),
      ),
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
    const ownMs = this.#dice.latencyMs(bad?.latency ?? handling.latency, mix(point, 6));
    const failure = this.#dice.failure(bad?.failures ?? handling.failures ?? [], mix(point, 7));
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
    const more = this.#dice.happens(each - whole, mix(point, 1)) ? 1 : 0;
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
      if (mirror.state !== 'ready' || !this.#dice.happens(mirror.share, mix(place, 1))) continue;
      const server = this.#dice.server(mirror, mix(place, 2));
      const called = calledHost(mirror.host, hop.client.namespace);
      copies.push(this.#serve(server, hop, called, mirror, hop.startMs + delayMs, place).attempt);
    }
    return copies;
  }

  /** Without a proxy that reads requests there is no routing: any pod of the Service answers. */
  #sendUnrouted(
    client: WorldWorkload,
    call: Call,
    via: 'plain' | 'ztunnel',
    headers: Headers,
    startMs: number,
    point: number,
  ): Hop {
    const requestBytes = this.#dice.bytes(call.requestBytes ?? 420, point);
    const hop: HopStart = { client, call, via, startMs, headers, requestBytes };
    const servers = this.#router.behind(client, call.host);
    const server = servers[Math.floor(this.#dice.between(0, servers.length, mix(point, 1)))];
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
      responseBytes: this.#dice.bytes(handling.responseBytes + 240, mix(point, 5)),
      operation: 'allow_any',
    };
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

/** Envoy's route decorator as Istio sets it: the destination, or the rule's name where there are several. */
function operationOf(hop: HopStart, outcome: ForwardingOutcome, destination: RouteDestination): string {
  const several = outcome.destinations.length > 1 && outcome.matched !== null;
  const name = several && outcome.matched !== null ? outcome.matched.object.name : destination.host;
  const path = hop.client.proxy === 'gateway' ? hop.call.path : '/*';
  return `${name}:${destination.port}${path}`;
}
