/** Addresses of the inventory's pages. */
import type { Route } from 'next';
import type { GraphNode } from '@/lib/graph/contract';
import type { InventoryKind } from '@/lib/insight/inventory/vocabulary';

export interface InventoryPlace {
  /** Left out or null = whichever. */
  readonly cluster?: string | null | undefined;
  readonly namespace: string | null;
  readonly name: string;
}

/** `_` stands for no namespace, as in the addresses of configuration. */
export function inventoryHref(kind: InventoryKind, { cluster, namespace, name }: InventoryPlace): Route {
  const query = cluster === undefined || cluster === null ? '' : `?cluster=${encodeURIComponent(cluster)}`;
  if (kind === 'namespaces') return `/namespaces/${encodeURIComponent(name)}` as Route;
  return `/${kind}/${encodeURIComponent(namespace ?? '_')}/${encodeURIComponent(name)}${query}` as Route;
}

/**
 * The page about a node of the graph; null for what has none: unknown callers, passthrough, operations. `clusters` are
 * those that are followed: where there are several, the page is told which of them is meant.
 */
export function nodePageHref(
  node: Pick<GraphNode, 'kind' | 'namespace' | 'name' | 'workload' | 'app'> &
    Partial<Pick<GraphNode, 'cluster'>>,
  clusters: readonly string[] = [],
): Route | null {
  const { kind, namespace, name, workload, app } = node;
  const cluster = clusters.find((one) => one === node.cluster) ?? null;
  if (kind === 'service' || kind === 'external')
    return inventoryHref('services', { cluster, namespace, name });
  if (kind === 'operation' || kind === 'passthrough' || kind === 'blackhole' || kind === 'unknown')
    return null;
  if (namespace === null) return null;
  if (workload !== null) return inventoryHref('workloads', { cluster, namespace, name: workload });
  return inventoryHref('applications', { cluster, namespace, name: app ?? name });
}
