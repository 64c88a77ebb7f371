/** VirtualServices and routes of the Gateway API that lead to the workload, by rule and share, and those that lead past it. */
import { objectKey } from '@/lib/config/identity';
import { httpRules, virtualServicesInOrder } from '@/lib/config/simulation/delegates';
import { appliedRule } from '@/lib/config/simulation/destination-rule-lookup';
import { hostCovers, resolveConfigHost } from '@/lib/config/simulation/host-names';
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type { GatewayRoute } from '@/lib/config/simulation/read/http-route';
import type { MeshService } from '@/lib/config/simulation/read/service';
import type { VirtualService, WeightedDestination } from '@/lib/config/simulation/read/virtual-service';
import { gatewayName, labelsInclude } from '@/lib/config/simulation/source-filter';
import type { ObjectId } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import { applies, type EffectiveEntry, type EffectiveSection, inEffect, leftOut, named } from './entry';
import type { EffectiveMesh, Subject } from './subject';

export function routesSection({ view }: EffectiveMesh, subject: Subject): EffectiveSection {
  const labels = subject.kind === 'workload' ? subject.workload.labels : null;
  const { services } = subject;
  const own = virtualServicesInOrder(view).flatMap((one) =>
    virtualServiceEntries(view, one, services, labels),
  );
  const routes = [...view.httpRoutes, ...view.tlsRoutes, ...view.tcpRoutes].flatMap((route) =>
    routeEntries(route, services),
  );
  const acting = [...own, ...routes].filter(({ state }) => state === 'applies');
  const gateways = gatewayEntries(view, acting);
  const result =
    acting.length === 0
      ? 'No route: requests to its services are spread over all of their pods.'
      : 'Calls that no rule here takes are spread over all pods of the service that is called.';
  return {
    key: 'routes',
    title: subject.kind === 'workload' ? 'Routes that lead to it' : 'Routes that lead to its services',
    result,
    entries: inEffect([...gateways, ...own, ...routes]),
  };
}

interface Lead {
  readonly id: ObjectId;
  readonly rule: string;
  readonly path: ObjectPath;
  readonly destinations: readonly WeightedDestination[];
}

function leadsOf(view: MeshView, one: VirtualService): readonly Lead[] {
  const http = httpRules(view, one).map((rule, index): Lead => {
    const at = rule.origin?.routeIndex ?? index;
    return {
      id: rule.origin?.object ?? one.id,
      rule: rule.name === null ? `Rule ${at + 1}` : `Rule \`${rule.name}\``,
      path: ['spec', 'http', at, 'route'],
      destinations: rule.route,
    };
  });
  const l4 = (['tls', 'tcp'] as const).flatMap((key) =>
    one[key].map(
      ({ route }, index): Lead => ({
        id: one.id,
        rule: `${key.toUpperCase()} rule ${index + 1}`,
        path: ['spec', key, index, 'route'],
        destinations: route,
      }),
    ),
  );
  return [...http, ...l4];
}

function virtualServiceEntries(
  view: MeshView,
  one: VirtualService,
  services: readonly MeshService[],
  labels: Readonly<Record<string, string>> | null,
): readonly EffectiveEntry[] {
  const domain = view.settings.clusterDomain;
  const found: EffectiveEntry[] = [];
  let passes = false;
  for (const { id, rule, path, destinations } of leadsOf(view, one)) {
    const total = destinations.reduce((sum, { weight }) => sum + weight, 0);
    for (const [index, { destination, weight }] of destinations.entries()) {
      const host = resolveConfigHost(destination.host, one.namespace, domain);
      const service = services.find((candidate) => candidate.host === host);
      if (service === undefined) continue;
      if (!isInSubset(view, one.namespace, service, destination.subset, labels)) {
        passes = true;
        continue;
      }
      const share = destinations.length === 1 ? 1 : total === 0 ? 0 : weight / total;
      const subset = destination.subset === null ? '' : `, subset \`${destination.subset}\``;
      const why = `${rule} sends ${shareWords(share)} to \`${service.name}\`${subset}${gatewayWords(one)}${audienceWords(one)}.`;
      found.push(share > 0 ? applies(id, why, [...path, index]) : leftOut(id, why, [...path, index]));
    }
  }
  if (found.length > 0) return found;
  if (passes) return [leftOut(one.id, 'It sends to subsets whose pods are others.', ['spec', 'http'])];
  const speaks = services.filter(({ host }) =>
    one.hosts.some(
      (written) => written !== '*' && hostCovers(resolveConfigHost(written, one.namespace, domain), host),
    ),
  );
  if (speaks.length === 0) return [];
  const names = named(speaks.map(({ name }) => name));
  return [leftOut(one.id, `It speaks for ${names}, but sends nothing here.`, ['spec', 'hosts'])];
}

