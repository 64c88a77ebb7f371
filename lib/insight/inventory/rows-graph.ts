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

export function loadRowsGraph(
  ports: GraphPorts,
  type: RowsGraphType,
  window: TimeWindow,
  signal?: AbortSignal,
): Promise<GraphAnswer> {
  return loadGraph(
    ports,
    { ...PLAIN_OPTIONS, type, serviceNodes: 'all', idleNodes: true, mtls: true, messages: true, window },
    signal,
  );
}
