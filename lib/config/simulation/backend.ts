/**
 * Backends of Gateway API routes: what they name, and whether the route may name it.
 * https://gateway-api.sigs.k8s.io/reference/spec/#backendref
 */
import { type ResolvedCluster, resolveCluster } from './cluster';
import { effectiveLimits } from './destination-rule-lookup';
import { NO_HEADERS, type RouteContext } from './forward';
import type { MeshView } from './mesh-view';
import type { RouteDestination, RouteMirror } from './outcome';
import { perView } from './per-view';
import type { BackendReference, GatewayRoute, GatewayRule } from './read/http-route';
import type { ReferenceGrant } from './read/reference-grant';

const GATEWAY_API = 'gateway.networking.k8s.io';

const grantsByNamespace = perView((view) => Map.groupBy(view.referenceGrants, (grant) => grant.namespace));

/** Shares by weight; weight 0 gets nothing. */
export function weightedBackends(
  context: RouteContext,
  route: GatewayRoute,
  rule: GatewayRule,
): readonly RouteDestination[] {
  const total = rule.backends.reduce((sum, backend) => sum + backend.weight, 0);
  return rule.backends
    .filter((backend) => backend.weight > 0)
    .map((backend) => ({
      ...resolveBackend(context, route, backend),
      share: backend.weight / total,
      headers: backend.headers ?? NO_HEADERS,
    }));
}

export function backendMirror(
  context: RouteContext,
  route: GatewayRoute,
  mirror: GatewayRule['mirrors'][number],
): RouteMirror {
  const { host, subset, port, state, workloads } = resolveBackend(context, route, mirror.backend);
  return { host, subset, port, state, workloads, share: mirror.share };
}

function resolveBackend(
  context: RouteContext,
  route: GatewayRoute,
  backend: BackendReference,
): ResolvedCluster {
  const host = backendHost(context.view, backend);
  const why = invalid(context, route, backend);
  if (why === null) return resolveCluster(context, { host, subset: null, port: backend.port });
  context.reasons?.skipped(`Backend ${backend.name} does not count: ${why}.`, route.id, ['spec', 'rules']);
  return {
    host,
    subset: null,
    port: backend.port ?? context.facts.port,
    state: 'no-cluster',
    because: `${why.charAt(0).toUpperCase()}${why.slice(1)}.`,
    workloads: [],
    external: false,
    limits: effectiveLimits(null, null, 0),
  };
}

function backendHost(view: MeshView, backend: BackendReference): string {
  if (backend.kind === 'Hostname') return backend.name.toLowerCase();
  if (backend.kind === 'ServiceEntry') {
    const entry = view.services.find(
      (service) =>
        service.origin === 'service-entry' &&
        service.name === backend.name &&
        service.namespace === backend.namespace,
    );
    return entry?.host ?? backend.name;
  }
  return `${backend.name}.${backend.namespace}.svc.${view.settings.clusterDomain}`.toLowerCase();
}

/** Why the reference is not valid, as a sentence part; null when it is. */
function invalid(
  { view, request }: RouteContext,
  route: GatewayRoute,
  backend: BackendReference,
): string | null {
  const known =
    (backend.group === '' && backend.kind === 'Service') ||
    (backend.group === 'networking.istio.io' &&
      (backend.kind === 'Hostname' || backend.kind === 'ServiceEntry'));
  if (!known)
    return `${backend.group === '' ? '' : `${backend.group}/`}${backend.kind} is no kind of backend`;
  if (backend.port === null) return 'it names no port';
  if (backend.kind === 'Hostname' || backend.namespace === route.namespace) return null;
  // Istio asks for grants at gateways only (route_collections.go: `enforceRefGrant` is `!mesh`).
  if (request.client.gateway === null) return null;
  if (isGranted(view, route, backend)) return null;
  return `no ReferenceGrant in ${backend.namespace} lets ${route.id.kind}s of ${route.namespace} refer to it`;
}

function isGranted(view: MeshView, route: GatewayRoute, backend: BackendReference): boolean {
  const grants: readonly ReferenceGrant[] = grantsByNamespace(view).get(backend.namespace) ?? [];
  return grants.some(
    (grant) =>
      grant.from.some(
        (from) =>
          from.group === GATEWAY_API && from.kind === route.id.kind && from.namespace === route.namespace,
      ) &&
      grant.to.some(
        (to) =>
          to.group === backend.group &&
          to.kind === backend.kind &&
          (to.name === null || to.name === '' || to.name === backend.name),
      ),
  );
}
