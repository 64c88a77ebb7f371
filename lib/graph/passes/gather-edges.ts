/** Adds every counted row to the edges that it is drawn on. */
import { type DraftEdge, draftEdge } from '@/lib/graph/draft';
import { MessageTally } from '@/lib/metrics/tally';
import type { PlannedRows } from './plan-flows';

/** In the order of the edges' ends. */
export function gatherEdges({ plan, inView, edges }: PlannedRows): DraftEdge[] {
  const drafts = plan.shapes.map((shape) => draftEdge(shape, inView.messages !== null));
  const each = <Row>(
    rows: readonly Row[],
    places: readonly (readonly number[])[],
    add: (edge: DraftEdge, row: Row) => void,
  ) => {
    for (let at = 0; at < rows.length; at += 1) {
      for (const place of places[at] as readonly number[]) add(drafts[place] as DraftEdge, rows[at] as Row);
    }
  };
  each(inView.requests, edges.requests, (edge, row) => {
    const { flow, ratePerSecond } = row;
    edge.requests?.add(flow.protocol, row, flow.service.host ?? flow.service.name, ratePerSecond);
  });
  each(inView.tcp, edges.tcp, ({ tcp }, { measure, ratePerSecond, flags }) => {
    tcp?.add(measure, ratePerSecond, flags);
  });
  each(inView.messages ?? [], edges.messages, (edge, { measure, ratePerSecond }) => {
    edge.messages ??= new MessageTally();
    edge.messages.add(measure, ratePerSecond);
  });
  return drafts;
}
