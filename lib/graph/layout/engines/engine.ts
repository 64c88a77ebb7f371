/** A layout of somebody else's that only places cards; boxes and lines are drawn around and between them by us. */
import type { LayoutInput, Point } from '@/lib/graph/layout/drawing';

/** Middles of all cards. Throws where it cannot. */
export type Engine = (input: LayoutInput) => Promise<ReadonlyMap<string, Point>>;

/** Edges that a layout can use: none from a card to itself or to a card that is not there, each pair once. */
export function plainEdges(input: LayoutInput): LayoutInput['edges'] {
  const nodes = new Set(input.nodes.map((node) => node.id));
  const seen = new Set<string>();
  return input.edges.filter(({ source, target }) => {
    const pair = JSON.stringify([source, target]);
    if (source === target || seen.has(pair) || !nodes.has(source) || !nodes.has(target)) return false;
    seen.add(pair);
    return true;
  });
}
