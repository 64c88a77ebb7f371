/**
 * Links to one thing on the graph. Ids belong to a graph of a certain type, so a link opens the graph that the id was
 * read from, and the namespaces that it is in: a first visit shows only the busiest.
 */
import type { GraphNode } from '@/lib/graph/contract';
import type { GraphType, ServiceNodes } from '@/lib/graph/vocabulary';

/** The graph that ids were read from. */
export interface DrawnFrom {
  readonly type: GraphType;
  readonly services?: ServiceNodes;
}

export function nodeHref(node: Pick<GraphNode, 'id' | 'namespace'>, from: DrawnFrom): string {
  return graphHref(from, { ...within(node.namespace), node: node.id });
}

/** `namespace`: of either end; null where neither has one. `more`: further parameters of the page. */
export function edgeHref(
  edge: { readonly edgeId: string; readonly namespace: string | null },
  from: DrawnFrom,
  more: Readonly<Record<string, string>> = {},
): string {
  return graphHref(from, { ...within(edge.namespace), edge: edge.edgeId, ...more });
}

/** What an expression of the find language finds in all that the reader has chosen, however much that is. */
export function foundHref(
  expression: string,
  from: DrawnFrom,
  more: Readonly<Record<string, string>> = {},
): string {
  return graphHref(from, { everything: 'true', find: expression, ...more });
}

function within(namespace: string | null): Readonly<Record<string, string>> {
  return namespace === null ? { everything: 'true' } : { namespaces: namespace };
}

function graphHref(from: DrawnFrom, parameters: Readonly<Record<string, string>>): string {
  return `/graph?${new URLSearchParams({ ...from, ...parameters })}`;
}
