/**
 * Keeps a graph to a size that can be sent and drawn: of more edges than that, those with least traffic are left out.
 * Requests and bytes cannot be compared, so of either kind the same share is kept.
 */
import type { DraftEdge } from '@/lib/graph/draft';
import type { Warning } from '@/lib/mesh/fault';

/** Some 15 MB of JSON; a mesh of 5,000 services with 15,000 calls between them is shown whole. */
export const MOST_EDGES = 20_000;

export interface Largest {
  /** In the order they came in. */
  readonly edges: readonly DraftEdge[];
  /** null = all were kept. */
  readonly warning: Warning | null;
}

export function largestEdges(edges: readonly DraftEdge[], most = MOST_EDGES): Largest {
  if (edges.length <= most) return { edges, warning: null };
  const bytes = edges.filter(({ protocol }) => protocol === 'tcp');
  const requests = edges.filter(({ protocol }) => protocol !== 'tcp');
  const mostBytes = Math.floor((most * bytes.length) / edges.length);
  const kept = new Set([...busiest(bytes, mostBytes), ...busiest(requests, most - mostBytes)]);
  return {
    edges: edges.filter((edge) => kept.has(edge)),
    warning: {
      source: 'prometheus',
      code: 'partial',
      message: `The graph has ${counted(edges.length)} edges; the ${counted(edges.length - most)} with least traffic are left out, totals count them. Choose namespaces, or draw apps or services, to see all.`,
    },
  };
}

function busiest(edges: readonly DraftEdge[], most: number): readonly DraftEdge[] {
  const amounts = new Map(edges.map((edge) => [edge, amountOf(edge)]));
  // Sorting is stable, so that equal ones stay in the order of their names.
  return [...edges].sort((a, b) => (amounts.get(b) ?? 0) - (amounts.get(a) ?? 0)).slice(0, most);
}

/** Streams that have not ended count by their messages. */
function amountOf({ requests, messages, tcp }: DraftEdge): number {
  const bytes = tcp?.traffic();
  if (bytes !== undefined) {
    return bytes.sentBytesPerSecond + bytes.receivedBytesPerSecond + bytes.connectionsOpenedPerSecond;
  }
  const streamed = messages?.traffic();
  const perSecond = requests?.traffic().requestsPerSecond ?? 0;
  return perSecond > 0 ? perSecond : (streamed?.sentPerSecond ?? 0) + (streamed?.receivedPerSecond ?? 0);
}

function counted(count: number): string {
  return count.toLocaleString('en-GB');
}
