import { describe, expect, it } from 'vitest';
import { meshAnswer } from '@/bench/canvas-answer';
import { graphElements, layoutInput } from '@/components/graph/elements';
import { layOut } from '@/lib/graph/layout/lay-out';
import { labelWidth } from './edge-label';
import { LineCells } from './line-cells';
import { lineMarks } from './line-model';
import { PILL_HEIGHT, placePills, shortLabel } from './pills';

const LABELS = ['rate', 'errors', 'p95'] as const;
/** As the stage is on a page of 1440 × 900 and on one of 1920 × 1080, beside the panel. */
const LARGE_PAGE = { width: 1272, height: 825 };
const ROOMS = [{ width: 952, height: 645 }, LARGE_PAGE];
const SEEDS = [1, 2, 3, 4, 5, 6];

interface Told {
  readonly unwell: boolean;
  readonly rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly covered: number;
}

/** The labels that are shown without being asked for, on a mesh of thirty nodes in three namespaces. */
function told(seed: number, room: (typeof ROOMS)[number]) {
  const answer = meshAnswer({ seed, nodes: 30, edgesPerNode: 1.4, namespaces: 3 });
  const elements = graphElements(answer, LABELS);
  const layout = layOut({ ...layoutInput(elements, LABELS), room });
  const cells = new LineCells(elements.lines, layout);
  const places = placePills(elements.lines, layout);
  const labels = elements.lines.flatMap((line): Told[] => {
    const place = places.get(line.id);
    if (place === undefined || place.crowded) return [];
    const width = place.short ? labelWidth(shortLabel(line.label), lineMarks(line)) : line.labelWidth;
    const rect = { x: place.x - width / 2, y: place.y - PILL_HEIGHT / 2, width, height: PILL_HEIGHT };
    const unwell = line.health === 'failing' || line.health === 'degraded';
    return [{ unwell, rect, covered: cells.others(rect, line.id, 99) }];
  });
  return { layout, labels, wanted: places.size };
}

describe.each(SEEDS.flatMap((seed) => ROOMS.map((room) => ({ seed, room }))))(
  'labels on the mesh of seed $seed, in $room.width × $room.height',
  ({ seed, room }) => {
    const { layout, labels } = told(seed, room);

    it('cover no card', () => {
      for (const { rect } of labels)
        for (const [id, card] of layout.nodes)
          expect(
            rect.x < card.x + card.width &&
              card.x < rect.x + rect.width &&
              rect.y < card.y + card.height &&
              card.y < rect.y + rect.height,
            id,
          ).toBe(false);
    });

    it('cover at most two lines of others, four where something fails', () => {
      for (const { covered, unwell } of labels) expect(covered).toBeLessThanOrEqual(unwell ? 4 : 2);
    });

    it('stay within the picture, so that none is cut off where all of it is shown', () => {
      for (const { rect } of labels) {
        expect(rect.x).toBeGreaterThanOrEqual(layout.x - 10);
        expect(rect.x + rect.width).toBeLessThanOrEqual(layout.x + layout.width + 10);
      }
    });
  },
);

it.each(SEEDS)('on the larger page most lines of the mesh of seed %i have their labels', (seed) => {
  const { labels, wanted } = told(seed, LARGE_PAGE);
  expect(labels.length / wanted).toBeGreaterThan(0.55);
});
