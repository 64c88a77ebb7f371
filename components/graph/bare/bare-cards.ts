/** Boxes and far-away cards of a large picture as shapes to paint. Pure. */

import type { ThemeColors } from '@/components/graph/canvas/theme-colors';
import type { GraphElements } from '@/components/graph/elements';
import type { Emphasis } from '@/components/graph/emphasis';
import { boxColor, dimCardColors, farCardColors } from '@/components/graph/lines/line-tones';
import type { Layout, Rect } from '@/lib/graph/layout/drawing';
import type { RectGroup } from './paint';

const BOX_RADIUS = 10;
const CARD_RADIUS = 8;
/** As high as half a card, so that its ends are round. */
const SERVICE_RADIUS = 20;

export function bareBoxes({ boxes }: GraphElements, layout: Layout, colors: ThemeColors): RectGroup {
  const rects = boxes.flatMap(({ id }) => cornersOf(layout.boxes.get(id)));
  const fill = boxColor(colors);
  return { rects: Float32Array.from(rects), radius: BOX_RADIUS, fill, border: colors.line };
}

/** By colour and shape. */
export function bareCards(
  { cards }: GraphElements,
  layout: Layout,
  { nodes }: Emphasis,
  colors: ThemeColors,
): readonly RectGroup[] {
  const groups = new Map<string, { look: Omit<RectGroup, 'rects'>; rects: number[] }>();
  for (const { id, kind, health } of cards) {
    const dim = nodes !== null && !nodes.has(id);
    const radius = kind === 'service' ? SERVICE_RADIUS : CARD_RADIUS;
    const key = `${dim ? 'dim' : health} ${radius}`;
    let group = groups.get(key);
    if (group === undefined) {
      group = {
        look: { radius, ...(dim ? dimCardColors(colors) : farCardColors(health, colors)) },
        rects: [],
      };
      groups.set(key, group);
    }
    group.rects.push(...cornersOf(layout.nodes.get(id)));
  }
  return [...groups.values()].map(({ look, rects }) => ({ ...look, rects: Float32Array.from(rects) }));
}

function cornersOf(rect: Rect | undefined): readonly number[] {
  return rect === undefined ? [] : [rect.x, rect.y, rect.width, rect.height];
}
