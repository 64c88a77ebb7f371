/** The graph that tells the figures of rows: one for workloads and services, one for applications and namespaces. */
import type { GraphAnswer } from '@/lib/graph/contract';
import { type GraphPorts, loadGraph } from '@/lib/graph/load';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { InventoryKind } from './vocabulary';

export type RowsGraphType = 'app' | 'workload';

/** The graph of the type, from wherever it is kept. */
export type RowsGraphOf = (type: RowsGraphType) => Promise<GraphAnswer>;

export function rowsGraphType(kind: InventoryKind): RowsGraphType {
  return kind === 'namespaces' || kind === 'applications' ? 'app' : 'workload';
}

/** `about`: see `aboutNamespace`. */
export function loadRowsGraph(
  ports: GraphPorts,
  { type, window, about }: { type: RowsGraphType; window: TimeWindow; about?: string | undefined },
  signal?: AbortSignal,
): Promise<GraphAnswer> {
  return loadGraph(
    aboutNamespace(ports, about),
    { ...PLAIN_OPTIONS, type, serviceNodes: 'all', idleNodes: true, mtls: true, messages: true, window },
    signal,
  );
}

/**
 * Ports of which only what touches one namespace is asked: its nodes and edges are whole, and what the rest of the mesh
 * does among itself is left out. A page of one workload needs no more. undefined = all of the mesh.
 */
export function aboutNamespace(ports: GraphPorts, namespace: string | undefined): GraphPorts {
  if (namespace === undefined) return ports;
  const { traffic } = ports;
  return { ...ports, traffic: { ...traffic, settle: (window) => traffic.settle(window, namespace) } };
}
