/**
 * The traffic of several edges together: what a node receives or sends. null = none of them carries that kind. The
 * browser sums the same way, so that an answer need not carry what its edges say already.
 */
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import { MessageTally, RequestTally, TcpTally } from '@/lib/metrics/tally';

/** What a node receives and sends. */
type NodeTraffic = Pick<
  GraphNode,
  'incoming' | 'outgoing' | 'incomingTcp' | 'outgoingTcp' | 'incomingMessages' | 'outgoingMessages'
>;

type Carrying = Pick<GraphEdge, 'requests' | 'tcp' | 'messages'>;

/** Grows by an edge at a time. */
export class EdgeSum {
  #requests: RequestTally | null = null;
  #tcp: TcpTally | null = null;
  #messages: MessageTally | null = null;

  static of(edges: readonly Carrying[]): EdgeSum {
    const sum = new EdgeSum();
    for (const edge of edges) sum.add(edge);
    return sum;
  }

  add({ requests, tcp, messages }: Carrying): void {
    if (requests !== null) {
      this.#requests ??= new RequestTally();
      this.#requests.addAll(requests);
    }
    if (tcp !== null) {
      this.#tcp ??= new TcpTally();
      this.#tcp.addAll(tcp);
    }
    if (messages !== null) {
      this.#messages ??= new MessageTally();
      this.#messages.addAll(messages);
    }
  }

  /** What was added so far. */
  traffic(): Carrying {
    return {
      requests: this.#requests?.traffic() ?? null,
      tcp: this.#tcp?.traffic() ?? null,
      messages: this.#messages?.traffic() ?? null,
    };
  }
}

/** All that arrives over some edges, and all that leaves over others. */
export function trafficOver(incoming: readonly Carrying[], outgoing: readonly Carrying[]): NodeTraffic {
  return nodeTraffic(EdgeSum.of(incoming), EdgeSum.of(outgoing));
}

export function nodeTraffic(incoming: EdgeSum, outgoing: EdgeSum): NodeTraffic {
  const [arriving, leaving] = [incoming.traffic(), outgoing.traffic()];
  return {
    incoming: arriving.requests,
    outgoing: leaving.requests,
    incomingTcp: arriving.tcp,
    outgoingTcp: leaving.tcp,
    incomingMessages: arriving.messages,
    outgoingMessages: leaving.messages,
  };
}
