/** What the overview draws: SVG paths in the layout's own pixels, one for all rectangles of a tone. Pure. */
import type { HealthKind } from '@/components/graph/elements';
import type { Rect } from '@/lib/graph/layout/drawing';

export interface MinimapPaths {
  readonly boxes: string;
  /** Healthy, idle and unknown ones alike. */
  readonly well: string;
  readonly degraded: string;
  readonly failing: string;
}

/** Boxes and cards without a place are left out; inner boxes follow those around them. */
export function minimapPaths(
  elements: {
    readonly boxes: readonly { readonly id: string }[];
    readonly cards: readonly { readonly id: string; readonly health: HealthKind }[];
  },
  layout: { readonly boxes: ReadonlyMap<string, Rect>; readonly nodes: ReadonlyMap<string, Rect> },
): MinimapPaths {
  const paths = { boxes: '', well: '', degraded: '', failing: '' };
  for (const { id } of elements.boxes) paths.boxes += rectPath(layout.boxes.get(id));
  for (const { id, health } of elements.cards) {
    const tone = health === 'failing' || health === 'degraded' ? health : 'well';
    paths[tone] += rectPath(layout.nodes.get(id));
  }
  return paths;
}

function rectPath(rect: Rect | undefined): string {
  return rect === undefined ? '' : `M${rect.x} ${rect.y}h${rect.width}v${rect.height}h${-rect.width}z`;
}
