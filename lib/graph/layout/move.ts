/** Cards where a reader has put them: their boxes grow with them, lines find their way anew. */
import { type Layout, type LayoutInput, type Point, type Rect, SPACING } from './drawing';
import { finishLayout } from './finish';
import { RectIndex } from './routing/rect-index';
import { pointsAlong } from './spline';
import { BoxTree } from './tree';

/** `moves` are top left corners by node id; those of nodes that are not there are left alone. */
export function moveNodes(input: LayoutInput, layout: Layout, moves: ReadonlyMap<string, Point>): Layout {
  const moved = new Map<string, Rect>();
  for (const [id, { x, y }] of moves) {
    const rect = layout.nodes.get(id);
    if (rect !== undefined && (rect.x !== x || rect.y !== y)) moved.set(id, { ...rect, x, y });
  }
  if (moved.size === 0) return layout;
  const nodes = new Map([...layout.nodes, ...moved]);
  const boxes = new Map(layout.boxes);
  const tree = new BoxTree(input);
  for (const id of moved.keys()) {
    let inner = nodes.get(id);
    for (const box of tree.around(id)) {
      const rect = boxes.get(box);
      if (rect === undefined || inner === undefined) break;
      inner = holding(rect, inner);
      boxes.set(box, inner);
    }
  }
  const onto = new RectIndex(moved);
  const edges = new Map(input.edges.map((edge) => [edge.id, edge]));
  const kept = new Map(
    [...layout.edges].filter(([id, route]) => {
      const edge = edges.get(id);
      return (
        edge !== undefined &&
        !moved.has(edge.source) &&
        !moved.has(edge.target) &&
        !onto.crosses(pointsAlong(route), 2, () => false)
      );
    }),
  );
  return { ...finishLayout(input, { nodes, boxes }, kept), gone: layout.gone };
}

function holding(box: Rect, inner: Rect): Rect {
  const left = Math.min(box.x, inner.x - SPACING.boxPadding);
  const top = Math.min(box.y, inner.y - SPACING.boxHeader);
  const right = Math.max(box.x + box.width, inner.x + inner.width + SPACING.boxPadding);
  const bottom = Math.max(box.y + box.height, inner.y + inner.height + SPACING.boxPadding);
  return { x: left, y: top, width: right - left, height: bottom - top };
}
