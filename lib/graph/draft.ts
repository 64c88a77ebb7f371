/** A graph in the making: what the passes hand to one another. */
import type { Protocol } from '@/lib/mesh/identity';
import { type MessageTally, RequestTally, TcpTally } from '@/lib/metrics/tally';
import type { LatencyMs } from './contract';
import { edgeId } from './identity';
import { edgeKeyOf, type Hop } from './passes/place';
import { Remembered } from './remembered';
import type { Flow, Grouping } from './traffic';

export interface DraftEdge {
  readonly id: string;
  readonly protocol: Protocol;
  /** The hop of its first flow; all its flows have the same ends. */
  readonly hop: Hop;
  /** The levels its flows arrive at; more than one only in odd meshes. */
  readonly legs: Grouping[];
  /** The flows with traffic that are counted on it, each once. */
  readonly flows: Flow[];
  /** All its flows, also those without traffic in the window. */
  readonly allFlows: Flow[];
  /** How those of its flows run here that do not name the waypoint at one of its ends; null = all name both ends. */
  waypointHops: Map<Flow, Hop> | null;
  /** For http and grpc. */
  readonly requests: RequestTally | null;
  /** For tcp. */
  readonly tcp: TcpTally | null;
  /** For grpc, once messages were counted. */
  messages: MessageTally | null;
  latencyMs: LatencyMs | null;
  throughput: { requestBytesPerSecond: number; responseBytesPerSecond: number } | null;
  mtls: { share: number; sourcePrincipals: string[]; destinationPrincipals: string[] } | null;
}

/** Edges by `<source id>><target id>><protocol>`. */
export class DraftEdges {
  readonly #edges = new Map<string, DraftEdge>();

  at(hop: Hop, protocol: Protocol): DraftEdge {
    const known = this.#edges.get(hop.edgeKey);
    if (known !== undefined) return known;
    const edge: DraftEdge = {
      id: edgeIdOf(hop),
      protocol,
      hop,
      legs: [],
      flows: [],
      allFlows: [],
      waypointHops: null,
      requests: protocol === 'tcp' ? null : new RequestTally(),
      tcp: protocol === 'tcp' ? new TcpTally() : null,
      messages: null,
      latencyMs: null,
      throughput: null,
      mtls: null,
    };
    this.#edges.set(hop.edgeKey, edge);
    return edge;
  }

  /** The edge between the same ends for a protocol that may be another one. */
  find({ sourceId, targetId }: Hop, protocol: Protocol): DraftEdge | undefined {
    return this.#edges.get(edgeKeyOf(sourceId, targetId, protocol));
  }

  all(): Iterable<DraftEdge> {
    return this.#edges.values();
  }

  /** In the order of their ends, whatever order the rows came in. */
  sorted(): DraftEdge[] {
    const edges = [...this.#edges.values()];
    const hops = edges.map(({ hop }) => hop);
    return orders.of(hops, () => orderOf(hops)).map((at) => edges[at] as DraftEdge);
  }
}

const orders = new Remembered<readonly number[]>();

/** The places of hops in the order of their ends. */
function orderOf(hops: readonly Hop[]): number[] {
  const keyed = hops.map(({ edgeKey }, at) => ({ edgeKey, at }));
  return keyed.sort((a, b) => (a.edgeKey < b.edgeKey ? -1 : 1)).map(({ at }) => at);
}

const ids = new WeakMap<Hop, string>();

function edgeIdOf(hop: Hop): string {
  const known = ids.get(hop);
  if (known !== undefined) return known;
  const made = edgeId(hop.edgeKey);
  ids.set(hop, made);
  return made;
}
