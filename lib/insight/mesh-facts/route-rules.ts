/**
 * What routes do to the services that they speak for or send to. The signs mean what they mean in Kiali, with one
 * difference: `requestRouting` needs a choice (conditions, several routes, or a subset), since any rule at all is told
 * by `ruledBy`.
 */
import { resolveConfigHost } from '@/lib/config/simulation/host-names';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  numberAt,
  optionalFieldsAt,
} from '@/lib/config/simulation/read/fields';
import {
  type BackendReference,
  type GatewayRule,
  readHttpRoute,
} from '@/lib/config/simulation/read/http-route';
import type { HttpRoute, L4Route, VirtualService } from '@/lib/config/simulation/read/virtual-service';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import type { NodeFacts } from '@/lib/graph/node-facts';
import type { NodeBadge } from '@/lib/graph/vocabulary';
import { ByHost, isSeenBySomebody } from './rule-targets';

export interface RouteEffect {
  readonly object: ObjectId;
  readonly badges: readonly NodeBadge[];
}

interface Context {
  readonly clusterDomain: string;
  /** All that exist. */
  readonly namespaces: ReadonlySet<string>;
}

const ROUTE_KINDS = new Set(['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute']);

/** `virtualServices` are those among the objects, read already. */
export function routeEffects(
  objects: readonly StoredObject[],
  virtualServices: readonly VirtualService[],
  context: Context,
): ByHost<RouteEffect> {
  const effects = new ByHost<RouteEffect>();
  for (const rule of virtualServices) addVirtualService(rule, context, effects);
  for (const object of objects) {
    const { group, kind } = object.id;
    if (group === 'gateway.networking.k8s.io' && ROUTE_KINDS.has(kind))
      addGatewayApiRoute(object, context, effects);
  }
  return effects;
}

/** `ruledBy` and badges of all hosts together, each once. */
export function combinedEffects(
  hosts: readonly string[],
  effects: ByHost<RouteEffect>,
): { readonly ruledBy: NodeFacts['ruledBy']; readonly badges: ReadonlySet<NodeBadge> } {
  const ruledBy = new Map<string, NodeFacts['ruledBy'][number]>();
  const badges = new Set<NodeBadge>();
  for (const effect of hosts.flatMap((host) => effects.of(host))) {
    const { kind, group, name } = effect.object;
    const namespace = effect.object.namespace ?? '';
    ruledBy.set(`${kind} ${namespace}/${name}`, { kind, group, namespace, name });
    for (const badge of effect.badges) badges.add(badge);
  }
  return { ruledBy: [...ruledBy].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one), badges };
}

/** Its hosts are ruled by all of its routes, what it sends to elsewhere only by the routes that send there. */
function addVirtualService(rule: VirtualService, context: Context, effects: ByHost<RouteEffect>): void {
  if (!isSeenBySomebody(rule.exportTo, rule.namespace, context.namespaces)) return;
  const resolve = (host: string) => resolveConfigHost(host, rule.namespace, context.clusterDomain);
  const hosts = new Set(rule.hosts.map(resolve));
  const parts = [
    ...rule.http.map((route) => ({ route, badges: httpBadges(route, rule.http.length > 1) })),
    ...[...rule.tcp, ...rule.tls].map((route) => ({ route, badges: l4Badges(route) })),
  ];
  const all = distinct(parts.flatMap(({ badges }) => badges));
  for (const host of hosts) effects.add(host, { object: rule.id, badges: all });
  for (const { route, badges } of parts) {
    for (const host of new Set(route.route.map(({ destination }) => resolve(destination.host)))) {
      if (!hosts.has(host)) effects.add(host, { object: rule.id, badges });
    }
  }
}

function httpBadges(route: HttpRoute, isOneOfSeveral: boolean): readonly NodeBadge[] {
  const picksSubset = route.route.some(({ destination }) => destination.subset !== null);
  return chosen({
    faultInjection: (route.fault.delay?.share ?? 0) > 0 || (route.fault.abort?.share ?? 0) > 0,
    mirroring: route.mirrors.length > 0,
    requestRouting: route.match.length > 0 || isOneOfSeveral || picksSubset,
    trafficShifting: route.route.length > 1,
    requestTimeout: (route.timeoutSeconds ?? 0) > 0,
    retry: (route.retries?.attempts ?? 0) > 0,
  });
}

function l4Badges(route: L4Route): readonly NodeBadge[] {
  return chosen({ tcpTrafficShifting: route.route.length > 1 });
}

function chosen(found: Partial<Record<NodeBadge, boolean>>): readonly NodeBadge[] {
  return (Object.keys(found) as NodeBadge[]).filter((badge) => found[badge] === true);
}

function distinct(badges: readonly NodeBadge[]): readonly NodeBadge[] {
  return [...new Set(badges)];
}

/** The rules of all route kinds of the Gateway API are alike as far as they matter here. */
function addGatewayApiRoute(object: StoredObject, context: Context, effects: ByHost<RouteEffect>): void {
  const route = readHttpRoute(object);
  const written = fieldsListAt(fieldsAt(object.value, 'spec'), 'rules');
  const isL4 = object.id.kind === 'TCPRoute' || object.id.kind === 'TLSRoute';
  const hostOf = ({ namespace, name }: { readonly namespace: string; readonly name: string }) =>
    `${name}.${namespace}.svc.${context.clusterDomain}`.toLowerCase();
  const parts = route.rules.map((rule, at) => ({
    rule,
    badges: isL4
      ? chosen({ tcpTrafficShifting: rule.backends.length > 1 })
      : ruleBadges(rule, written[at] ?? {}, route.rules.length > 1),
  }));
  const parents = new Set(route.parents.filter(({ kind }) => kind === 'Service').map(hostOf));
  const all = distinct(parts.flatMap(({ badges }) => badges));
  for (const host of parents) effects.add(host, { object: object.id, badges: all });
  for (const { rule, badges } of parts) {
    for (const host of new Set(rule.backends.filter(isService).map(hostOf))) {
      if (!parents.has(host)) effects.add(host, { object: object.id, badges });
    }
  }
}

function isService({ kind }: BackendReference): boolean {
  return kind === 'Service';
}

function ruleBadges(rule: GatewayRule, written: Fields, isOneOfSeveral: boolean): readonly NodeBadge[] {
  const retry = optionalFieldsAt(written, 'retry');
  return chosen({
    mirroring: rule.mirrors.some(({ share }) => share > 0),
    requestRouting: fieldsListAt(written, 'matches').length > 0 || isOneOfSeveral,
    trafficShifting: rule.backends.length > 1,
    requestTimeout: (rule.timeoutSeconds ?? 0) > 0 || (rule.backendTimeoutSeconds ?? 0) > 0,
    retry: retry !== null && (numberAt(retry, 'attempts') ?? 1) > 0,
  });
}
