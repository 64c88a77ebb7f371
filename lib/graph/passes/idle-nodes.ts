/** Services and workloads of the inventory that have no traffic at all, as nodes beside those that have. */
import type { GraphNode, GraphRequest } from '@/lib/graph/contract';
import { type NodeIdentity, nodeId, type ServiceRole } from '@/lib/graph/identity';
import type { MeshFacts, WorkloadFact } from '@/lib/graph/mesh-facts';
import type { Flow } from '@/lib/graph/traffic';

/** In the order of their ids, with no facts yet: `attachFacts` gives them like any other node. */
export function withIdleNodes(
  nodes: readonly GraphNode[],
  request: Pick<GraphRequest, 'idleNodes' | 'namespaces' | 'type' | 'serviceNodes' | 'waypoints'>,
  facts: MeshFacts | null,
  flows: readonly Flow[],
): GraphNode[] {
  if (facts === null || !request.idleNodes) return [...nodes];
  const chosen = request.namespaces === null ? null : new Set(request.namespaces);
  const clusterOf = clusterFinder(flows);
  const found = new Map(nodes.map((node) => [node.id, node]));
  const seen = new Set(nodes.map(({ id }) => anywhere(id)));
  for (const drawn of drawnIdentities(facts, request)) {
    if (chosen !== null && !chosen.has(drawn.namespace)) continue;
    const node = idleNode(drawn, drawn.cluster ?? clusterOf(drawn.namespace));
    // What a store without clusters knows is the same thing in each of them.
    const isThere = drawn.cluster === null ? seen.has(anywhere(node.id)) : found.has(node.id);
    if (!isThere) found.set(node.id, node);
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

interface Drawn {
  readonly kind: 'workload' | 'app' | 'versionedApp' | 'service' | 'serviceEntry';
  readonly cluster: string | null;
  readonly namespace: string;
  readonly name: string;
  readonly app: string | null;
  readonly version: string | null;
  readonly workload: string | null;
  readonly host: string | null;
  readonly role?: ServiceRole | undefined;
}

function* drawnIdentities(
  facts: MeshFacts,
  { type, serviceNodes, waypoints }: Pick<GraphRequest, 'type' | 'serviceNodes' | 'waypoints'>,
): Generator<Drawn> {
  if (type !== 'service') {
    for (const workload of facts.workloads) {
      // A waypoint that is folded into edges is no node, busy or not.
      if (workload.facts.gateway?.kind === 'waypoint' && waypoints === 'edges') continue;
      yield drawnWorkload(workload, type);
    }
  }
  const all = type === 'service' || serviceNodes === 'all';
  const role: ServiceRole | undefined = type === 'service' ? 'caller' : undefined;
  for (const { cluster, namespace, name, host, app, workloads } of facts.services) {
    // Where workloads stand for their services, only a service without any has nobody to stand for it.
    if (!all && (serviceNodes === 'none' || workloads.length > 0)) continue;
    yield { kind: 'service', cluster, namespace, name, app, version: null, workload: null, host, role };
  }
  if (!all && serviceNodes === 'none') return;
  for (const { cluster, namespace, name, hosts, workloads } of facts.serviceEntries) {
    if (!all && workloads.length > 0) continue;
    const [host = null] = hosts;
    const rest = { cluster, namespace, app: null, version: null, workload: null, role };
    if (hosts.length > 1) yield { ...rest, kind: 'serviceEntry', name, host: null };
    else if (host !== null) yield { ...rest, kind: 'service', name: host, host };
  }
}

function drawnWorkload(workload: WorkloadFact, type: 'versionedApp' | 'app' | 'workload'): Drawn {
  const { cluster, namespace, app, version, name } = workload;
  return {
    kind: type,
    cluster,
    namespace,
    name: type === 'workload' ? name : app,
    app,
    version: type === 'app' ? null : version,
    workload: type === 'workload' ? name : null,
    host: null,
  };
}

function idleNode(drawn: Drawn, cluster: string | null): GraphNode {
  const { kind, namespace, name, app, version, workload, host } = drawn;
  return {
    id: nodeId(identityOf(drawn, cluster)),
    kind: kind === 'versionedApp' ? 'app' : kind === 'serviceEntry' ? 'external' : kind,
    cluster,
    namespace,
    name,
    app,
    version,
    workload,
    host,
    operation: null,
    facts: null,
    outside: false,
    root: false,
    rank: 1,
    boxes: [],
    health: { kind: 'idle' },
    incoming: null,
    outgoing: null,
    incomingTcp: null,
    outgoingTcp: null,
    incomingMessages: null,
    outgoingMessages: null,
  };
}

function identityOf({ kind, namespace, name, version, role }: Drawn, cluster: string | null): NodeIdentity {
  switch (kind) {
    case 'versionedApp':
      return { kind, cluster, namespace, name, version };
    case 'workload':
    case 'app':
      return { kind, cluster, namespace, name };
    case 'service':
    case 'serviceEntry':
      return { kind, cluster, namespace, name, ...(role !== undefined && { role }) };
  }
  return kind satisfies never;
}

/** An id without its cluster. */
function anywhere(id: string): string {
  const [prefix, , ...rest] = id.split('/');
  return [prefix, ...rest].join('/');
}

/**
 * The cluster under which traffic knows a namespace, so that a node keeps its id when its first request arrives: the
 * one that most of its flows are in, else most of the mesh's. null = none was seen.
 */
function clusterFinder(flows: readonly Flow[]): (namespace: string) => string | null {
  const byNamespace = new Map<string, Map<string, number>>();
  const all = new Map<string, number>();
  for (const { source, destination } of flows) {
    for (const { cluster, namespace } of [source, destination]) {
      if (cluster === null) continue;
      all.set(cluster, (all.get(cluster) ?? 0) + 1);
      if (namespace === null) continue;
      const known = byNamespace.get(namespace) ?? new Map<string, number>();
      byNamespace.set(namespace, known.set(cluster, (known.get(cluster) ?? 0) + 1));
    }
  }
  return (namespace) => mostSeen(byNamespace.get(namespace)) ?? mostSeen(all);
}

function mostSeen(counts: ReadonlyMap<string, number> | undefined): string | null {
  const sorted = [...(counts ?? [])].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
  return sorted[0]?.[0] ?? null;
}
