/** From the graph of a window to who called which workload under which identity. */
import type { ObservedWorkload } from '@/lib/config/assistants/mesh/observed-authorization';
import type { GraphAnswer, GraphEdge, GraphNode } from '@/lib/graph/contract';

type Caller = ObservedWorkload['callers'][number];

/** Workloads of the namespace that were called, with their callers, busiest first; nothing is chosen yet. */
export function observedWorkloads(answer: GraphAnswer, namespace: string): ObservedWorkload[] {
  const nodes = new Map(answer.nodes.map((node) => [node.id, node]));
  const found = new Map<string, Map<string, Caller>>();
  for (const edge of answer.edges) {
    const target = nodes.get(edge.target);
    const source = nodes.get(edge.source);
    if (target?.workload == null || target.namespace !== namespace || source === undefined) continue;
    const callers = found.get(target.workload) ?? new Map<string, Caller>();
    found.set(target.workload, callers);
    for (const caller of callersOf(edge, source)) {
      const key = `${caller.principal} ${caller.workload}`;
      const known = callers.get(key);
      callers.set(key, { ...caller, rate: caller.rate + (known?.rate ?? 0) });
    }
  }
  return [...found]
    .map(([name, callers]) => ({
      name,
      isChosen: false,
      isLimited: false,
      callers: [...callers.values()].sort((a, b) => b.rate - a.rate),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Without a principal the caller was not authenticated; where only a part was, it stands twice. */
function callersOf(edge: GraphEdge, source: GraphNode): readonly Caller[] {
  const total = edge.requests?.requestsPerSecond ?? edge.tcp?.connectionsOpenedPerSecond ?? 0;
  const workload = source.namespace === null ? source.name : `${source.name} of ${source.namespace}`;
  const principals = edge.mtls?.sourcePrincipals ?? [];
  const share = principals.length === 0 ? 0 : (edge.mtls?.share ?? 0);
  const known = principals.map((principal) => ({
    principal: principal.replace(/^spiffe:\/\//, ''),
    workload,
    rate: (total * share) / principals.length,
    requests: [],
    isAllowed: true,
  }));
  const plain = { principal: '', workload, rate: total * (1 - share), requests: [], isAllowed: false };
  return share < 0.999 ? [...known, plain] : known;
}
