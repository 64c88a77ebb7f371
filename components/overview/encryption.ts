/** How much of the traffic is under mutual TLS: by requests, by calls, and which calls are not. */
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';

export interface PlainCalls {
  edgeId: string;
  from: string;
  to: string;
  namespace: string | null;
  /** Requests per second without mutual TLS. */
  plainPerSecond: number;
}

/** Calls (edges with requests) by how they arrive. */
export interface CallCounts {
  encrypted: number;
  plain: number;
  /** Their server's view is missing. */
  untold: number;
}

/** The share of requests under mutual TLS, each edge by its rate; edges whose server's view is missing do not count. */
export function mtlsShareOf(edges: readonly GraphEdge[]): number | null {
  let total = 0;
  let encrypted = 0;
  for (const edge of edges) {
    const rate = edge.requests?.requestsPerSecond ?? 0;
    if (edge.mtls === null || rate <= 0) continue;
    total += rate;
    encrypted += rate * edge.mtls.share;
  }
  return total === 0 ? null : encrypted / total;
}

/** How many calls arrive encrypted. */
export function countCalls(edges: readonly GraphEdge[]): CallCounts {
  const calls = { encrypted: 0, plain: 0, untold: 0 };
  for (const { requests, mtls } of edges) {
    if ((requests?.requestsPerSecond ?? 0) <= 0) continue;
    if (mtls === null) calls.untold += 1;
    else if (mtls.share >= 1) calls.encrypted += 1;
    else calls.plain += 1;
  }
  return calls;
}

/** The calls without mutual TLS, most requests first. */
export function plainCalls(edges: readonly GraphEdge[], names: ReadonlyMap<string, GraphNode>): PlainCalls[] {
  const calls = edges.flatMap((edge): PlainCalls[] => {
    const rate = edge.requests?.requestsPerSecond ?? 0;
    if (edge.mtls === null || edge.mtls.share >= 1 || rate <= 0) return [];
    const target = names.get(edge.target);
    return [
      {
        edgeId: edge.id,
        from: names.get(edge.source)?.name ?? 'unknown',
        to: target?.name ?? 'unknown',
        namespace: target?.namespace ?? null,
        plainPerSecond: rate * (1 - edge.mtls.share),
      },
    ];
  });
  return calls.sort((a, b) => b.plainPerSecond - a.plainPerSecond);
}
