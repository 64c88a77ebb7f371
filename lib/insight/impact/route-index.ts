/** Which rules speak for which host, and where they lead: found once per view. */
import { objectKey } from '@/lib/config/identity';
import { httpRules, virtualServicesInOrder } from '@/lib/config/simulation/delegates';
import { hostCovers, resolveConfigHost } from '@/lib/config/simulation/host-names';
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import { perView } from '@/lib/config/simulation/per-view';
import type { GatewayRoute } from '@/lib/config/simulation/read/http-route';
import type { VirtualService } from '@/lib/config/simulation/read/virtual-service';
import { gatewayName } from '@/lib/config/simulation/source-filter';
import { gatewayShapeOf, PLAIN, type SampleShape, shapeOf } from './sample';

/** The rules of one object, as far as calls are concerned. */
export interface RuleSet {
  /** Keys of the objects in which they are written: its own, and those that it delegates to. */
  readonly writtenIn: ReadonlySet<string>;
  /** Hosts that it speaks for, resolved; may be wildcards. Of routes without host names `*`. */
  readonly hosts: readonly string[];
  readonly shapes: readonly SampleShape[];
  /** Hosts that its rules forward to. */
  readonly leadsTo: ReadonlySet<string>;
  /** Istio Gateways (`namespace/name`) that it is bound to. */
  readonly istioGateways: ReadonlySet<string>;
  /** Gateways of the Gateway API that it is attached to. */
  readonly gateways: ReadonlySet<string>;
  /** It rules calls within the mesh. */
  readonly isMesh: boolean;
}

/** More conditions of one host are not told apart: the rest is covered by its last rule. */
const MOST_SHAPES = 40;

interface RouteIndex {
  readonly sets: readonly RuleSet[];
  readonly meshByHost: ReadonlyMap<string, readonly RuleSet[]>;
  readonly meshWildcards: readonly RuleSet[];
  readonly byTarget: ReadonlyMap<string, readonly RuleSet[]>;
  readonly atGateways: readonly RuleSet[];
}

const indexOf = perView((view): RouteIndex => {
  const sets = [
    ...virtualServicesInOrder(view).map((one) => ofVirtualService(view, one)),
    ...[...view.httpRoutes, ...view.tlsRoutes, ...view.tcpRoutes].map((one) => ofGatewayRoute(view, one)),
  ];
  const mesh = sets.filter(({ isMesh }) => isMesh);
  return {
    sets,
    meshByHost: gathered(mesh, ({ hosts }) => hosts.filter((host) => !host.startsWith('*'))),
    meshWildcards: mesh.filter(({ hosts }) => hosts.some((host) => host.startsWith('*'))),
    byTarget: gathered(mesh, ({ leadsTo }) => [...leadsTo]),
    atGateways: sets.filter(({ istioGateways, gateways }) => istioGateways.size + gateways.size > 0),
  };
});

function gathered(
  sets: readonly RuleSet[],
  keysOf: (set: RuleSet) => readonly string[],
): ReadonlyMap<string, readonly RuleSet[]> {
  const found = new Map<string, RuleSet[]>();
  for (const set of sets) {
    for (const key of new Set(keysOf(set))) {
      const known = found.get(key);
      if (known === undefined) found.set(key, [set]);
      else known.push(set);
    }
  }
  return found;
}

/** The conditions of all rules that speak for the host within the mesh, the plain request first. */
export function meshShapes(view: MeshView, host: string): readonly SampleShape[] {
  const { meshByHost, meshWildcards } = indexOf(view);
  const wide = meshWildcards.filter(({ hosts }) => hosts.some((one) => hostCovers(one, host)));
  return [...(meshByHost.get(host) ?? []), ...wide].flatMap(({ shapes }) => shapes);
}

