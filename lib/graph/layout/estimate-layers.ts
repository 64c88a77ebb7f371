/**
 * How large the layers of a page will be, about. To draw a thousand nodes in layers takes most of the time of a layout,
 * only to see that they make a strip many pages long; that much is known beforehand.
 */
import { type LayoutInput, type Places, type Rect, SPACING } from './drawing';
import { arcsToTurn, connectedGroups, longestPathLayers } from './layers';
import { nestGraph } from './nest-graph';

/** By so much the real layers may be smaller than the estimate, in either direction. */
export const ESTIMATE_MARGIN = 1.25;

/**
 * The columns of the page's largest connected group, given what stands on it as drawn by itself (`places`), without
 * anything that its lines need. In layers boxes are mostly larger than by themselves, since lines that cross their
 * borders want room, but cards that have nothing to do with one another may stand closer.
 */
export function estimateLayers(
  input: LayoutInput,
  { nodes, boxes }: Places,
): { width: number; height: number } {
  const { children, edgesAt, from, to, place, nodeCount } = nestGraph(input);
  const down = input.direction === 'down';
  const things = (children[0] ?? []).map((thing) =>
    sizesOf(
      thing < nodeCount
        ? nodes.get(input.nodes[thing]?.id ?? '')
        : boxes.get(input.boxes[thing - nodeCount]?.id ?? ''),
      down,
    ),
  );
  const own = edgesAt[0] ?? [];
  const arcs = {
    from: Int32Array.from(own, (edge) => place[from[edge] ?? 0] ?? 0),
    to: Int32Array.from(own, (edge) => place[to[edge] ?? 0] ?? 0),
  };
  const turned = arcsToTurn(things.length, arcs);
  const along = {
    from: arcs.from.map((end, arc) => (turned[arc] === 1 ? (arcs.to[arc] ?? 0) : end)),
    to: arcs.to.map((end, arc) => (turned[arc] === 1 ? (arcs.from[arc] ?? 0) : end)),
  };
  const layer = longestPathLayers(things.length, along);
  const columns = new Map<number, Column[]>();
  connectedGroups(things.length, arcs).forEach((group, thing) => {
    const own = columns.get(group) ?? [];
    columns.set(group, own);
    addTo(own, layer[thing] ?? 0, things[thing] ?? { along: 0, across: 0 });
  });
  let length = 0;
  let breadth = 0;
  for (const group of columns.values()) {
    length = Math.max(length, lengthOf(group, input.columnGap));
    breadth = Math.max(breadth, ...group.map((column) => column.across));
  }
  return down ? { width: breadth, height: length } : { width: length, height: breadth };
}

/** Along and across the calls. */
interface Sizes {
  readonly along: number;
  readonly across: number;
}

interface Column {
  along: number;
  across: number;
}

function sizesOf(rect: Rect | undefined, down: boolean): Sizes {
  const { width = 0, height = 0 } = rect ?? {};
  return down ? { along: height, across: width } : { along: width, across: height };
}

function addTo(columns: Column[], layer: number, { along, across }: Sizes): void {
  while (columns.length <= layer) columns.push({ along: 0, across: 0 });
  const column = columns[layer];
  if (column === undefined) return;
  column.along = Math.max(column.along, along);
  column.across += across + (column.across === 0 ? 0 : SPACING.betweenNodes);
}

function lengthOf(columns: readonly Column[], gap: number): number {
  return columns.reduce((sum, { along }) => sum + along, gap * Math.max(0, columns.length - 1));
}
