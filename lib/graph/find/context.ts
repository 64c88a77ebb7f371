/** What expressions look up in an answer, worked out once for all of them and only as far as it is asked for. */
import type { Comparison } from '@/lib/graph/compare/change';
import type { GraphAnswer, GraphEdge } from '@/lib/graph/contract';
import { SLOW_FROM_MS } from '@/lib/graph/view/view-graph';
import type { FindContext } from './language';

export function findContext(
  answer: GraphAnswer,
  comparison: Pick<Comparison, 'nodes' | 'edges'> | null = null,
  slowFromMs = SLOW_FROM_MS,
): FindContext {
  const nodes = new Map(answer.nodes.map((node) => [node.id, node]));
  let rates: ReadonlyMap<string, number> | null = null;
  return {
    answer,
    slowFromMs,
    node: (id) => nodes.get(id),
    rate: (node, side, protocol) => {
      rates ??= ratesOf(answer.edges);
      return rates.get(rateKey(node, side, protocol)) ?? null;
    },
    compared: comparison !== null,
    change: (target, id) => (target === 'node' ? comparison?.nodes : comparison?.edges)?.get(id),
  };
}

function rateKey(node: string, side: 'in' | 'out', protocol: GraphEdge['protocol']): string {
  return `${side} ${protocol} ${node}`;
}

/** Requests per second by http and grpc, bytes per second both ways by tcp. */
function ratesOf(edges: readonly GraphEdge[]): Map<string, number> {
  const rates = new Map<string, number>();
  const add = (key: string, rate: number) => rates.set(key, (rates.get(key) ?? 0) + rate);
  for (const { source, target, protocol, requests, tcp } of edges) {
    const rate =
      requests?.requestsPerSecond ?? (tcp === null ? 0 : tcp.sentBytesPerSecond + tcp.receivedBytesPerSecond);
    add(rateKey(source, 'out', protocol), rate);
    add(rateKey(target, 'in', protocol), rate);
  }
  return rates;
}
