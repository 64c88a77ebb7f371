/**
 * Puts what configuration and inventory know onto the nodes of the traffic: labels, replicas, signs of rules, gateways,
 * ServiceEntries. A service that has no node of its own shows its rules on the node that its calls lead to.
 */
import type { GraphNode } from '@/lib/graph/contract';
import type { EdgeShape } from '@/lib/graph/draft';
import { parseNodeId } from '@/lib/graph/identity';
import type { ServiceEntryFact, ServiceFact, WorkloadFact } from '@/lib/graph/mesh-facts';
import type { NodeFacts } from '@/lib/graph/node-facts';
import { nodeBadges } from '@/lib/graph/vocabulary';
import type { FactsIndex } from './facts-index';

/** Nodes about which nothing is known stay as they are, with `facts` null. */
export function attachFacts(
  nodes: readonly GraphNode[],
  edges: readonly EdgeShape[],
  index: FactsIndex | null,
): GraphNode[] {
  if (index === null) return [...nodes];
  const drawn = drawnServices(nodes);
  const undrawn = servicesByWorkload(index.facts.services, drawn);
  const entries = entriesOfNodes(edges, index);
  return nodes.map((node) => {
    const identity = parseNodeId(node.id);
    if (identity === null) return node;
    const workloads = index.workloadsOf(identity);
    if (workloads.length > 0) return withWorkloads(node, workloads, undrawn);
    if (identity.kind === 'serviceEntry') return withEntry(node, index.entryByName(identity));
    if (identity.kind !== 'service') return node;
    const service = index.serviceOf(identity);
    const known = service === null ? node : withService(node, service);
    // What nobody calls is seen as its own namespace sees it.
    const own = () => index.entryOf({ ...identity, host: node.host }, identity.namespace);
    return withEntry(known, entries.get(node.id) ?? own());
  });
}

function serviceKey(namespace: string | null, name: string | null): string {
  return `${namespace}\u0000${name}`;
}

function drawnServices(nodes: readonly GraphNode[]): ReadonlySet<string> {
  const drawn = new Set<string>();
  for (const { id, namespace, name } of nodes)
    if (id.startsWith('svc/')) drawn.add(serviceKey(namespace, name));
  return drawn;
}

function servicesByWorkload(
  services: readonly ServiceFact[],
  drawn: ReadonlySet<string>,
): ReadonlyMap<string, readonly ServiceFact[]> {
  const found = new Map<string, ServiceFact[]>();
  for (const service of services) {
    if (drawn.has(serviceKey(service.namespace, service.name))) continue;
    for (const workload of service.workloads) {
      const key = serviceKey(service.namespace, workload);
      found.set(key, [...(found.get(key) ?? []), service]);
    }
  }
  return found;
}

/** The entry of each service node, as the first of its callers in order sees it. */
function entriesOfNodes(
  edges: readonly EdgeShape[],
  index: FactsIndex,
): ReadonlyMap<string, ServiceEntryFact> {
  const found = new Map<string, ServiceEntryFact>();
  if (index.facts.serviceEntries.length === 0) return found;
  for (const { hop, allFlows } of edges) {
    if (hop.target.kind !== 'service' || found.has(hop.targetId)) continue;
    for (const { service, source } of allFlows) {
      const entry = index.entryOf(service, source.namespace);
      if (entry === null) continue;
      found.set(hop.targetId, entry);
      break;
    }
  }
  return found;
}

function withWorkloads(
  node: GraphNode,
  workloads: readonly WorkloadFact[],
  services: ReadonlyMap<string, readonly ServiceFact[]>,
): GraphNode {
  const behind = new Set(
    workloads.flatMap(({ namespace, name }) => services.get(serviceKey(namespace, name)) ?? []),
  );
  const own = workloads.map(({ facts }) => facts);
  const facts = joinedFacts(
    own,
    [...behind].map((service) => service.facts),
  );
  const [only] = workloads;
  return {
    ...node,
    kind: kindOf(node, facts),
    // The same workload in several clusters has one name.
    workload:
      node.workload ?? (new Set(workloads.map(({ name }) => name)).size === 1 ? (only?.name ?? null) : null),
    facts,
  };
}

