/** Observed calls as requests that the simulation can follow, in the stored mesh and in the drafted one. */

import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type { SimulatedRequest } from '@/lib/config/simulation/request';
import { simulateRoute } from '@/lib/config/simulation/route';
import { isBlackHole, isPassthrough } from '@/lib/graph/identity';
import type { ObservedCall, ReachedWorkload } from '@/lib/insight/calls/observed-call';
import type { CalledService } from '@/lib/mesh/identity';
import { type Caller, callerOf } from './caller';
import { type Candidate, gatewayCandidates, meshCandidates, portsOf, type Views } from './candidates';
import { directPrediction, type Prediction, predictionOf } from './prediction';
import { isSamePrediction, rememberedPrediction } from './prediction-memory';

export interface Sample {
  /** What tells it from the others; null = nothing in particular. */
  readonly words: string | null;
  readonly before: Prediction;
  readonly after: Prediction;
}

/** Calls that are routed together: of one caller, sent to the same hosts. */
export interface FollowedCall {
  readonly key: string;
  readonly call: ObservedCall;
  /** The service that is called; where rules lead elsewhere, not the one that answers. */
  readonly host: string;
  readonly before: Caller;
  readonly after: Caller;
  readonly samples: readonly Sample[];
}

export interface Followed {
  readonly calls: readonly FollowedCall[];
  readonly notFollowed: ReadonlyMap<string, { calls: number; ratePerSecond: number }>;
}

const REASONS = {
  outside: 'They go to nothing that the mesh knows by name.',
  unknown: 'The called service is not among the objects of the store.',
  gateway: 'No rule at the gateway is known to lead there.',
} as const;

export function followCalls(views: Views, calls: readonly ObservedCall[]): Followed {
  const notFollowed = new Map<string, { calls: number; ratePerSecond: number }>();
  const leaveOut = (because: string, { ratePerSecond }: ObservedCall) => {
    const known = notFollowed.get(because) ?? { calls: 0, ratePerSecond: 0 };
    notFollowed.set(because, { calls: known.calls + 1, ratePerSecond: known.ratePerSecond + ratePerSecond });
  };
  const copied = copies(views.before, calls);
  const drafts = new Map<string, Draft>();
  for (const call of calls) {
    const reason = followOne(views, call, copied, drafts);
    if (reason !== null) leaveOut(reason, call);
  }
  return { calls: [...drafts.values()].map(finished), notFollowed };
}

interface Draft {
  readonly key: string;
  readonly calls: ObservedCall[];
  readonly host: string;
  readonly before: Caller;
  readonly after: Caller;
  readonly samples: readonly Sample[];
}

/** Null = followed, else why not. */
function followOne(
  views: Views,
  call: ObservedCall,
  copied: ReadonlySet<string>,
  drafts: Map<string, Draft>,
): string | null {
  const { service, protocol } = call;
  if (service.name === null || isPassthrough(service) || isBlackHole(service)) return REASONS.outside;
  const host = hostOf(views.before, service);
  const isKnown = [views.before, views.after].some((view) => view.servicesByHost.has(host));
  if (!isKnown) return REASONS.unknown;
  const before = callerOf(views.before, call);
  // Only what has no bound decides who is who.
  const after = views.reach === null ? callerOf(views.after, call) : before;
  const isDirect = before.route === null || copied.has(call.key);
  if (isDirect) {
    const samples = directSamples(views, before, host, call);
    add(drafts, `${before.key}|direct|${host}|${protocol}`, call, { host, before, after, samples });
    return null;
  }
  const { route } = before;
  if (route === null) return REASONS.unknown;
  if (before.isGateway) {
    const found = gatewayCandidates(views, route, host, protocol);
    const samples = sampled(views, found, after).filter((sample) => leadsTo(sample.before, host));
    if (samples.length === 0) return REASONS.gateway;
    const led = new Set(samples.flatMap((sample) => sample.before.parts.map((part) => part.host)));
    const key = `${before.key}|gateway|${[...led].sort().join()}|${protocol}`;
    add(drafts, key, call, { host, before, after, samples });
    return null;
  }
  const { hosts, candidates } = meshCandidates(views, route, host, protocol);
  const key = `${before.key}|${[...hosts].sort().join()}|${protocol}`;
  const known = drafts.get(key);
  if (known !== undefined) {
    known.calls.push(call);
    return null;
  }
  const all = sampled(views, candidates, after);
  const leading = hosts.length > 1 ? all.filter((sample) => leadsTo(sample.before, host)) : all;
  add(drafts, key, call, {
    host: hosts.length === 1 ? (hosts[0] ?? host) : host,
    before,
    after,
    samples: leading,
  });
  return null;
}

function add(
  drafts: Map<string, Draft>,
  key: string,
  call: ObservedCall,
  parts: Omit<Draft, 'key' | 'calls'>,
): void {
  const known = drafts.get(key);
  if (known === undefined) drafts.set(key, { ...parts, key, calls: [call] });
  else known.calls.push(call);
}

export function hostOf(view: MeshView, { host, name, namespace }: CalledService): string {
  if (host !== null) return host.toLowerCase();
  return `${name ?? ''}.${namespace ?? ''}.svc.${view.settings.clusterDomain}`;
}

