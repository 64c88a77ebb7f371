/** Adds every counted row to the edges that it is drawn on. */
import { type DraftEdge, draftEdge } from '@/lib/graph/draft';
import { MessageTally } from '@/lib/metrics/tally';
import type { TrafficRows } from './count-once';
import type { PlacedRows, RowEdges } from './place-rows';

/** `rows` are those that were placed. In the order of the edges' ends. */
export function gatherEdges(rows: TrafficRows, { shapes, ...placed }: PlacedRows): DraftEdge[] {
  const edges = shapes.map((shape) => draftEdge(shape, placed.messages !== null));
  each(placed.requests, rows.requests, edges, (edge, row) => {
    const { flow, ratePerSecond } = row;
    edge.requests?.add(flow.protocol, row, flow.service.host ?? flow.service.name, ratePerSecond);
  });
  each(placed.tcp, rows.tcp, edges, ({ tcp }, { measure, ratePerSecond, flags }) => {
    tcp?.add(measure, ratePerSecond, flags);
  });
  if (placed.messages !== null) {
    each(placed.messages, rows.messages ?? [], edges, (edge, { measure, ratePerSecond }) => {
      edge.messages ??= new MessageTally();
      edge.messages.add(measure, ratePerSecond);
    });
  }
  return edges;
}

function each<Row>(
  pairs: RowEdges,
  rows: readonly Row[],
  edges: readonly DraftEdge[],
  add: (edge: DraftEdge, row: Row) => void,
): void {
  for (let at = 0; at < pairs.rows.length; at += 1) {
    add(edges[pairs.edges[at] as number] as DraftEdge, rows[pairs.rows[at] as number] as Row);
  }
}
