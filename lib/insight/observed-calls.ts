/** The calls of a graph that a simulated request is one of: of the same caller, to the same host. */
import type { Destination, SimulationAnswer } from '@/lib/config/simulation/contract';
import type { GraphAnswer, GraphNode } from '@/lib/graph/contract';

export interface ObservedCall {
  readonly source: GraphNode;
  readonly target: GraphNode;
  /** Null = connections, of which metrics do not tell the host. */
  readonly host: string | null;
  /** Requests, or connections opened. */
  readonly ratePerSecond: number;
}

/** Calls that reached no workload stand under this key. */
export const NOWHERE = '';

/** `graph` is drawn by workload, without service nodes. */
export function observedCalls(
  { nodes, edges }: Pick<GraphAnswer, 'nodes' | 'edges'>,
  { caller, service, route }: Pick<SimulationAnswer, 'caller' | 'service' | 'route'>,
): readonly ObservedCall[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const hosts = new Set(route.destinations.map(({ host }) => host));
  if (service !== null) hosts.add(service.host);
  const simulated = simulatedKeys(route.destinations);
  return edges.flatMap((edge): ObservedCall[] => {
    const source = byId.get(edge.source);
    const target = byId.get(edge.target);
    if (source === undefined || target === undefined || !isCaller(source, caller)) return [];
    if (edge.requests === null) {
      const ratePerSecond = edge.tcp?.connectionsOpenedPerSecond ?? 0;
      return simulated.has(targetKey(target)) && ratePerSecond > 0
        ? [{ source, target, host: null, ratePerSecond }]
        : [];
    }
    const rates = new Map<string, number>();
    for (const { host, ratePerSecond } of edge.requests.codes) {
      const called = host ?? target.host;
      if (called !== null && hosts.has(called) && ratePerSecond > 0) {
        rates.set(called, (rates.get(called) ?? 0) + ratePerSecond);
      }
    }
    return [...rates].map(([host, ratePerSecond]) => ({ source, target, host, ratePerSecond }));
  });
}

/** `<namespace>/<workload>`, else the host outside the mesh, else `NOWHERE`. */
export function targetKey({ namespace, workload, kind, host, name }: GraphNode): string {
  if (workload !== null && namespace !== null) return `${namespace}/${workload}`;
  return kind === 'external' ? (host ?? name) : NOWHERE;
}

function simulatedKeys(destinations: readonly Destination[]): ReadonlySet<string> {
  return new Set(
    destinations.flatMap(({ host, servers }) =>
      servers.length === 0
        ? [NOWHERE]
        : servers.map(({ namespace, name }) => (namespace === null ? host : `${namespace}/${name}`)),
    ),
  );
}

function isCaller(node: GraphNode, caller: SimulationAnswer['caller']): boolean {
  if (caller.namespace === null) return node.kind === 'unknown';
  return node.workload === caller.label && node.namespace === caller.namespace;
}