function isInSubset(
  view: MeshView,
  namespace: string,
  service: MeshService,
  name: string | null,
  labels: Readonly<Record<string, string>> | null,
): boolean {
  if (name === null || labels === null) return true;
  const subset = appliedRule(view, { namespace, labels: {} }, service)?.subsets.find(
    (one) => one.name === name,
  );
  return subset !== undefined && labelsInclude(labels, subset.labels);
}

function shareWords(share: number): string {
  if (share === 1) return 'all that it takes';
  if (share === 0) return 'nothing';
  const percent = share * 100;
  return `${percent < 10 ? Number(percent.toPrecision(2)) : Math.round(percent)} % of what it takes`;
}

function gatewayWords({ gateways, namespace }: VirtualService): string {
  if (gateways.length === 0) return '';
  const others = gateways.filter((name) => name !== 'mesh').map((name) => gatewayName(name, namespace));
  if (others.length === 0) return '';
  return `, for requests through ${named(others)}${gateways.includes('mesh') ? ' and inside the mesh' : ''}`;
}

function audienceWords({ exportTo, namespace }: VirtualService): string {
  if (exportTo.length === 0 || exportTo.includes('*')) return '';
  const seenBy = exportTo
    .map((entry) => (entry === '.' ? namespace : entry))
    .filter((entry) => entry !== '~');
  return seenBy.length === 0
    ? ', for nobody (exportTo)'
    : `, for callers in ${named(seenBy)} only (exportTo)`;
}

function routeEntries(route: GatewayRoute, services: readonly MeshService[]): readonly EffectiveEntry[] {
  const isOwn = (kind: string, namespace: string, name: string) =>
    services.some(
      (service) =>
        service.name === name &&
        service.namespace === namespace &&
        kind === (service.origin === 'kubernetes' ? 'Service' : 'ServiceEntry'),
    );
  const parents = named(route.parents.map(({ kind, name }) => `${kind} ${name}`));
  const found = route.rules.flatMap((rule, at) => {
    const total = rule.backends.reduce((sum, { weight }) => sum + weight, 0);
    return rule.backends.flatMap(({ kind, namespace, name, weight }, index) => {
      if (!isOwn(kind, namespace, name)) return [];
      const share = rule.backends.length === 1 ? 1 : total === 0 ? 0 : weight / total;
      const title = rule.name === null ? `Rule ${at + 1}` : `Rule \`${rule.name}\``;
      const why = `${title} sends ${shareWords(share)} to \`${name}\`, attached to ${parents}.`;
      const path = ['spec', 'rules', at, 'backendRefs', index];
      return [share > 0 ? applies(route.id, why, path) : leftOut(route.id, why, path)];
    });
  });
  if (found.length > 0) return found;
  return route.parents.some(({ kind, namespace, name }) => isOwn(kind, namespace, name))
    ? [leftOut(route.id, `It is attached to ${parents}, but sends nothing here.`, ['spec', 'parentRefs'])]
    : [];
}

/** Gateways by which the routes are reached from outside. */
function gatewayEntries(view: MeshView, acting: readonly EffectiveEntry[]): readonly EffectiveEntry[] {
  const keys = new Set(acting.flatMap(({ id }) => (id === null ? [] : [objectKey(id)])));
  const names = new Map<string, Set<string>>();
  const note = (gateway: string, by: string) => {
    const present = names.get(gateway);
    if (present === undefined) names.set(gateway, new Set([by]));
    else present.add(by);
  };
  for (const { id, gateways, namespace, name } of view.virtualServices) {
    if (!keys.has(objectKey(id))) continue;
    for (const written of gateways)
      if (written !== 'mesh') note(`istio ${gatewayName(written, namespace)}`, name);
  }
  for (const { id, parents, name } of [...view.httpRoutes, ...view.tlsRoutes, ...view.tcpRoutes]) {
    if (!keys.has(objectKey(id))) continue;
    for (const parent of parents)
      if (parent.kind === 'Gateway') note(`k8s ${parent.namespace}/${parent.name}`, name);
  }
  const why = (by: ReadonlySet<string>) => `Requests come in by it for ${named([...by])}.`;
  return [
    ...view.gateways.map((one) => ({
      id: one.id,
      by: names.get(`istio ${one.namespace}/${one.name}`),
      path: ['spec', 'servers'],
    })),
    ...view.kubernetesGateways.map((one) => ({
      id: one.id,
      by: names.get(`k8s ${one.namespace}/${one.name}`),
      path: ['spec', 'listeners'],
    })),
  ].flatMap(({ id, by, path }) => (by === undefined ? [] : [applies(id, why(by), path)]));
}
