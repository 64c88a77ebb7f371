/** The way of a trace laid over the traffic graph of its time: which edges it took, how often, for how long. Pure. */
import type { GraphAnswer, GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { Peer } from '@/lib/mesh/identity';
import { FAILED, hasFlag, type Trace } from '@/lib/traces/model/trace';
import type { SpanCall } from './span-calls';

export interface PathNode {
  readonly key: string;
  readonly name: string;
  readonly namespace: string | null;
  /** Its node of the graph; null = metrics did not see it. */
  readonly node: GraphNode | null;
  readonly isOnPath: boolean;
}

export interface PathEdge {
  readonly from: string;
  readonly to: string;
  /** Of the trace; 0 = traffic beside its path. */
  readonly calls: number;
  readonly failed: number;
  /** Durations of its calls added up. */
  readonly totalNs: number;
  /** The longest of its spans; −1 beside the path. */
  readonly row: number;
  /** Null = metrics saw no such traffic in the window. */
  readonly traffic: GraphEdge | null;
}

export interface TracePath {
  readonly nodes: readonly PathNode[];
  /** Those of the path in the order of their first call, then those beside it. */
  readonly edges: readonly PathEdge[];
}

/** `graph` is drawn by workload, without service nodes; null = there is none (yet). */
export function tracePath(
  trace: Trace,
  calls: readonly SpanCall[],
  graph: Pick<GraphAnswer, 'nodes' | 'edges'> | null,
): TracePath {
  const finder = nodeFinder(graph?.nodes ?? []);
  const nodes = new Map<string, PathNode>();
  const edges = new Map<string, { -readonly [Key in keyof PathEdge]: PathEdge[Key] }>();
  const enter = (found: PathNode) => {
    if (!nodes.has(found.key)) nodes.set(found.key, found);
    return found.key;
  };
  const traffic = new Map<string, GraphEdge>();
  for (const edge of graph?.edges ?? []) {
    const key = pairKey(edge.source, edge.target);
    // Spans are of requests: connections between the same two stand back.
    if (edge.requests !== null || !traffic.has(key)) traffic.set(key, edge);
  }
  for (const call of calls) {
    const [from, to] = [finder(call.source, null), finder(call.target, call)];
    if (from === null || to === null || from.key === to.key) continue;
    const row = call.clientRow >= 0 ? call.clientRow : call.serverRow;
    const key = pairKey(enter(from), enter(to));
    const edge = edges.get(key) ?? {
      from: from.key,
      to: to.key,
      calls: 0,
      failed: 0,
      totalNs: 0,
      row,
      traffic: traffic.get(key) ?? null,
    };
    edges.set(key, edge);
    edge.calls += 1;
    edge.totalNs += trace.durationNs[row] ?? 0;
    const hasFailed = [call.clientRow, call.serverRow].some((one) => one >= 0 && hasFlag(trace, one, FAILED));
    if (hasFailed) edge.failed += 1;
    if ((trace.durationNs[row] ?? 0) > (trace.durationNs[edge.row] ?? 0)) edge.row = row;
  }
  const aside = besideThePath(graph?.nodes ?? [], [...traffic.values()], nodes, edges);
  return { nodes: [...nodes.values(), ...aside.nodes], edges: [...edges.values(), ...aside.edges] };
}

/** Traffic at the nodes of the path that the trace had no part in. */
function besideThePath(
  all: readonly GraphNode[],
  traffic: readonly GraphEdge[],
  path: ReadonlyMap<string, PathNode>,
  taken: ReadonlyMap<string, unknown>,
): { readonly nodes: readonly PathNode[]; readonly edges: readonly PathEdge[] } {
  const edges = traffic.filter(
    ({ source, target }) =>
      source !== target && (path.has(source) || path.has(target)) && !taken.has(pairKey(source, target)),
  );
  const ends = new Set(edges.flatMap(({ source, target }) => [source, target]));
  const nodes = all.filter(({ id }) => ends.has(id) && !path.has(id));
  return {
    nodes: nodes.map((node) => ({ ...fromGraph(node), isOnPath: false })),
    edges: edges.map((edge) => ({
      from: edge.source,
      to: edge.target,
      calls: 0,
      failed: 0,
      totalNs: 0,
      row: -1,
      traffic: edge,
    })),
  };
}

type Finder = (peer: Peer | null, call: SpanCall | null) => PathNode | null;

/** By workload, else by app and version; a call that nobody answered ends at its host. */
function nodeFinder(nodes: readonly GraphNode[]): Finder {
  const byWorkload = new Map<string, GraphNode>();
  const byApp = new Map<string, GraphNode>();
  const byHost = new Map<string, GraphNode>();
  for (const node of nodes) {
    if (node.workload !== null) byWorkload.set(`${node.namespace}/${node.workload}`, node);
    else if (node.host !== null) byHost.set(node.host, node);
    if (node.app !== null) byApp.set(`${node.namespace}/${node.app}/${node.version ?? ''}`, node);
  }
  return (peer, call) => {
    if (peer !== null) {
      const app = `${peer.namespace}/${peer.app}/${peer.version ?? ''}`;
      const node = byWorkload.get(`${peer.namespace}/${peer.workload}`) ?? byApp.get(app);
      if (node !== undefined) return fromGraph(node);
      const name = peer.workload ?? peer.app;
      return name === null ? null : unseen(name, peer.namespace);
    }
    const called = call?.called ?? null;
    if (called === null) return null;
    const node = called.host === null ? undefined : byHost.get(called.host);
    if (node !== undefined) return fromGraph(node);
    return called.name === null ? null : unseen(called.name, called.namespace);
  };
}

function fromGraph(node: GraphNode): PathNode {
  return { key: node.id, name: node.workload ?? node.name, namespace: node.namespace, node, isOnPath: true };
}

function unseen(name: string, namespace: string | null): PathNode {
  return { key: `trace/${namespace ?? '-'}/${name}`, name, namespace, node: null, isOnPath: true };
}

function pairKey(from: string, to: string): string {
  return `${from}>${to}`;
}

/** The namespaces that a trace runs through; null = none is told. */
export function namespacesOf(calls: readonly SpanCall[]): readonly string[] | null {
  const names = new Set(
    calls.flatMap(({ source, called, target }) =>
      [source?.namespace, called?.namespace, target?.namespace].filter((name) => name != null),
    ),
  );
  return names.size === 0 ? null : [...names].sort();
}
