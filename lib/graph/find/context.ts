/** What expressions look up in an answer, worked out once for all of them and only as far as it is asked for. */
import type { Comparison } from '@/lib/graph/compare/change';
import type { GraphAnswer, GraphEdge } from '@/lib/graph/contract';
import { SLOW_FROM_MS } from '@/lib/graph/view/view-graph';
import type { FindContext, FoundAlerts } from './language';

/** What is looked at beside the answer. */
export interface FindSurroundings {
  readonly comparison?: Pick<Comparison, 'nodes' | 'edges'> | null;
  /** p95 in milliseconds. */
  readonly slowFromMs?: number;
  readonly alerts?: FoundAlerts;
}

const NO_ALERTS: FoundAlerts = { nodes: new Map(), edges: new Map() };

export function findContext(
  answer: GraphAnswer,
  { comparison = null, slowFromMs = SLOW_FROM_MS, alerts = NO_ALERTS }: FindSurroundings = {},
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
    alerts: (target, id) => (target === 'node' ? alerts.nodes : alerts.edges).get(id) ?? [],
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
