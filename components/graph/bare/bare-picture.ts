/**
 * The lines of a large picture that are drawn straight and bare, from middle to middle: in which colour, which of them
 * in front, and which one is under the pointer. Pure.
 */

import { mix, type ThemeColors } from '@/components/graph/canvas/theme-colors';
import { CHAIN_WASH, changeLooks } from '@/components/graph/compare/change-style';
import type { HealthKind } from '@/components/graph/elements';
import type { Emphasis } from '@/components/graph/emphasis';
import type { LineModel } from '@/components/graph/lines/line-model';
import { boxColor, DIMMED, toneColor } from '@/components/graph/lines/line-tones';
import type { Layout, Point } from '@/lib/graph/layout/drawing';
import type { LineGroup } from './paint';

/** Pixels at zoom 1. */
const WIDTH = 1.4;
/** What does badly is seen however far the picture is, in pixels on the screen. */
const LEAST_UNWELL = 1.1;
/** Strength that is left of what only passes by. */
const PASSING = 0.22;
/** From the back to the front. */
const ORDER: Readonly<Record<HealthKind, number>> = {
  unknown: 10,
  idle: 10,
  healthy: 10,
  degraded: 11,
  failing: 12,
};
const FRONT = 20;
const BEHIND = 1;
/** The wash along the chain of the likely cause lies below all lines, and is seen however far the picture is. */
const WASH = { order: 0, width: 11, least: 7 } as const;

export interface BareLine {
  readonly line: LineModel;
  readonly from: Point;
  readonly to: Point;
}

/** `moved`: middles of cards that are being dragged. Lines in full and those that stay out of the way are left out. */
export function bareLines(
  lines: readonly LineModel[],
  layout: Layout,
  rich: ReadonlySet<string>,
  emphasis: Emphasis,
  moved: ReadonlyMap<string, Point>,
): BareLine[] {
  const middles = new Map<string, Point>();
  for (const [id, { x, y, width, height }] of layout.nodes)
    middles.set(id, moved.get(id) ?? { x: x + width / 2, y: y + height / 2 });
  return lines.flatMap((line) => {
    const from = middles.get(line.source);
    const to = middles.get(line.target);
    if (from === undefined || to === undefined || rich.has(line.id)) return [];
    if (line.quiet && emphasis.edges?.has(line.id) !== true) return [];
    return [{ line, from, to }];
  });
}

/** By colour, from the back to the front. Lines that are not `near` belong to nothing that is seen, and stay behind. */
export function lineGroups(
  bare: readonly BareLine[],
  emphasis: Emphasis,
  colors: ThemeColors,
  near: ReadonlySet<string> | null = null,
): readonly LineGroup[] {
  const lookOf = looks(colors);
  const ground = boxColor(colors);
  const groups = new Map<
    string,
    { color: string; order: number; width: number; least: number; ends: number[] }
  >();
  const chain: number[] = [];
  for (const { line, from, to } of bare) {
    if (line.chained !== null) chain.push(from.x, from.y, to.x, to.y);
    const front = emphasis.edges?.has(line.id) === true;
    const dim = emphasis.edges !== null && !front;
    const unwell = line.health === 'failing' || line.health === 'degraded';
    const passing = near !== null && !near.has(line.id) && !front;
    const key = `${line.change ?? line.health} ${unwell} ${dim} ${front} ${passing}`;
    let group = groups.get(key);
    if (group === undefined) {
      const { color, order } = lookOf(line, dim);
      group = {
        color: passing ? mix(color, PASSING, ground) : color,
        order: front ? FRONT : passing ? BEHIND : order,
        width: WIDTH,
        least: unwell ? LEAST_UNWELL : 0,
        ends: [],
      };
      groups.set(key, group);
    }
    group.ends.push(from.x, from.y, to.x, to.y);
  }
  if (chain.length > 0)
    groups.set('chain', { ...WASH, color: mix(colors.accent, CHAIN_WASH, boxColor(colors)), ends: chain });
  return [...groups.values()]
    .sort((a, b) => a.order - b.order)
    .map(({ color, width, least, ends }) => ({ color, width, least, segments: Float32Array.from(ends) }));
}

function looks(colors: ThemeColors) {
  const background = boxColor(colors);
  const changes = changeLooks(colors, background);
  return (line: LineModel, dim: boolean): { color: string; order: number } => {
    if (line.change !== null) {
      const { color } = changes[line.change];
      const behind = line.change === 'same' || line.change === 'unknown';
      return { color: dim ? mix(color, 0.5, background) : color, order: behind ? 9 : 12 };
    }
    const kind = line.health;
    const tone = toneColor(kind, colors);
    const order = ORDER[kind];
    if (dim) {
      const dimmed = mix(tone, DIMMED, background);
      return { color: kind === 'failing' ? mix(dimmed, 0.5, background) : dimmed, order };
    }
    if (kind === 'failing') return { color: tone, order };
    return { color: mix(tone, kind === 'degraded' ? 0.9 : 0.45, background), order };
  };
}

/** The line that passes nearest to a point, within `reach`; null where none does. */
export function lineAt(bare: readonly BareLine[], { x, y }: Point, reach: number): string | null {
  let best: string | null = null;
  let least = reach * reach;
  for (const { line, from, to } of bare) {
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    const length = dx * dx + dy * dy;
    const along =
      length === 0 ? 0 : Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / length));
    const apart = (from.x + along * dx - x) ** 2 + (from.y + along * dy - y) ** 2;
    if (apart > least) continue;
    least = apart;
    best = line.id;
  }
  return best;
}
