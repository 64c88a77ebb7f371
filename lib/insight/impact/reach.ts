/**
 * What drafts can change at all, by host, namespace and selector. Traffic beyond that is not looked at a second time:
 * of thousands of calls a text mostly reaches a handful. May say too much, never too little.
 */

import { objectKey } from '@/lib/config/identity';
import { waypointOfService, waypointOfWorkload } from '@/lib/config/simulation/access/waypoint-of';
import { hostCovers, resolveConfigHost } from '@/lib/config/simulation/host-names';
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type { TargetReference } from '@/lib/config/simulation/read/target-reference';
import type { MeshWorkload } from '@/lib/config/simulation/read/workload';
import type { SimulatedRequest } from '@/lib/config/simulation/request';
import { labelsInclude } from '@/lib/config/simulation/source-filter';
import type { ObjectId } from '@/lib/config/store';
import type { Caller } from './caller';
import type { Part, Prediction } from './prediction';
import { rulesWrittenIn } from './route-index';

export interface Reach {
  /** Whether a request may be routed otherwise than today's prediction has it. */
  routes(request: SimulatedRequest, today: Prediction): boolean;
  /** Whether rules for requests to a host may be written otherwise. */
  rules(host: string): boolean;
  /** Whether what stands behind a host may be another. */
  service(host: string): boolean;
  /** Whether encryption or access at what answers may be decided otherwise. */
  end(caller: Caller, part: Part): boolean;
  /** The same for those who enter through the caller, a gateway. */
  entry(caller: Caller): boolean;
}

/** Of a mesh that is followed as it is. */
export const NO_REACH: Reach = {
  routes: () => false,
  rules: () => false,
  service: () => false,
  end: () => false,
  entry: () => false,
};

/** A place where policies are enforced, as calls reach it. */
interface End {
  readonly workload: MeshWorkload;
  /** Null = it is entered, not called through the mesh. */
  readonly host: string | null;
}

interface KindReach {
  routes?(request: SimulatedRequest, today: Prediction): boolean;
  rules?(host: string): boolean;
  service?(host: string): boolean;
  end?(end: End): boolean;
}

/** Objects as they stand in both meshes. */
interface Drafted {
  readonly before: MeshView;
  readonly views: readonly MeshView[];
  /** Of the drafts of one kind. */
  isDraft(object: { readonly id: ObjectId }): boolean;
  readonly keys: ReadonlySet<string>;
}

const KINDS: Readonly<Record<string, (drafted: Drafted) => KindReach>> = {
  VirtualService: reachOfRules,
  HTTPRoute: reachOfRules,
  GRPCRoute: reachOfRules,
  TLSRoute: reachOfRules,
  TCPRoute: reachOfRules,
  DestinationRule: reachOfDestinationRules,
  PeerAuthentication: reachOfPeerAuthentications,
  AuthorizationPolicy: (drafted) => reachOfPolicies(drafted, (view) => view.authorizationPolicies),
  RequestAuthentication: (drafted) => reachOfPolicies(drafted, (view) => view.requestAuthentications),
  Sidecar: reachOfSidecars,
  Service: reachOfServices,
  ServiceEntry: reachOfServices,
  // What a gateway listens to; nobody else reads it.
  'networking.istio.io/Gateway': () => ({ routes: ({ client }) => client.gateway !== null }),
  // Metrics, logs and spans.
  Telemetry: () => ({}),
};

/** Null = no bound is known: workloads, namespaces and the mesh's own settings decide who is who for all. */
export function reachOf(before: MeshView, after: MeshView, used: readonly ObjectId[]): Reach | null {
  const reaches: KindReach[] = [];
  for (const [kind, ids] of Map.groupBy(used, ({ group, kind: name }) =>
    name === 'Gateway' ? `${group}/${name}` : name,
  )) {
    const keys = new Set(ids.map(objectKey));
    const isDraft = ({ id }: { readonly id: ObjectId }) => keys.has(objectKey(id));
    const reach = KINDS[kind]?.({ before, views: [before, after], isDraft, keys });
    if (reach === undefined) return null;
    reaches.push(reach);
  }
  const reachesEnd = (end: End) => reaches.some((one) => one.end?.(end) === true);
  const isReached = remembered(reachesEnd);
  return {
    routes: (request, today) => reaches.some((one) => one.routes?.(request, today) === true),
    rules: (host) => reaches.some((one) => one.rules?.(host) === true),
    service: (host) => reaches.some((one) => one.service?.(host) === true),
    end: (_, { namespace, name, host }) => {
      const workload = before.workloadsByNamespace.get(namespace ?? '')?.find((one) => one.name === name);
      return workload !== undefined && isReached({ workload, host });
    },
    entry: ({ isGateway, workload }) => isGateway && workload !== null && isReached({ workload, host: null }),
  };
}

/** Many callers reach the same few ends. */
function remembered(answer: (end: End) => boolean): (end: End) => boolean {
  const known = new Map<MeshWorkload, Map<string | null, boolean>>();
  return (end) => {
    let ofWorkload = known.get(end.workload);
    if (ofWorkload === undefined) {
      ofWorkload = new Map();
      known.set(end.workload, ofWorkload);
    }
    let found = ofWorkload.get(end.host);
    if (found === undefined) {
      found = answer(end);
      ofWorkload.set(end.host, found);
    }
    return found;
  };
}

