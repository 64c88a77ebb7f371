/** The clusters that traffic of the window names, on either end. */
import type { QueryPort } from '@/lib/dashboards/query/port';
import { Fault } from '@/lib/mesh/fault';
import type { TimeWindow } from '@/lib/mesh/time-window';

const TRAFFIC = ['istio_requests_total', 'istio_tcp_sent_bytes_total'];

/** Sorted; null where metrics do not tell. */
export async function loadClusters(
  queries: Pick<QueryPort, 'labelValues'>,
  window: TimeWindow,
  signal?: AbortSignal,
): Promise<string[] | null> {
  try {
    const ends = await Promise.all(
      ['source_cluster', 'destination_cluster'].map((label) =>
        queries.labelValues(label, { match: TRAFFIC, ...window, signal }),
      ),
    );
    return [...new Set(ends.flat())].filter((name) => name !== '' && name !== 'unknown').sort();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return null;
  }
}
