/** From places to a whole picture: lines between the cards, and the rectangle around all of it. */
import type { EdgeRoute, Layout, LayoutInput, Places, Rect } from './drawing';
import { routeEdges } from './routing/route-edges';

const NAME = { left: 8, top: 7, height: 20, usual: 140, gap: 14 } as const;

/** The picture with the lines that there are already. */
export function placedLayout(
  input: LayoutInput,
  { nodes, boxes }: Places,
  edges: ReadonlyMap<string, EdgeRoute> = new Map(),
): Layout {
  const direction = input.direction ?? 'right';
  return { nodes, boxes, edges, ...boundsOf({ nodes, boxes }, edges), direction, gone: new Map() };
}

/** Lines for all edges; `kept` ones stay as they are. */
export function finishLayout(
  input: LayoutInput,
  places: Places,
  kept: ReadonlyMap<string, EdgeRoute> = new Map(),
  onShare?: (share: number) => void,
): Layout {
  const fresh = routeEdges(
    {
      edges: input.edges.filter((edge) => !kept.has(edge.id)),
      all: input.edges,
      nodes: places.nodes,
      boxes: places.boxes,
      names: namesOf(input, places.boxes),
      flow: input.direction ?? 'right',
    },
    onShare,
  );
  const edges = new Map<string, EdgeRoute>();
  for (const { id } of input.edges) {
    const route = kept.get(id) ?? fresh.get(id);
    if (route !== undefined) edges.set(id, route);
  }
  return placedLayout(input, places, edges);
}

/** Where the names of boxes and their summaries stand in their headers. */
function namesOf(input: LayoutInput, boxes: ReadonlyMap<string, Rect>): Map<string, Rect> {
  const names = new Map<string, Rect>();
  for (const { id, nameWidth = NAME.usual, summaryWidth = 0 } of input.boxes) {
    const box = boxes.get(id);
    if (box === undefined) continue;
    const line = { y: box.y + NAME.top, height: NAME.height };
    const [end, left] = apart(
      Math.max(NAME.left, Math.min(nameWidth, box.width - NAME.left)),
      box.width - summaryWidth,
    );
    names.set(id, { ...line, x: box.x + NAME.left, width: end - NAME.left });
    if (left < box.width - NAME.left)
      names.set(`summary ${id}`, { ...line, x: box.x + left, width: box.width - NAME.left - left });
  }
  return names;
}

/** Where a header is too short for both, their widths, which are generous, still leave a line a way in between. */
function apart(end: number, left: number): readonly [number, number] {
  if (left - end >= NAME.gap) return [end, left];
  const middle = Math.max(NAME.left + NAME.gap, (end + left) / 2);
  return [Math.min(end, middle - NAME.gap / 2), Math.max(left, middle + NAME.gap / 2)];
}

/** Around cards, boxes and the lines that leave them; nothing is at the origin. */
export function boundsOf(places: Places, edges: ReadonlyMap<string, EdgeRoute>): Rect {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  const add = (x: number, y: number) => {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  };
  for (const rects of [places.nodes, places.boxes]) {
    for (const rect of rects.values()) {
      add(rect.x, rect.y);
      add(rect.x + rect.width, rect.y + rect.height);
    }
  }
  // Control points lie further out than the line: a picture with a little too much air.
  for (const route of edges.values()) for (const point of route.controls) add(point.x, point.y);
  if (right < left) return { x: 0, y: 0, width: 0, height: 0 };
  return { x: left, y: top, width: right - left, height: bottom - top };
}
