/** The namespaces that a selector can offer: those with traffic. Asks nothing that the graph has not asked. */
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { NamespacesAnswer } from './contract';
import { type GraphPorts, loadGraph } from './load';

export async function loadNamespaces(
  ports: GraphPorts,
  window: TimeWindow,
  signal?: AbortSignal,
): Promise<NamespacesAnswer> {
  const { namespaces, warnings } = await loadGraph(
    ports,
    {
      window,
      namespaces: null,
      type: 'service',
      serviceNodes: 'none',
      boxApps: false,
      idle: false,
      latency: [],
      throughput: false,
      mtls: false,
    },
    signal,
  );
  return { namespaces, warnings };
}
