/** Puts every counted row onto the edges that its flow runs over. */
import { type DraftEdge, DraftEdges } from '@/lib/graph/draft';
import type { Flow, RequestRow, TcpRow } from '@/lib/graph/traffic';
import type { Placement } from './place';

/** Rows that are counted and in view. */
export interface CountedRows {
  readonly requests: Iterable<RequestRow>;
  readonly tcp: Iterable<TcpRow>;
}

export function gatherEdges(rows: CountedRows, place: Placement): DraftEdges {
  const edges = new DraftEdges();
  const edgesOf = edgesOfFlows(edges, place);
  for (const row of rows.requests) {
    const { flow, ratePerSecond } = row;
    for (const edge of edgesOf(flow)) {
      edge.requests.add(flow.protocol, row, flow.service.host ?? flow.service.name, ratePerSecond);
      note(edge, flow, ratePerSecond);
    }
  }
  for (const { flow, measure, ratePerSecond } of rows.tcp) {
    for (const edge of edgesOf(flow)) {
      edge.tcp.add(measure, ratePerSecond);
      note(edge, flow, ratePerSecond);
    }
  }
  return edges;
}

function note(edge: DraftEdge, flow: Flow, ratePerSecond: number): void {
  if (ratePerSecond > 0) edge.flows.set(flow.key, flow);
  else edge.idleFlows.set(flow.key, flow);
}

/** A flow has a row for each way that requests end; where it is drawn is worked out once. */
function edgesOfFlows(edges: DraftEdges, place: Placement): (flow: Flow) => readonly DraftEdge[] {
  const known = new Map<string, readonly DraftEdge[]>();
  return (flow) => {
    const before = known.get(flow.key);
    if (before !== undefined) return before;
    const found = place.hopsOf(flow).map((hop) => {
      const edge = edges.at(hop, flow.protocol);
      edge.legs.add(hop.leg);
      return edge;
    });
    known.set(flow.key, found);
    return found;
  };
}
