/** Matches as they are drawn, in the order in which one steps through them. Pure. */
import type { Picture } from '@/components/graph/use-layout';
import type { Rect } from '@/lib/graph/layout/drawing';
import { pointAt, pointsAlong } from '@/lib/graph/layout/spline';
import type { GraphMatches } from '@/lib/graph/matches';
import type { ViewGraph } from '@/lib/graph/view/view-graph';

/** Ids of cards and lines, each once, from left to right and from top to bottom. What is inside a folded box is that box. */
export function orderedMatches(
  matches: GraphMatches | null,
  shown: Pick<ViewGraph, 'drawnAs'>,
  picture: Pick<Picture, 'elements' | 'layout'>,
): string[] {
  if (matches === null || matches.nodes.size + matches.edges.size === 0) return [];
  const wanted = new Set([...matches.nodes, ...matches.edges].map((id) => shown.drawnAs.get(id) ?? id));
  const { cards, lines } = picture.elements;
  const drawn = [...cards, ...lines].flatMap(({ id }) => (wanted.has(id) ? id : []));
  const places = new Map(drawn.map((id) => [id, placeOf(id, picture)]));
  const at = (id: string) => places.get(id) ?? { x: 0, y: 0 };
  return drawn.sort((a, b) => at(a).x - at(b).x || at(a).y - at(b).y || (a < b ? -1 : 1));
}

/** Where a card is, or the middle of a line; null where it is not laid out. */
export function placeOf(id: string, { layout }: Pick<Picture, 'layout'>): Rect | null {
  const card = layout.nodes.get(id);
  if (card !== undefined) return card;
  const route = layout.edges.get(id);
  const middle = route === undefined ? undefined : pointAt(pointsAlong(route), 0.5);
  return middle === undefined ? null : { x: middle.x, y: middle.y, width: 0, height: 0 };
}
