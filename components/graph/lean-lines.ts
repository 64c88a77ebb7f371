/**
 * Level of detail of a large picture: lines are straight and bare but for those that are near and in sight. Upstream
 * measured and we measured: a straight line costs a small part of a curved one with an arrow head.
 */
import type { Layout, Rect } from '@/lib/graph/layout/drawing';
import type { LineModel } from './line-model';

/** Up to so many lines, all may be rich at any distance. */
export const MANY_LINES = 400;
/** Of a large picture, so many at once are drawn in full. */
const MOST_RICH = 260;

/** Which lines are drawn in full; null = all of them. */
export function richLines(
  lines: readonly LineModel[],
  layout: Layout,
  seen: Rect,
  far: boolean,
  selected: string | null,
): ReadonlySet<string> | null {
  if (lines.length <= MANY_LINES) return null;
  const rich = new Set<string>();
  if (selected !== null) rich.add(selected);
  if (far) return rich;
  const near = lines.filter((line) => inSight(line, layout, seen));
  // Where even what is in sight is too much, what does badly is shown in full.
  const first = near.length <= MOST_RICH ? near : near.filter(({ health }) => health !== 'healthy');
  for (const { id } of first.slice(0, MOST_RICH)) rich.add(id);
  return rich;
}

/** By the rectangle of its two ends and its bends. */
function inSight(line: LineModel, layout: Layout, seen: Rect): boolean {
  const route = layout.edges.get(line.id);
  if (route === undefined) {
    const node = layout.nodes.get(line.source);
    return node !== undefined && overlaps(node, seen);
  }
  let left = Math.min(route.source.x, route.target.x);
  let right = Math.max(route.source.x, route.target.x);
  let top = Math.min(route.source.y, route.target.y);
  let bottom = Math.max(route.source.y, route.target.y);
  for (const { x, y } of route.controls) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return overlaps({ x: left, y: top, width: right - left, height: bottom - top }, seen);
}

function overlaps(a: Rect, b: Rect): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}
