/** A graph in the making: what the passes hand to one another. */
import type { Protocol } from '@/lib/mesh/identity';
import { RequestTally, TcpTally } from '@/lib/metrics/tally';
import type { LatencyMs } from './contract';
import { edgeId, nodeId } from './identity';
import type { Hop } from './passes/place';
import type { Flow, Grouping } from './traffic';

export interface DraftEdge {
  readonly id: string;
  readonly sourceId: string;
  readonly targetId: string;
  readonly protocol: Protocol;
  /** The hop of its first flow; all its flows have the same ends. */
  readonly hop: Hop;
  /** The levels its flows arrive at; more than one only in odd meshes. */
  readonly legs: Set<Grouping>;
  /** The flows with traffic that are counted on it, by key. */
  readonly flows: Map<string, Flow>;
  /** The flows without traffic in the window, when idle edges are drawn. */
  readonly idleFlows: Map<string, Flow>;
  readonly requests: RequestTally;
  readonly tcp: TcpTally;
  latencyMs: LatencyMs | null;
  throughput: { requestBytesPerSecond: number; responseBytesPerSecond: number } | null;
  mtls: { share: number; sourcePrincipals: string[]; destinationPrincipals: string[] } | null;
}

/** Edges by `<source id>><target id>><protocol>`. */
export class DraftEdges {
  readonly #edges = new Map<string, DraftEdge>();

  at(hop: Hop, protocol: Protocol): DraftEdge {
    const sourceId = nodeId(hop.source);
    const targetId = nodeId(hop.target);
    const key = `${sourceId}>${targetId}>${protocol}`;
    const known = this.#edges.get(key);
    if (known !== undefined) return known;
    const edge: DraftEdge = {
      id: edgeId(sourceId, targetId, protocol),
      sourceId,
      targetId,
      protocol,
      hop,
      legs: new Set(),
      flows: new Map(),
      idleFlows: new Map(),
      requests: new RequestTally(),
      tcp: new TcpTally(),
      latencyMs: null,
      throughput: null,
      mtls: null,
    };
    this.#edges.set(key, edge);
    return edge;
  }

  find(hop: Hop, protocol: Protocol): DraftEdge | undefined {
    return this.#edges.get(`${nodeId(hop.source)}>${nodeId(hop.target)}>${protocol}`);
  }

  /** In the order of their ends, whatever order the rows came in. */
  sorted(): DraftEdge[] {
    return [...this.#edges].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge);
  }
}
