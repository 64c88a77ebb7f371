/**
 * Level of detail of a large picture: lines are straight and bare but for those of the cards that are near and in sight. Upstream
 * measured and we measured: a straight line costs a small part of a curved one with an arrow head.
 */
import type { Layout, Rect } from '@/lib/graph/layout/drawing';
import type { LineModel } from './line-model';

/** Up to so many lines, all may be rich at any distance. */
export const MANY_LINES = 400;
/** Of a large picture, so many at once are drawn in full. */
export const MOST_RICH = 260;

export interface RichLines {
  readonly lines: ReadonlySet<string>;
  /** Those that lead to or from a card in sight, the others only pass by; null = from afar, where all are the same. */
  readonly near: ReadonlySet<string> | null;
}

/** Which lines are drawn in full; null = all of them. */
export function richLines(
  lines: readonly LineModel[],
  layout: Layout,
  seen: Rect,
  far: boolean,
  selected: string | null,
): RichLines | null {
  if (lines.length <= MANY_LINES) return null;
  const rich = new Set<string>();
  if (selected !== null) rich.add(selected);
  if (far) return { lines: rich, near: null };
  const inSight = new Set<string>();
  for (const [id, rect] of layout.nodes) if (overlaps(rect, seen)) inSight.add(id);
  const near = lines.filter(({ source, target }) => inSight.has(source) || inSight.has(target));
  // Where even these are too many, what does badly is shown in full.
  const first = near.length <= MOST_RICH ? near : near.filter(({ health }) => health !== 'healthy');
  for (const { id } of first.slice(0, MOST_RICH)) rich.add(id);
  return { lines: rich, near: new Set(near.map(({ id }) => id)) };
}

function overlaps(a: Rect, b: Rect): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}
