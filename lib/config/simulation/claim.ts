/**
 * Which VirtualService speaks for a host inside the mesh.
 * Source: istio/istio pilot/pkg/networking/core/httproute.go, pilot/pkg/model/push_context.go.
 */
import { explainDelegates, httpRules, virtualServicesInOrder } from './delegates';
import type { RouteContext } from './forward';
import { hostCovers, hostSpecificity, resolveConfigHost } from './host-names';
import type { MeshView } from './mesh-view';
import { perView } from './per-view';
import { byCreation, type ObjectMetadata } from './read/metadata';
import type { VirtualService } from './read/virtual-service';
import { admitsVirtualService } from './sidecar-scope';
import { sourceMismatch } from './source-filter';
import { byExportRank, exportRank, isVisible } from './visibility';

/** A VirtualService bound to the mesh, one of whose hosts covers the one asked for. */
export interface Claimant {
  readonly virtualService: VirtualService;
  /** All its hosts, resolved. */
  readonly hosts: readonly string[];
  readonly rank: number;
}

interface Claims {
  readonly exact: ReadonlyMap<string, readonly Bound[]>;
  readonly wildcards: readonly Bound[];
  readonly byHost: Map<string, readonly Claimant[]>;
}

interface Bound {
  readonly virtualService: VirtualService;
  readonly hosts: readonly string[];
  readonly order: number;
}

/** Hosts from outside are without number; what is remembered of them is not. */
const REMEMBERED = 20_000;

const claims = perView((view): Claims => {
  const bound = virtualServicesInOrder(view)
    .filter(boundToMesh)
    .map((virtualService) => ({
      virtualService,
      hosts: virtualService.hosts.map((host) =>
        resolveConfigHost(host, virtualService.namespace, view.settings.clusterDomain),
      ),
    }))
    .map((entry, order) => ({ ...entry, order }));
  const exact = new Map<string, Bound[]>();
  for (const entry of bound) {
    for (const host of new Set(entry.hosts.filter((name) => !name.startsWith('*')))) {
      const own = exact.get(host);
      if (own === undefined) exact.set(host, [entry]);
      else own.push(entry);
    }
  }
  const wildcards = bound.filter((entry) => entry.hosts.some((host) => host.startsWith('*')));
  return { exact, wildcards, byHost: new Map() };
});

/** Those that have a host which covers this one, in order of creation. */
function candidates(view: MeshView, host: string): readonly Claimant[] {
  const { exact, wildcards, byHost } = claims(view);
  let found = byHost.get(host);
  if (found === undefined) {
    const covering = new Set([
      ...(exact.get(host) ?? []),
      ...wildcards.filter((entry) => entry.hosts.some((pattern) => hostCovers(pattern, host))),
    ]);
    found = [...covering]
      .sort((a, b) => a.order - b.order)
      .map(({ virtualService, hosts }) => ({
        virtualService,
        hosts,
        rank: Math.max(...hosts.filter((pattern) => hostCovers(pattern, host)).map(hostSpecificity)),
      }));
    if (byHost.size >= REMEMBERED) byHost.clear();
    byHost.set(host, found);
  }
  return found;
}

/** The same in the order of this client: private to its namespace, exported to it by name, public. */
function inOrderOf(context: RouteContext, host: string): readonly Claimant[] {
  const all = candidates(context.view, host);
  if (all.length < 2) return all;
  const order = byExportRank<VirtualService>(context.proxy.namespace);
  return [...all].sort((a, b) => order(a.virtualService, b.virtualService));
}

/**
 * Exact hosts beat wildcards and longer wildcards beat shorter ones; of equals the first in Istio's order
 * (private, exported here, public; then creation and name) wins and the others are ignored, not merged.
 * Of several with the exact host, those none of whose HTTP rules concerns this client are passed over; a wildcard is
 * chosen before that is looked at. Source: computeWildcardHostVirtualServiceIndex in pilot/pkg/model/sidecar.go.
 */
export function claimHost(
  context: RouteContext,
  host: string,
  rival: RivalClaim | null = null,
): VirtualService | null {
  const { view, reasons } = context;
  let winner: VirtualService | null = null;
  let best = -1;
  for (const candidate of inOrderOf(context, host)) {
    const { virtualService, rank } = candidate;
    if (!isSeen(context, candidate)) continue;
    const takesOver = rank > best || (winner === null && rank === best && isExact(rank));
    if (!concerns(context, virtualService)) {
      reasons?.skipped(
        `${named(virtualService)} does not speak for it: none of its rules is for this client and port.`,
        virtualService.id,
      );
      // It still keeps the host from those that name it less exactly, and a wildcard also from its equals.
      if (rank > best) {
        if (winner !== null) reject(context, winner, `${named(virtualService)} names the host more exactly`);
        winner = null;
        best = rank;
      }
      continue;
    }
    if (takesOver) {
      if (winner !== null) reject(context, winner, `${named(virtualService)} names the host more exactly`);
      winner = virtualService;
      best = rank;
    } else if (reasons !== undefined) {
      const why = rank === best ? 'has the same host and comes first' : 'names the host more exactly';
      reject(context, virtualService, winner === null ? `another one ${why}` : `${named(winner)} ${why}`);
    }
  }
  if (winner !== null && rival !== null && comesBefore(context, rival, winner, best)) {
    reject(context, winner, `${rival.title} comes first`);
    return null;
  }
  if (winner !== null) {
    reasons?.chosen(`${named(winner)} speaks for ${host}.`, winner.id, ['spec', 'hosts']);
    explainDelegates(view, winner, reasons);
  }
  return winner;
}

