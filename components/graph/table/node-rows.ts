/** The table's cells of a node or a folded box: what arrives at it and what it sends. Pure. */

import { alertWords } from '@/components/graph/alerts/mark-alerts';
import { badgeName } from '@/components/graph/cards/node-badges';
import type { CardModel } from '@/components/graph/elements';
import type { RequestTraffic } from '@/lib/metrics/traffic';
import { SEVERITY } from './row-order';

export const nodeColumns = [
  'name',
  'namespace',
  'kind',
  'health',
  'rateIn',
  'errorsIn',
  'rateOut',
  'errorsOut',
  'tcpIn',
  'tcpOut',
  'rank',
  'signs',
] as const;
export type NodeColumn = (typeof nodeColumns)[number];

/** A number, a word, or null where there is nothing. */
export function nodeValue(card: CardModel, column: NodeColumn): number | string | null {
  const { incoming, outgoing, incomingTcp, outgoingTcp, namespace } = card.node ?? card.stack;
  switch (column) {
    case 'name':
      return card.name;
    case 'namespace':
      return namespace ?? '';
    case 'kind':
      return card.stack === null ? card.kind : `folded ${card.stack.kind}`;
    case 'health':
      return SEVERITY[card.health];
    case 'rateIn':
      return incoming?.requestsPerSecond ?? null;
    case 'rateOut':
      return outgoing?.requestsPerSecond ?? null;
    case 'errorsIn':
      return errorShare(incoming);
    case 'errorsOut':
      return errorShare(outgoing);
    case 'tcpIn':
      return incomingTcp === null
        ? null
        : incomingTcp.sentBytesPerSecond + incomingTcp.receivedBytesPerSecond;
    case 'tcpOut':
      return outgoingTcp === null
        ? null
        : outgoingTcp.sentBytesPerSecond + outgoingTcp.receivedBytesPerSecond;
    case 'rank':
      return card.node?.rank ?? null;
    case 'signs':
      return [...(card.alert === null ? [] : [alertWords(card.alert)]), ...card.badges.map(badgeName)].join(
        ', ',
      );
  }
  return column satisfies never;
}

function errorShare(traffic: RequestTraffic | null): number | null {
  return traffic === null || traffic.requestsPerSecond === 0
    ? null
    : traffic.errorsPerSecond / traffic.requestsPerSecond;
}