function kindOf({ kind }: GraphNode, { gateway }: NodeFacts): GraphNode['kind'] {
  if (kind !== 'workload' && kind !== 'app') return kind;
  if (gateway === null) return kind;
  return gateway.kind === 'waypoint' ? 'waypoint' : 'gateway';
}

/** What several workloads have in common, and what any of them has; `rules` are facts of services that lead to them. */
function joinedFacts(own: readonly NodeFacts[], rules: readonly NodeFacts[]): NodeFacts {
  const [first] = own;
  if (first === undefined) throw new Error('Facts of nothing cannot be joined.');
  if (own.length === 1 && rules.length === 0) return first;
  const all = [...own, ...rules];
  return {
    labels: own.length === 1 ? first.labels : commonLabels(own.map(({ labels }) => labels)),
    replicas: own.length === 1 ? first.replicas : summedReplicas(own),
    outOfMesh: anyTrue(own.map(({ outOfMesh }) => outOfMesh)),
    ambient: anyTrue(own.map(({ ambient }) => ambient)),
    dead: own.every(({ dead }) => dead),
    badges: nodeBadges.filter((badge) => all.some(({ badges }) => badges.includes(badge))),
    ruledBy: distinctRules(all.flatMap(({ ruledBy }) => ruledBy)),
    gateway: own.find(({ gateway }) => gateway !== null)?.gateway ?? null,
    serviceEntry: null,
    workloadEntries: [...new Set(own.flatMap(({ workloadEntries }) => workloadEntries))].sort(),
  };
}

function commonLabels(all: readonly NodeFacts['labels'][]): NodeFacts['labels'] {
  const [first = {}, ...rest] = all;
  return Object.fromEntries(
    Object.entries(first).filter(([name, value]) => rest.every((labels) => labels[name] === value)),
  );
}

function summedReplicas(own: readonly NodeFacts[]): NodeFacts['replicas'] {
  let desired = 0;
  let ready: number | null = 0;
  for (const { replicas } of own) {
    if (replicas === null) return null;
    desired += replicas.desired;
    ready = ready === null || replicas.ready === null ? null : ready + replicas.ready;
  }
  return { desired, ready };
}

/** null only where none of them is known. */
function anyTrue(values: readonly (boolean | null)[]): boolean | null {
  if (values.includes(true)) return true;
  return values.includes(false) ? false : null;
}

function distinctRules(rules: NodeFacts['ruledBy']): NodeFacts['ruledBy'] {
  const byName = new Map(rules.map((rule) => [`${rule.kind} ${rule.namespace}/${rule.name}`, rule]));
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
}

function withService(node: GraphNode, service: ServiceFact): GraphNode {
  return {
    ...node,
    kind: node.kind === 'external' ? 'service' : node.kind,
    app: node.app ?? service.app,
    host: node.host ?? service.host,
    facts: service.facts,
  };
}

/** A host may be a Service and an entry at once; then both have something to say. */
function withEntry(node: GraphNode, entry: ServiceEntryFact | null): GraphNode {
  if (entry === null) return node;
  const known = node.facts;
  const facts: NodeFacts =
    known === null
      ? entry.facts
      : {
          ...known,
          badges: nodeBadges.filter((one) => known.badges.includes(one) || entry.facts.badges.includes(one)),
          ruledBy: distinctRules([...known.ruledBy, ...entry.facts.ruledBy]),
          serviceEntry: entry.facts.serviceEntry,
          workloadEntries: [...new Set([...known.workloadEntries, ...entry.facts.workloadEntries])].sort(),
        };
  return { ...node, kind: entry.location === 'MESH_EXTERNAL' ? 'external' : 'service', facts };
}
