/** What charts and details of a node or an edge are asked for: the one place where the browser puts it together. */
import type { GraphEdge, GraphNode } from './contract';

export type NodeSubject = {
  readonly node: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly app?: string;
};

export type EdgeSubject = Readonly<Pick<GraphEdge, 'source' | 'target' | 'protocol'>> & {
  readonly app?: string;
};

export function subjectOfNode(
  node: Pick<GraphNode, 'id' | 'kind' | 'app'>,
  direction: 'incoming' | 'outgoing',
): NodeSubject {
  return { node: node.id, direction, ...appBehind(node) };
}

/** `source` is the node that the edge begins at. */
export function subjectOfEdge(
  { source, target, protocol }: Pick<GraphEdge, 'source' | 'target' | 'protocol'>,
  from: Pick<GraphNode, 'kind' | 'app'>,
): EdgeSubject {
  return { source, target, protocol, ...appBehind(from) };
}

/** Of a service that stands for its caller too; workloads and apps have it in their ids. */
function appBehind({ kind, app }: Pick<GraphNode, 'kind' | 'app'>): { readonly app?: string } {
  const isCalled = kind === 'service' || kind === 'external';
  return isCalled && app !== null ? { app } : {};
}
