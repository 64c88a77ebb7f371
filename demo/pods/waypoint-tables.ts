/**
 * The route tables of a waypoint, as istiod writes them: one for each HTTP port of each service that it stands before,
 * made from the HTTPRoutes that are attached to the service (istio:pilot/pkg/networking/core/listener_waypoint.go).
 */
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type { GatewayMatch, GatewayRoute, GatewayRule } from '@/lib/config/simulation/read/http-route';
import type { MeshService } from '@/lib/config/simulation/read/service';
import { routeSetsOf } from '@/lib/config/simulation/service-routes';
import type { DemoTable } from './route-tables';

export function waypointTables(services: readonly MeshService[], view: MeshView): readonly DemoTable[] {
  return services.flatMap((service) =>
    service.ports
      .filter(({ protocol }) => protocol === 'http')
      .map(({ number }) => ({
        name: waypointCluster(service.host, number),
        virtual_hosts: [
          { name: `inbound|http|${number}`, domains: ['*'], routes: routesFor(service, number, view) },
        ],
      })),
  );
}

/** What it sends to, by its own name for it. */
export function waypointCluster(host: string, port: number): string {
  return `inbound-vip|${port}|http|${host}`;
}

function routesFor(service: MeshService, port: number, view: MeshView): readonly object[] {
  const attached = routeSetsOf(view, service, service.namespace, port).flat();
  if (attached.length === 0) {
    return [
      { name: 'default', match: { prefix: '/' }, route: { cluster: waypointCluster(service.host, port) } },
    ];
  }
  return attached.flatMap((route) =>
    route.rules.flatMap((rule) => rule.matches.map((match) => routeJson(route, rule, match, view))),
  );
}

function routeJson(route: GatewayRoute, rule: GatewayRule, match: GatewayMatch, view: MeshView): object {
  const targets = rule.backends.map(({ namespace, name, port, weight }) => ({
    name: waypointCluster(`${name}.${namespace}.svc.${view.settings.clusterDomain}`, port ?? 80),
    weight,
  }));
  const [only] = targets;
  return {
    ...(rule.name === null ? {} : { name: rule.name }),
    match: matchJson(match),
    metadata: {
      filter_metadata: {
        istio: {
          config: `/apis/gateway.networking.k8s.io/v1/namespaces/${route.namespace}/http-route/${route.name}`,
        },
      },
    },
    route: {
      ...(targets.length === 1 ? { cluster: only?.name } : { weighted_clusters: { clusters: targets } }),
      timeout: `${rule.timeoutSeconds ?? 0}s`,
    },
  };
}

function matchJson({ path, headers, queryParams, method }: GatewayMatch): object {
  const named = (all: GatewayMatch['headers']) =>
    all.map(({ name, type, value }) => ({
      name,
      string_match: type === 'Exact' ? { exact: value } : { safe_regex: { regex: value } },
    }));
  const all = [
    ...named(headers),
    ...(method === null ? [] : [{ name: ':method', string_match: { exact: method } }]),
  ];
  return {
    ...pathJson(path),
    ...(all.length === 0 ? {} : { headers: all }),
    ...(queryParams.length === 0 ? {} : { query_parameters: named(queryParams) }),
  };
}

function pathJson({ type, value }: GatewayMatch['path']): object {
  if (type === 'Exact') return { path: value };
  if (type === 'RegularExpression') return { safe_regex: { regex: value } };
  return value === '/' ? { prefix: '/' } : { path_separated_prefix: value.replace(/\/$/, '') };
}