/** Istio takes the routes that are attached to a service for one more VirtualService of the service's host. */
export interface RivalClaim extends Pick<ObjectMetadata, 'namespace' | 'name' | 'createdMs'> {
  /** As in a sentence. */
  readonly title: string;
  readonly host: string;
  readonly exportRank: 0 | 1 | 2;
}

function comesBefore(
  { proxy }: RouteContext,
  rival: RivalClaim,
  winner: VirtualService,
  rank: number,
): boolean {
  const own = exportRank(winner.exportTo, winner.namespace, proxy.namespace);
  return (hostSpecificity(rival.host) - rank || own - rival.exportRank || byCreation(winner, rival)) > 0;
}

function isExact(rank: number): boolean {
  return rank >= hostSpecificity('');
}

/** Those that cover the host and have a rule for this client, in its order. */
export function claimantsInOrder(context: RouteContext, host: string): readonly Claimant[] {
  const quiet = { ...context, reasons: undefined };
  return inOrderOf(context, host).filter(
    (candidate) => isSeen(quiet, candidate) && concerns(context, candidate.virtualService),
  );
}

/** True when, of all that cover the service, this one names it most exactly or is the first of equals. */
export function ownsService(context: RouteContext, { virtualService }: Claimant, host: string): boolean {
  const quiet = { ...context, reasons: undefined };
  let owner: Claimant | null = null;
  for (const candidate of inOrderOf(context, host)) {
    if (isSeen(quiet, candidate) && (owner === null || candidate.rank > owner.rank)) owner = candidate;
  }
  return owner?.virtualService === virtualService;
}

/** True when `a` does not come after `b` in this client's order. */
export function precedes(context: RouteContext, a: VirtualService, b: VirtualService): boolean {
  const byRank = byExportRank<VirtualService>(context.proxy.namespace)(a, b);
  if (byRank !== 0) return byRank < 0;
  const order = virtualServicesInOrder(context.view);
  return order.indexOf(a) <= order.indexOf(b);
}

function reject({ reasons }: RouteContext, candidate: VirtualService, why: string): void {
  reasons?.skipped(`${named(candidate)} does not speak for it: ${why}.`, candidate.id, ['spec', 'hosts']);
}

/** For layer 4 every VirtualService that covers the host is asked, in order, with those made of routes (`attached`). */
export function claimants(
  context: RouteContext,
  host: string,
  attached: readonly VirtualService[],
): readonly VirtualService[] {
  const written = inOrderOf(context, host);
  const all = attached.length === 0 ? written : withAttached(context, written, attached);
  return all.filter((candidate) => isSeen(context, candidate)).map(({ virtualService }) => virtualService);
}

/** Routes of the client's own namespace come before what else is public (push_context.go, "consumer override"). */
function withAttached(
  { proxy }: RouteContext,
  written: readonly Claimant[],
  attached: readonly VirtualService[],
): readonly Claimant[] {
  const made = attached.map((virtualService) => ({ virtualService, hosts: virtualService.hosts, rank: 0 }));
  const own = new Set<Claimant>(
    made.filter(({ virtualService }) => virtualService.namespace === proxy.namespace),
  );
  const order = (one: Claimant) => {
    const { exportTo, namespace } = one.virtualService;
    const rank = exportRank(exportTo, namespace, proxy.namespace);
    return rank === 2 && !own.has(one) ? 3 : rank;
  };
  return [...written, ...made].sort(
    (a, b) => order(a) - order(b) || byCreation(a.virtualService, b.virtualService),
  );
}

function isSeen(context: RouteContext, { virtualService, hosts }: Claimant): boolean {
  const { proxy, reasons, scope, facts } = context;
  const { exportTo, namespace, id } = virtualService;
  if (!isVisible(exportTo, namespace, proxy.namespace)) {
    reasons?.skipped(
      `${named(virtualService)} does not speak for it: it is not exported to ${proxy.namespace}.`,
      id,
      ['spec', 'exportTo'],
    );
    return false;
  }
  if (context.waypointNamespaces !== null && !context.waypointNamespaces.includes(namespace)) {
    reasons?.skipped(
      `${named(virtualService)} stands in neither the service's nor the waypoint's namespace.`,
      id,
    );
    return false;
  }
  if (admitsVirtualService(scope, virtualService, hosts, facts.port)) return true;
  reasons?.skipped(
    `${named(virtualService)} is not imported by Sidecar ${scope.sidecar?.name ?? ''}.`,
    scope.sidecar?.id ?? id,
    ['spec', 'egress'],
  );
  return false;
}

export function named(virtualService: VirtualService): string {
  return `${virtualService.id.kind} ${virtualService.name} in ${virtualService.namespace}`;
}

/** No gateways means the mesh. An entry's own `gateways` narrows, it does not bind the object to more. */
function boundToMesh(virtualService: VirtualService): boolean {
  return virtualService.gateways.length === 0 || virtualService.gateways.includes('mesh');
}

function concerns({ view, proxy, facts }: RouteContext, virtualService: VirtualService): boolean {
  return httpRules(view, virtualService).some(
    (rule) =>
      rule.match.length === 0 ||
      rule.match.some((match) => sourceMismatch(match, proxy, facts.port, virtualService.namespace) === null),
  );
}