function leadsTo({ parts }: Prediction, host: string): boolean {
  return parts.some((part) => part.host === host);
}

function sampled(views: Views, candidates: readonly Candidate[], caller: Caller): readonly Sample[] {
  return candidates.map(({ request, words }) => {
    const route = caller.route ?? request.client;
    const isSame = route === request.client || sameClient(route, request.client);
    const later: SimulatedRequest = isSame ? request : { ...request, client: route };
    const before = rememberedPrediction(views.before, request);
    if (isSame && views.reach?.routes(request, before) === false) return { words, before, after: before };
    const after = predictionOf(simulateRoute(views.after, later));
    // One object where nothing is other, so that nobody compares the two again.
    return { words, before, after: isSamePrediction(before, after) ? before : after };
  });
}

function sameClient(a: SimulatedRequest['client'], b: SimulatedRequest['client']): boolean {
  return a.labels === b.labels && a.plane === b.plane && a.gateway === b.gateway;
}

function directSamples(
  views: Views,
  { mtls }: Caller,
  host: string,
  { protocol }: ObservedCall,
): readonly Sample[] {
  return portsOf(views, host, protocol).map((port, _, ports) => {
    const words = ports.length > 1 ? `to port ${port}` : null;
    const before = directPrediction(views.before, host, mtls.namespace, port);
    // No rule is asked on this way.
    const isSame = views.reach !== null && !views.reach.service(host);
    return {
      words,
      before,
      after: isSame ? before : directPrediction(views.after, host, mtls.namespace, port),
    };
  });
}

/**
 * Calls that are copies of others: no client tells of them, and a rule of the stored mesh mirrors what the same caller
 * sends to them. Their number follows the calls that are copied.
 */
function copies(view: MeshView, calls: readonly ObservedCall[]): ReadonlySet<string> {
  const mirrored = new Set<string>();
  for (const service of view.virtualServices) {
    for (const rule of service.http) {
      for (const { destination } of rule.mirrors) {
        const { host } = destination;
        const full = host.includes('.')
          ? host
          : `${host}.${service.namespace}.svc.${view.settings.clusterDomain}`;
        mirrored.add(full.toLowerCase());
      }
    }
  }
  for (const route of view.httpRoutes) {
    for (const { backend } of route.rules.flatMap(({ mirrors }) => mirrors)) {
      mirrored.add(`${backend.name}.${backend.namespace}.svc.${view.settings.clusterDomain}`);
    }
  }
  const isCopy = ({ reporters, service }: ObservedCall) =>
    reporters.every((reporter) => reporter === 'destination') && mirrored.has(hostOf(view, service));
  return new Set(calls.filter(isCopy).map(({ key }) => key));
}

function finished({ calls, ...parts }: Draft): FollowedCall {
  const [first, ...others] = calls;
  if (first === undefined) throw new Error('a followed call has no observed call');
  return { ...parts, call: others.length === 0 ? first : merged(first, others) };
}

function merged(first: ObservedCall, others: readonly ObservedCall[]): ObservedCall {
  const all = [first, ...others];
  const sum = (of: (call: ObservedCall) => number) => all.reduce((total, call) => total + of(call), 0);
  const worst = (of: (call: ObservedCall) => number | null) => {
    const told = all.map(of).filter((value) => value !== null);
    return told.length === 0 ? null : Math.max(...told);
  };
  const reached = new Map<string, ReachedWorkload>();
  for (const one of all.flatMap((call) => call.reached)) {
    const key = workloadKey(one);
    const known = reached.get(key);
    reached.set(key, {
      peer: one.peer,
      ratePerSecond: one.ratePerSecond + (known?.ratePerSecond ?? 0),
      errorsPerSecond: one.errorsPerSecond + (known?.errorsPerSecond ?? 0),
    });
  }
  return {
    ...first,
    ratePerSecond: sum((call) => call.ratePerSecond),
    errorsPerSecond: sum((call) => call.errorsPerSecond),
    injectedPerSecond: sum((call) => call.injectedPerSecond),
    delayedPerSecond: sum((call) => call.delayedPerSecond),
    overflowPerSecond: sum((call) => call.overflowPerSecond),
    exhaustedPerSecond: sum((call) => call.exhaustedPerSecond),
    forbiddenPerSecond: sum((call) => call.forbiddenPerSecond),
    reached: [...reached.values()].sort((a, b) => b.ratePerSecond - a.ratePerSecond),
    latencyMs: {
      avg: worst((call) => call.latencyMs.avg),
      p50: worst((call) => call.latencyMs.p50),
      p95: worst((call) => call.latencyMs.p95),
      p99: worst((call) => call.latencyMs.p99),
    },
    reporters: [...new Set(all.flatMap((call) => call.reporters))],
    flows: all.flatMap((call) => call.flows),
  };
}

/** `ns/name`, as parts of predictions are named. */
export function workloadKey({ peer }: Pick<ReachedWorkload, 'peer'>): string {
  return `${peer.namespace ?? ''}/${peer.workload ?? peer.app ?? ''}`;
}
