/**
 * HTTP at a waypoint: unlike sidecars it puts the rules of all VirtualServices and routes that speak for the service
 * together, one after the other, the routes of its own namespace before public VirtualServices. Those of the service's
 * namespace, where that is another, stand among the public ones by age.
 * Source: istio/istio pilot/pkg/networking/core/listener_waypoint.go (buildWaypointInboundHTTPRouteConfig).
 */
import { claimants, named } from './claim';
import type { RouteContext } from './forward';
import { applyHttpRules } from './http-route-rules';
import type { RouteOutcome } from './outcome';
import { byCreation, type ObjectMetadata } from './read/metadata';
import type { MeshService } from './read/service';
import { routeSetsOf } from './service-routes';
import { firstTaken, ruleEntries } from './virtual-service-rules';
import { exportRank } from './visibility';

interface Speaking {
  readonly order: number;
  readonly first: ObjectMetadata;
  /** Null where none of its rules takes the request. */
  ask(): RouteOutcome | null;
}

/** Null where nothing speaks for the service; `not-found` where something does and no rule takes the request. */
export function waypointHttpRoute(context: RouteContext, service: MeshService): RouteOutcome | null {
  const all = [...virtualServices(context, service), ...attachedSets(context, service)].sort(
    (a, b) => a.order - b.order || byCreation(a.first, b.first),
  );
  for (const one of all) {
    const outcome = one.ask();
    if (outcome !== null) return outcome;
  }
  return all.length === 0 ? null : applyHttpRules(context, []);
}

function virtualServices(context: RouteContext, service: MeshService): readonly Speaking[] {
  const { proxy, reasons } = context;
  return claimants(context, service.host, []).flatMap((first) => {
    const entries = ruleEntries(context, first);
    if (entries.length === 0) return [];
    const rank = exportRank(first.exportTo, first.namespace, proxy.namespace);
    const ask = () => {
      reasons?.considered(`${named(first)} speaks for ${service.host}.`, first.id);
      return firstTaken(context, entries);
    };
    // Routes of the waypoint's namespace stand between what is exported to it by name and what is public.
    return [{ order: rank === 2 ? 3 : rank, first, ask }];
  });
}

function attachedSets(context: RouteContext, service: MeshService): readonly Speaking[] {
  const { view, proxy, facts } = context;
  const namespaces = new Set([proxy.namespace, service.namespace]);
  const sets = [...namespaces].flatMap((namespace) => routeSetsOf(view, service, namespace, facts.port));
  return sets.flatMap((routes) => {
    const [first] = routes;
    if (first === undefined) return [];
    const ask = () => {
      const outcome = applyHttpRules(context, routes);
      return outcome.kind === 'not-found' ? null : outcome;
    };
    return [{ order: first.namespace === proxy.namespace ? 2 : 3, first, ask }];
  });
}
