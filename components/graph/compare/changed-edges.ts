/** Changed edges as the timeline needs them: which services they call, and whose versions stand at their ends. Pure. */
import { calledService } from '@/components/graph/panel/hosts';
import type { Comparison } from '@/lib/graph/compare/change';
import { rankedChanges } from '@/lib/graph/compare/compare';
import type { GraphAnswer, GraphNode } from '@/lib/graph/contract';
import type { ChangedEdge } from '@/lib/insight/timeline/likely-cause';

/** Most telling first. Codes and hosts of an edge that is gone are those that it had. */
export function changedEdges(
  comparison: Comparison,
  both: GraphAnswer,
  before: GraphAnswer | null,
): ChangedEdge[] {
  const nodes = new Map(both.nodes.map((node) => [node.id, node]));
  const edges = new Map(both.edges.map((edge) => [edge.id, edge]));
  const old = new Map((before?.edges ?? []).map((edge) => [edge.id, edge]));
  return rankedChanges(comparison).flatMap(({ id, kinds: [kind] }) => {
    const edge = edges.get(id) ?? old.get(id);
    const source = edge && nodes.get(edge.source);
    const target = edge && nodes.get(edge.target);
    if (edge === undefined || source === undefined || target === undefined) return [];
    const codes = edge.requests?.codes ?? old.get(id)?.requests?.codes ?? [];
    const called = calledService(target, codes);
    return [
      {
        id,
        source: edge.source,
        target: edge.target,
        kind,
        services: [
          ...new Set([
            ...(called === null ? [] : [`${called.namespace}/${called.name}`]),
            ...servicesOf(target),
          ]),
        ],
        apps: [...new Set([...appOf(source), ...appOf(target)])],
      },
    ];
  });
}

function servicesOf(node: GraphNode): string[] {
  if (node.namespace === null) return [];
  return [...new Set([node.app ?? node.name, node.name])].map((name) => `${node.namespace}/${name}`);
}

function appOf({ namespace, app, name }: GraphNode): string[] {
  return [`${namespace ?? ''}/${app ?? name}`];
}
