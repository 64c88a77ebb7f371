/**
 * Which VirtualService speaks for a host inside the mesh.
 * Source: istio/istio pilot/pkg/networking/core/httproute.go, pilot/pkg/model/push_context.go.
 */
import { hostCovers, hostSpecificity, resolveConfigHost } from './host-names';
import type { MeshView } from './mesh-view';
import type { RouteStep } from './outcome';
import type { VirtualService } from './read/virtual-service';
import { type EvaluatingProxy, type SourceConditions, sourceMismatch } from './source-filter';
import { exportRank, isVisible } from './visibility';

export interface Claim {
  /** Null: nobody claims the host, so the Service's default route applies. */
  readonly virtualService: VirtualService | null;
  readonly steps: readonly RouteStep[];
}

/** Part of a VirtualService that is looked at: HTTP rules, or those of layer 4. */
export type RulesOf = (virtualService: VirtualService) => readonly {
  readonly match: readonly SourceConditions[];
}[];

/**
 * Exact hosts beat wildcards and longer wildcards beat shorter ones; of equals the first in Istio's order
 * (private, exported here, public; then creation and name) wins and the others are ignored, not merged.
 * A VirtualService none of whose rules concerns this client does not claim the host at all.
 */
export function claimHost(
  view: MeshView,
  proxy: EvaluatingProxy,
  host: string,
  port: number,
  rulesOf: RulesOf,
): Claim {
  const covering = view.virtualServices
    .filter((candidate) => boundToMesh(candidate) && coverage(view, candidate, host) !== null)
    .sort((a, b) => exportRank(a.exportTo, a.namespace) - exportRank(b.exportTo, b.namespace));
  const steps: RouteStep[] = [];
  let winner: VirtualService | null = null;
  let best = -1;
  const reject = (candidate: VirtualService, why: string) =>
    steps.push({
      text: `${named(candidate)} does not speak for it: ${why}.`,
      taken: false,
      object: candidate.id,
      path: [],
    });
  for (const candidate of covering) {
    if (!isVisible(candidate.exportTo, candidate.namespace, proxy.namespace)) {
      reject(candidate, `it is not exported to ${proxy.namespace}`);
      continue;
    }
    if (!concerns(candidate, proxy, port, rulesOf)) {
      reject(candidate, 'none of its rules is for this client and port');
      continue;
    }
    const rank = coverage(view, candidate, host) ?? -1;
    if (rank > best) {
      if (winner !== null) reject(winner, `${named(candidate)} names the host more exactly`);
      winner = candidate;
      best = rank;
    } else if (winner !== null) {
      const why = rank === best ? 'has the same host and comes first' : 'names the host more exactly';
      reject(candidate, `${named(winner)} ${why}`);
    }
  }
  if (winner !== null) {
    steps.push({
      text: `${named(winner)} speaks for ${host}.`,
      taken: true,
      object: winner.id,
      path: ['spec', 'hosts'],
    });
  }
  return { virtualService: winner, steps };
}

export function named(virtualService: VirtualService): string {
  return `VirtualService ${virtualService.name} in ${virtualService.namespace}`;
}

/** No gateways means the mesh. An entry's own `gateways` narrows, it does not bind the object to more. */
function boundToMesh(virtualService: VirtualService): boolean {
  return virtualService.gateways.length === 0 || virtualService.gateways.includes('mesh');
}

function coverage(view: MeshView, virtualService: VirtualService, host: string): number | null {
  const ranks = virtualService.hosts
    .map((written) => resolveConfigHost(written, virtualService.namespace, view.settings.clusterDomain))
    .filter((pattern) => hostCovers(pattern, host))
    .map(hostSpecificity);
  return ranks.length === 0 ? null : Math.max(...ranks);
}

function concerns(
  virtualService: VirtualService,
  proxy: EvaluatingProxy,
  port: number,
  rulesOf: RulesOf,
): boolean {
  return rulesOf(virtualService).some(
    (rule) =>
      rule.match.length === 0 ||
      rule.match.some((match) => sourceMismatch(match, proxy, port, virtualService.namespace) === null),
  );
}