/** Requests to hosts that the rules speak for, before or after. */
function reachOfRules({ views, keys }: Drafted): KindReach {
  const covered = coveredBy(
    views.flatMap((view) => rulesWrittenIn(view, keys).flatMap(({ hosts }) => hosts)),
  );
  return { routes: ({ host }) => covered(host.toLowerCase()), rules: covered };
}

/** Whatever is sent to the host or ends there. Requests of the sample name hosts, never addresses. */
function reachOfServices({ views, before, isDraft }: Drafted): KindReach {
  const concerns = concerning(
    before,
    views.flatMap((view) => view.services.filter(isDraft).map(({ host }) => host.toLowerCase())),
  );
  return {
    routes: ({ host }, today) => concerns(host.toLowerCase()) || leadsTo(today, concerns),
    service: concerns,
    end: ({ host }) => host !== null && concerns(host),
  };
}

/** Whatever leads to the host: its subsets, limits and client side of TLS. They never choose between hosts. */
function reachOfDestinationRules({ views, before, isDraft }: Drafted): KindReach {
  const { clusterDomain } = before.settings;
  const concerns = concerning(
    before,
    views.flatMap((view) =>
      view.destinationRules
        .filter(isDraft)
        .map(({ host, namespace }) => resolveConfigHost(host, namespace, clusterDomain)),
    ),
  );
  return {
    routes: (_, today) => leadsTo(today, concerns),
    end: ({ host }) => host !== null && concerns(host),
  };
}

/** Covered by a pattern, or another name (ExternalName) for a host that is. */
function concerning(view: MeshView, patterns: readonly string[]): (host: string) => boolean {
  const covered = coveredBy(patterns);
  return (host) =>
    covered(host) ||
    (view.servicesByHost.get(host) ?? []).some(
      ({ externalName }) => externalName !== null && covered(externalName.toLowerCase()),
    );
}

function leadsTo({ outcome }: Prediction, concerns: (host: string) => boolean): boolean {
  if (outcome === null || !('destinations' in outcome)) return false;
  return [...outcome.destinations, ...outcome.mirrors].some(({ host }) => concerns(host));
}

function coveredBy(patterns: readonly string[]): (host: string) => boolean {
  const exact = new Set(patterns);
  const wild = patterns.filter((pattern) => pattern.startsWith('*'));
  return (host) => exact.has(host) || wild.some((pattern) => hostCovers(pattern, host));
}

function reachOfPeerAuthentications({ views, before, isDraft }: Drafted): KindReach {
  const policies = views.flatMap((view) => view.peerAuthentications.filter(isDraft));
  return { end: ({ workload }) => policies.some((policy) => selects(before, policy, workload)) };
}

interface Policy {
  readonly id: ObjectId;
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>> | null;
}

interface TargetedPolicy extends Policy {
  readonly targets: readonly TargetReference[];
}

function selects(
  { settings }: MeshView,
  { namespace, selector }: Policy,
  { namespace: own, labels }: MeshWorkload,
): boolean {
  if (namespace !== own && namespace !== settings.rootNamespace) return false;
  return selector === null || labelsInclude(labels, selector);
}

function reachOfPolicies(
  { views, before, isDraft }: Drafted,
  all: (view: MeshView) => readonly TargetedPolicy[],
): KindReach {
  const policies = views.flatMap((view) => all(view).filter(isDraft));
  return {
    end: (end) =>
      policies.some((policy) =>
        policy.targets.length === 0
          ? selects(before, policy, end.workload)
          : policy.targets.some((target) => targets(before, target, policy.namespace, end)),
      ),
  };
}

/** Gateways and waypoints by name; a class of them, and what is not known, reach everything. */
function targets(view: MeshView, { kind, name }: TargetReference, namespace: string, end: End): boolean {
  const { workload, host } = end;
  const services = host === null ? [] : (view.servicesByHost.get(host) ?? []);
  if (kind === 'Service' || kind === 'ServiceEntry') {
    return services.some((service) => service.name === name && service.namespace === namespace);
  }
  if (kind !== 'Gateway') return true;
  const isNamed = (gateway: { readonly namespace: string; readonly name: string } | null) =>
    gateway !== null && gateway.namespace === namespace && gateway.name === name;
  const own = workload.labels['gateway.networking.k8s.io/gateway-name'] ?? workload.name;
  return (
    isNamed({ namespace: workload.namespace, name: own }) ||
    isNamed(waypointOfWorkload(view, workload)) ||
    services.some((service) => isNamed(waypointOfService(view, service)))
  );
}

/** What clients of its namespace know; in the root namespace those of all. */
function reachOfSidecars({ views, before, isDraft }: Drafted): KindReach {
  const namespaces = new Set(
    views.flatMap((view) => view.sidecars.filter(isDraft)).map(({ namespace }) => namespace),
  );
  const isForAll = namespaces.has(before.settings.rootNamespace);
  return {
    routes: ({ client }) => client.gateway === null && (isForAll || namespaces.has(client.namespace)),
  };
}
