/** The search for the traces of a node of the graph. */
import type { GraphNode } from '@/lib/graph/contract';

/** Istio names services in traces `<app>.<namespace>`; `failed` asks for traces that carry an error. */
export function tracesHref(
  node: Pick<GraphNode, 'app' | 'name' | 'namespace'>,
  options: { failed?: boolean } = {},
): string {
  const app = node.app ?? node.name;
  const params = new URLSearchParams({ service: node.namespace === null ? app : `${app}.${node.namespace}` });
  if (options.failed === true) params.set('errors', 'true');
  return `/traces?${params}`;
}
