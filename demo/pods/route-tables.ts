/** VirtualServices as Envoy's route tables, as istiod writes them: one table for each HTTP port. */
import { httpRules, virtualServicesInOrder } from '@/lib/config/simulation/delegates';
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type { MeshService } from '@/lib/config/simulation/read/service';
import type { StringMatch } from '@/lib/config/simulation/read/string-match';
import type {
  HttpMatch,
  HttpRoute,
  VirtualService,
  WeightedDestination,
} from '@/lib/config/simulation/read/virtual-service';
import { fullNames } from '@/lib/config/simulation/service-lookup';
import { isVisible } from '@/lib/config/simulation/visibility';
import type { DemoPod } from './pod-list';
import { waypointTables } from './waypoint-tables';

export interface DemoTable {
  readonly name: string;
  readonly virtual_hosts: readonly object[];
}

export function routeTables({ workload }: DemoPod, view: MeshView): readonly DemoTable[] {
  if (workload.proxy === 'gateway') return gatewayTables(workload, view);
  const services = view.services.filter((service) =>
    isVisible(service.exportTo, service.namespace, workload.namespace),
  );
  if (workload.proxy === 'waypoint')
    return waypointTables(
      services.filter(({ namespace }) => namespace === workload.namespace),
      view,
    );
  const byPort = new Map<number, MeshService[]>();
  for (const service of services) {
    for (const { number, protocol } of service.ports) {
      if (protocol !== 'http') continue;
      byPort.set(number, [...(byPort.get(number) ?? []), service]);
    }
  }
  return [...byPort].map(([port, ofPort]) => ({
    name: String(port),
    virtual_hosts: ofPort.map((service) => {
      const rules = rulesFor(service, workload.namespace, view);
      return {
        name: `${service.host}:${port}`,
        domains: domainsOf(service, workload.namespace),
        routes: rules === null ? [defaultRoute(service, port)] : routesOf(view, rules, port),
        include_request_attempt_count: true,
      };
    }),
  }));
}

function domainsOf({ host, name, namespace }: MeshService, client: string): readonly string[] {
  if (!host.includes('.svc.')) return [host];
  return [host, ...(namespace === client ? [name] : []), `${name}.${namespace}.svc`, `${name}.${namespace}`];
}

function rulesFor(service: MeshService, client: string, view: MeshView): VirtualService | null {
  return (
    virtualServicesInOrder(view).find(
      (one) =>
        (one.gateways.length === 0 || one.gateways.includes('mesh')) &&
        isVisible(one.exportTo, one.namespace, client) &&
        one.http.length > 0 &&
        one.hosts.some((host) =>
          fullNames(host, one.namespace, view.settings.clusterDomain).includes(service.host),
        ),
    ) ?? null
  );
}

function gatewayTables({ labels }: DemoPod['workload'], view: MeshView): readonly DemoTable[] {
  const own = view.gateways.filter(
    (gateway) =>
      Object.keys(gateway.selector).length > 0 &&
      Object.entries(gateway.selector).every(([name, value]) => labels[name] === value),
  );
  const ports = new Set(
    own.flatMap(({ servers }) =>
      servers.filter(({ protocol }) => /^HTTP2?$/.test(protocol)).map(({ port }) => port),
    ),
  );
  return [...ports].map((port) => ({
    name: `http.${port}`,
    virtual_hosts: virtualServicesInOrder(view)
      .filter((one) =>
        one.gateways.some((name) => own.some((gateway) => isNamed(gateway, name, one.namespace))),
      )
      .flatMap((one) =>
        one.hosts.map((host) => ({
          name: `${host}:${port}`,
          domains: [host],
          routes: routesOf(view, one, port),
        })),
      ),
  }));
}

function isNamed(
  gateway: { readonly namespace: string; readonly name: string },
  written: string,
  home: string,
): boolean {
  return (
    written === `${gateway.namespace}/${gateway.name}` ||
    (written === gateway.name && gateway.namespace === home)
  );
}

function defaultRoute(service: MeshService, port: number): object {
  return {
    name: 'default',
    match: { prefix: '/' },
    route: { cluster: `outbound|${port}||${service.host}`, timeout: '0s' },
  };
}

function routesOf(view: MeshView, rules: VirtualService, port: number): readonly object[] {
  return httpRules(view, rules).flatMap((route) => {
    const matches: readonly (HttpMatch | null)[] = route.match.length === 0 ? [null] : route.match;
    return matches.map((match) => routeJson(view, rules, route, match, port));
  });
}

function routeJson(
  view: MeshView,
  rules: VirtualService,
  route: HttpRoute,
  match: HttpMatch | null,
  port: number,
): object {
  const common = {
    ...(route.name === null ? {} : { name: route.name }),
    match: matchJson(match),
    metadata: {
      filter_metadata: {
        istio: {
          config: `/apis/networking.istio.io/v1/namespaces/${rules.namespace}/virtual-service/${rules.name}`,
        },
      },
    },
  };
  if (route.redirect !== null) return { ...common, redirect: { path_redirect: route.redirect.uri ?? '/' } };
  if (route.directResponse !== null)
    return { ...common, direct_response: { status: route.directResponse.status } };
  const targets = route.route.map((one) => ({ name: clusterOf(view, rules, one, port), weight: one.weight }));
  const [only] = targets;
  return {
    ...common,
    route: {
      ...(targets.length === 1 ? { cluster: only?.name } : { weighted_clusters: { clusters: targets } }),
      timeout: `${route.timeoutSeconds ?? 0}s`,
      retry_policy: {
        retry_on: 'connect-failure,refused-stream,unavailable',
        num_retries: route.retries?.attempts ?? 2,
      },
    },
  };
}

function clusterOf(
  view: MeshView,
  rules: VirtualService,
  { destination }: WeightedDestination,
  port: number,
): string {
  const known = fullNames(destination.host, rules.namespace, view.settings.clusterDomain);
  const service = known.map((host) => view.servicesByHost.get(host)?.[0]).find((one) => one !== undefined);
  const only = service?.ports.length === 1 ? service.ports[0]?.number : undefined;
  return `outbound|${destination.port ?? only ?? port}|${destination.subset ?? ''}|${service?.host ?? destination.host}`;
}

function matchJson(match: HttpMatch | null): object {
  if (match === null) return { prefix: '/' };
  const headers = [
    ...match.headers.map(([name, value]) => headerJson(name, value, false)),
    ...match.withoutHeaders.map(([name, value]) => headerJson(name, value, true)),
    ...(match.method === null ? [] : [headerJson(':method', match.method, false)]),
    ...(match.authority === null ? [] : [headerJson(':authority', match.authority, false)]),
  ];
  const parameters = match.queryParams.map(([name, value]) => headerJson(name, value, false));
  return {
    ...pathJson(match.uri),
    ...(match.ignoreUriCase ? { case_sensitive: false } : {}),
    ...(headers.length === 0 ? {} : { headers }),
    ...(parameters.length === 0 ? {} : { query_parameters: parameters }),
  };
}

function pathJson(uri: StringMatch | null): object {
  if (uri === null || uri.kind === 'present') return { prefix: '/' };
  if (uri.kind === 'exact') return { path: uri.value };
  return uri.kind === 'prefix' ? { prefix: uri.value } : { safe_regex: { regex: uri.value } };
}

function headerJson(name: string, value: StringMatch, invert: boolean): object {
  const match =
    value.kind === 'present'
      ? { present_match: true }
      : {
          string_match:
            value.kind === 'regex' ? { safe_regex: { regex: value.value } } : { [value.kind]: value.value },
        };
  return { name, ...match, ...(invert ? { invert_match: true } : {}) };
}
