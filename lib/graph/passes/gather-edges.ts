/** Puts every counted row onto the edges that its flow runs over. */
import { type DraftEdge, DraftEdges } from '@/lib/graph/draft';
import type { Flow, MessageRow, RequestRow, TcpRow } from '@/lib/graph/traffic';
import { MessageTally } from '@/lib/metrics/tally';
import type { Placement } from './place';

/** Rows that are counted and in view. */
export interface CountedRows {
  readonly requests: Iterable<RequestRow>;
  readonly tcp: Iterable<TcpRow>;
  /** null = not asked for, or not told. */
  readonly messages: Iterable<MessageRow> | null;
}

export function gatherEdges(rows: CountedRows, place: Placement): DraftEdges {
  const gathering = new Gathering(place);
  for (const row of rows.requests) {
    const { flow, ratePerSecond } = row;
    for (const edge of gathering.edgesOf(flow, ratePerSecond)) {
      edge.requests?.add(flow.protocol, row, flow.service.host ?? flow.service.name, ratePerSecond);
    }
  }
  for (const { flow, measure, flags, ratePerSecond } of rows.tcp) {
    for (const edge of gathering.edgesOf(flow, ratePerSecond)) edge.tcp?.add(measure, ratePerSecond, flags);
  }
  if (rows.messages !== null) gatherMessages(rows.messages, gathering);
  return gathering.edges;
}

/** A stream that has not ended has messages and no request: its edge is drawn, and its flow counts as one without. */
function gatherMessages(rows: Iterable<MessageRow>, gathering: Gathering): void {
  for (const { flow, measure, ratePerSecond } of rows) {
    for (const edge of gathering.edgesOf(flow, 0)) {
      edge.messages ??= new MessageTally();
      edge.messages.add(measure, ratePerSecond);
    }
  }
  for (const edge of gathering.edges.all()) {
    // Whether messages are classified by operation is known only where there are some.
    const ofOperation = edge.hop.source.kind === 'operation' || edge.hop.target.kind === 'operation';
    if (edge.protocol === 'grpc' && !ofOperation) edge.messages ??= new MessageTally();
  }
}

interface Placed {
  readonly edges: readonly DraftEdge[];
  hasTraffic: boolean;
}

/** A flow has a row for each way that requests end; where it is drawn is worked out once. */
class Gathering {
  readonly edges = new DraftEdges();
  readonly #place: Placement;
  readonly #placed = new Map<string, Placed>();

  constructor(place: Placement) {
    this.#place = place;
  }

  /** The edges of a row's flow, which are told of the flow. */
  edgesOf(flow: Flow, ratePerSecond: number): readonly DraftEdge[] {
    const placed = this.#placed.get(flow.key) ?? this.#put(flow);
    if (ratePerSecond > 0 && !placed.hasTraffic) {
      placed.hasTraffic = true;
      for (const edge of placed.edges) edge.flows.push(flow);
    }
    return placed.edges;
  }

  #put(flow: Flow): Placed {
    const edges = this.#place.hopsOf(flow).map((hop) => {
      const edge = this.edges.at(hop, flow.protocol);
      if (hop.leg !== null && !edge.legs.includes(hop.leg)) edge.legs.push(hop.leg);
      edge.allFlows.push(flow);
      if (hop.waypoint !== null) {
        edge.waypointHops ??= new Map();
        edge.waypointHops.set(flow, hop);
      }
      return edge;
    });
    const placed = { edges, hasTraffic: false };
    this.#placed.set(flow.key, placed);
    return placed;
  }
}
