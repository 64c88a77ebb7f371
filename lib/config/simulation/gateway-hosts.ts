/**
 * The virtual hosts of a gateway proxy: which VirtualServices speak for which of its servers' hosts.
 * Source: istio/istio pilot/pkg/networking/core/gateway.go.
 */
import { virtualServicesInOrder } from './delegates';
import type { RouteContext } from './forward';
import { hostCovers, hostSpecificity, hostsOverlap, resolveConfigHost } from './host-names';
import { perView } from './per-view';
import type { GatewayServer, IstioGateway } from './read/gateway';
import type { VirtualService } from './read/virtual-service';
import { gatewayName } from './source-filter';
import { byExportRank, isVisible } from './visibility';

export interface SelectedServer {
  readonly gateway: IstioGateway;
  readonly server: GatewayServer;
  readonly serverIndex: number;
}

/** A virtual host of the gateway: one domain, and the VirtualServices that speak for it, in order. */
export interface Domain {
  readonly host: string;
  readonly selected: SelectedServer;
  readonly virtualService: VirtualService;
}

/** VirtualServices by the Gateway that they are bound to, in Istio's order. */
const servicesByGateway = perView((view): ReadonlyMap<string, readonly VirtualService[]> => {
  const bound = new Map<string, VirtualService[]>();
  for (const virtualService of virtualServicesInOrder(view)) {
    const names = virtualService.gateways.map((written) => gatewayName(written, virtualService.namespace));
    for (const name of new Set(names)) {
      const own = bound.get(name);
      if (own === undefined) bound.set(name, [virtualService]);
      else own.push(virtualService);
    }
  }
  return bound;
});

/** The host of `namespace/host`. */
export function hostPart(written: string): string {
  return written.includes('/') ? written.slice(written.indexOf('/') + 1) : written;
}

/** The virtual hosts of a set of servers, by name: made once, since a gateway may have thousands. */
interface VirtualHosts {
  readonly exact: ReadonlyMap<string, readonly Domain[]>;
  readonly wildcards: readonly Domain[];
  readonly all: readonly Domain[];
}

const virtualHosts = perView(() => new Map<string, VirtualHosts>());

export function hostsServed(context: RouteContext, serving: readonly SelectedServer[]): VirtualHosts {
  const servers = serving.map(
    ({ gateway, serverIndex }) => `${gateway.namespace}/${gateway.name}/${serverIndex}`,
  );
  const key = `${context.proxy.namespace}|${servers.join('|')}`;
  const known = virtualHosts(context.view);
  let served = known.get(key);
  if (served === undefined) {
    const all = boundDomains(context, serving);
    const isWildcard = (domain: Domain) => domain.host.startsWith('*');
    served = {
      all,
      exact: Map.groupBy(
        all.filter((domain) => !isWildcard(domain)),
        (domain) => domain.host,
      ),
      wildcards: all.filter(isWildcard),
    };
    known.set(key, served);
  }
  return served;
}

/** The most specific domains that cover the host, of several VirtualServices in their order. */
export function domainsOf(
  context: RouteContext,
  serving: readonly SelectedServer[],
  host: string,
): readonly Domain[] {
  const { exact, wildcards } = hostsServed(context, serving);
  const own = exact.get(host);
  if (own !== undefined) return own;
  const covering = wildcards.filter((domain) => hostCovers(domain.host, host));
  const best = Math.max(...covering.map((domain) => hostSpecificity(domain.host)));
  return covering.filter((domain) => hostSpecificity(domain.host) === best);
}

/** VirtualService hosts ∩ server hosts; `ns/host` takes only VirtualServices of that namespace, `.` = the Gateway's own. */
function boundDomains(context: RouteContext, serving: readonly SelectedServer[]): readonly Domain[] {
  const domains: Domain[] = [];
  for (const virtualService of boundServices(context, serving)) {
    if (!isVisible(virtualService.exportTo, virtualService.namespace, context.proxy.namespace)) continue;
    const seen = new Set<string>();
    for (const selected of serving) {
      if (!isBound(virtualService, selected.gateway)) continue;
      for (const host of sharedHosts(context, virtualService, selected)) {
        if (seen.has(host)) continue;
        seen.add(host);
        domains.push({ host, selected, virtualService });
      }
    }
  }
  return domains;
}

function boundServices(context: RouteContext, serving: readonly SelectedServer[]): readonly VirtualService[] {
  const index = servicesByGateway(context.view);
  const gateways = new Set(serving.map(({ gateway }) => `${gateway.namespace}/${gateway.name}`));
  const lists = [...gateways].map((name) => index.get(name) ?? []);
  // Of one Gateway the index has the order; of several it is that of the mesh.
  const any = new Set(lists.flat());
  const all =
    lists.length === 1
      ? (lists[0] ?? [])
      : virtualServicesInOrder(context.view).filter((one) => any.has(one));
  return [...all].sort(byExportRank(context.proxy.namespace));
}

/** Those that would speak for the host and are not shown to the gateway. */
export function explainHidden(context: RouteContext, serving: readonly SelectedServer[], host: string): void {
  const { view, reasons, proxy } = context;
  if (reasons === undefined) return;
  for (const { exportTo, namespace, name, hosts, id } of boundServices(context, serving)) {
    if (isVisible(exportTo, namespace, proxy.namespace)) continue;
    const own = hosts.map((written) => resolveConfigHost(written, namespace, view.settings.clusterDomain));
    if (!own.some((pattern) => hostCovers(pattern, host))) continue;
    const text = `VirtualService ${name} in ${namespace} is not exported to ${proxy.namespace}.`;
    reasons.skipped(text, id, ['spec', 'exportTo']);
  }
}

function isBound(virtualService: VirtualService, gateway: IstioGateway): boolean {
  const own = `${gateway.namespace}/${gateway.name}`;
  return virtualService.gateways.some((written) => gatewayName(written, virtualService.namespace) === own);
}

function sharedHosts(
  context: RouteContext,
  virtualService: VirtualService,
  selected: SelectedServer,
): readonly string[] {
  const { clusterDomain } = context.view.settings;
  const own = virtualService.hosts.map((host) =>
    resolveConfigHost(host, virtualService.namespace, clusterDomain),
  );
  const shared = new Set<string>();
  for (const written of selected.server.hosts) {
    if (!admitsNamespace(written, virtualService.namespace, selected.gateway.namespace)) continue;
    const serverHost = hostPart(written).toLowerCase();
    for (const host of own) {
      if (!hostsOverlap(serverHost, host)) continue;
      shared.add(hostSpecificity(host) >= hostSpecificity(serverHost) ? host : serverHost);
    }
  }
  return [...shared];
}

function admitsNamespace(written: string, namespace: string, gatewayNamespace: string): boolean {
  if (!written.includes('/')) return true;
  const wanted = written.slice(0, written.indexOf('/'));
  return wanted === '*' || wanted === namespace || (wanted === '.' && namespace === gatewayNamespace);
}
