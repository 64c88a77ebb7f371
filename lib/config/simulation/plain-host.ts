/**
 * Hosts of VirtualServices that are no services: a sidecar has virtual hosts for them too, on its port 80, and on
 * other ports beside a service that the same VirtualService speaks for there.
 * Source: istio/istio pilot/pkg/networking/core/httproute.go, pilot/pkg/networking/core/route/route.go.
 */
import { type Claimant, claimantsInOrder, ownsService } from './claim';
import type { RouteContext } from './forward';
import { hostCovers, hostSpecificity, hostsOverlap } from './host-names';
import type { MeshView } from './mesh-view';
import { perView } from './per-view';
import type { MeshService } from './read/service';
import { admitsService, type EgressScope } from './sidecar-scope';
import { isVisible } from './visibility';

/** Port on which Istio puts hosts that are no services (https://istio.io/latest/docs/ops/common-problems). */
const PLAIN_HTTP_PORT = 80;

/** The first VirtualService in this client's order that has exactly this host, which is no service's full name. */
export function plainClaim(context: RouteContext, host: string): Claimant | null {
  return (
    claimantsInOrder(context, host).find(
      (candidate) => candidate.hosts.includes(host) && isServed(context, candidate),
    ) ?? null
  );
}

/** The one with the longest wildcard that covers the host. A wildcard that covers a service stands for services only. */
export function plainWildcardClaim(context: RouteContext, host: string): Claimant | null {
  let best: Claimant | null = null;
  let rank = -1;
  for (const candidate of claimantsInOrder(context, host)) {
    for (const pattern of candidate.hosts) {
      const own = hostSpecificity(pattern);
      if (!pattern.startsWith('*') || own <= rank || !hostCovers(pattern, host)) continue;
      const coversService = servicesOnPort(context).some((service) => hostsOverlap(pattern, service.host));
      if (coversService || !isServed(context, candidate)) continue;
      best = candidate;
      rank = own;
    }
  }
  return best;
}

/** Whether the client's proxy listens for HTTP on the port at all: it does where it knows a service that speaks it. */
export function listensForHttp(context: RouteContext): boolean {
  const { facts } = context;
  return servicesOnPort(context).some((service) =>
    service.ports.some(({ number, protocol }) => number === facts.port && protocol === 'http'),
  );
}

function isServed(context: RouteContext, candidate: Claimant): boolean {
  if (context.facts.port === PLAIN_HTTP_PORT) return true;
  return candidate.hosts.some((host) =>
    servicesOnPort(context).some(
      (service) =>
        service.host === host ||
        (host.startsWith('*') &&
          hostsOverlap(host, service.host) &&
          ownsService(context, candidate, service.host)),
    ),
  );
}

interface Known {
  readonly byPort: ReadonlyMap<number, readonly MeshService[]>;
  readonly byScope: WeakMap<EgressScope, Map<string, readonly MeshService[]>>;
}

const known = perView((view): Known => ({ byPort: servicesByPort(view), byScope: new WeakMap() }));

/** With a port that speaks HTTP or is sniffed. */
function servicesByPort(view: MeshView): ReadonlyMap<number, readonly MeshService[]> {
  const found = new Map<number, MeshService[]>();
  for (const service of view.services) {
    for (const { number, protocol } of service.ports) {
      if (protocol !== 'http' && protocol !== 'unknown') continue;
      const own = found.get(number);
      if (own === undefined) found.set(number, [service]);
      else own.push(service);
    }
  }
  return found;
}

/** Those that the client knows on the request's port. */
function servicesOnPort(context: RouteContext): readonly MeshService[] {
  const { byPort, byScope } = known(context.view);
  const { proxy, scope, facts } = context;
  let lists = byScope.get(scope);
  if (lists === undefined) {
    lists = new Map();
    byScope.set(scope, lists);
  }
  const key = `${proxy.namespace}|${facts.port}`;
  let list = lists.get(key);
  if (list === undefined) {
    list = (byPort.get(facts.port) ?? []).filter(
      (service) =>
        isVisible(service.exportTo, service.namespace, proxy.namespace) &&
        admitsService(scope, service, facts.port),
    );
    lists.set(key, list);
  }
  return list;
}
