/** What is selected, as it is drawn: a thing inside a folded box is the box, an edge into it the summed one. Pure. */
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import type { GraphTarget } from './emphasis';
import type { GraphView } from './view-state';

/** A selection whose thing is not on screen is none. */
export function selectionOf(
  view: Pick<GraphView, 'node' | 'edge'>,
  shown: Pick<ViewGraph, 'nodes' | 'edges' | 'folded' | 'drawnAs'> | null,
): GraphTarget | null {
  const wanted = view.edge ?? view.node;
  if (wanted === null || shown === null) return null;
  const id = shown.drawnAs.get(wanted) ?? wanted;
  if (shown.edges.some((edge) => edge.id === id)) return { kind: 'edge', id };
  if (shown.nodes.some((node) => node.id === id) || shown.folded.some((box) => box.id === id))
    return { kind: 'node', id };
  return null;
}

/** Folding or unfolding one box by hand, whatever holds for the others. */
export function foldChange(
  view: Pick<GraphView, 'folded' | 'unfolded'>,
  box: string,
  fold: boolean,
): Pick<GraphView, 'folded' | 'unfolded'> {
  const without = (ids: readonly string[]) => ids.filter((id) => id !== box);
  return fold
    ? { folded: [...without(view.folded), box], unfolded: without(view.unfolded) }
    : { folded: without(view.folded), unfolded: [...without(view.unfolded), box] };
}