/** Other hosts whose rules lead to this one within the mesh. */
export function hostsLeadingTo(view: MeshView, target: string): readonly RuleSet[] {
  const found = indexOf(view).byTarget.get(target) ?? [];
  return found.filter(({ hosts }) => !hosts.some((host) => host === target || hostCovers(host, target)));
}

/** Rules at gateways that lead to this host. */
export function gatewayRulesTo(view: MeshView, target: string): readonly RuleSet[] {
  return indexOf(view).atGateways.filter(({ leadsTo }) => leadsTo.has(target));
}

/** Rules at gateways that speak for this host. */
export function gatewayRulesFor(view: MeshView, host: string): readonly RuleSet[] {
  return indexOf(view).atGateways.filter(({ hosts }) => hosts.some((one) => hostCovers(one, host)));
}

/** Rules of which at least a part is written in one of these objects. */
export function rulesWrittenIn(view: MeshView, keys: ReadonlySet<string>): readonly RuleSet[] {
  return indexOf(view).sets.filter(({ writtenIn }) => [...writtenIn].some((key) => keys.has(key)));
}

/** Each once, the plain one among them. */
export function distinctShapes(shapes: readonly SampleShape[]): readonly SampleShape[] {
  const byKey = new Map<string, SampleShape>();
  for (const shape of [PLAIN, ...shapes]) {
    const key = JSON.stringify([shape.method, shape.path, Object.entries(shape.headers).sort()]);
    if (!byKey.has(key)) byKey.set(key, shape);
    if (byKey.size >= MOST_SHAPES) break;
  }
  return [...byKey.values()];
}

function ofVirtualService(view: MeshView, one: VirtualService): RuleSet {
  const { clusterDomain } = view.settings;
  const resolved = (host: string) => resolveConfigHost(host, one.namespace, clusterDomain);
  const rules = httpRules(view, one);
  const targets = [
    ...rules.flatMap(({ route }) => route),
    ...one.tcp.flatMap(({ route }) => route),
    ...one.tls.flatMap(({ route }) => route),
  ].map(({ destination }) => resolved(destination.host));
  const named = one.gateways.map((written) => gatewayName(written, one.namespace));
  const perMatch = rules.flatMap(({ match }) => match.flatMap(({ gateways }) => gateways));
  return {
    writtenIn: new Set([one.id, ...rules.flatMap(({ origin }) => origin?.object ?? [])].map(objectKey)),
    hosts: one.hosts.map(resolved),
    shapes: rules.flatMap(({ match }) => match.map(shapeOf)),
    leadsTo: new Set(targets),
    istioGateways: new Set(named.filter((name) => name !== 'mesh')),
    gateways: new Set(),
    isMesh: named.length === 0 || named.includes('mesh') || perMatch.includes('mesh'),
  };
}

function ofGatewayRoute(view: MeshView, route: GatewayRoute): RuleSet {
  const { clusterDomain } = view.settings;
  const full = (name: string, namespace: string) => `${name}.${namespace}.svc.${clusterDomain}`;
  const parents = route.parents.filter(({ kind }) => kind === 'Service');
  const gateways = route.parents.filter(({ kind }) => kind === 'Gateway' || kind === 'ListenerSet');
  const backends = route.rules.flatMap((rule) => rule.backends);
  return {
    writtenIn: new Set([objectKey(route.id)]),
    hosts:
      parents.length > 0
        ? parents.map(({ name, namespace }) => full(name, namespace))
        : route.hostnames.length > 0
          ? route.hostnames.map((host) => host.toLowerCase())
          : ['*'],
    shapes: route.rules.flatMap(({ matches }) => matches.map(gatewayShapeOf)),
    leadsTo: new Set(
      backends.map(({ kind, name, namespace }) =>
        kind === 'Hostname' ? name.toLowerCase() : full(name, namespace),
      ),
    ),
    istioGateways: new Set(),
    gateways: new Set(gateways.map(({ namespace, name }) => `${namespace}/${name}`)),
    isMesh: parents.length > 0,
  };
}
