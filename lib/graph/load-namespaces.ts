/** The namespaces that a selector can offer: those with traffic. Asks nothing that the graph has not asked. */
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { NamespacesAnswer } from './contract';
import { type GraphPorts, loadGraph } from './load';

export async function loadNamespaces(
  ports: GraphPorts,
  window: TimeWindow,
  signal?: AbortSignal,
): Promise<NamespacesAnswer> {
  const { namespaces, warnings } = await loadGraph(
    { traffic: ports.traffic },
    { ...PLAIN_OPTIONS, window, type: 'service' },
    signal,
  );
  return { namespaces, warnings };
}
