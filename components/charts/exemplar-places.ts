/** Where the single requests of a chart stand, and which of them can be pointed at. */
import { type Plot, plotX, plotY } from './plot';

export interface ChartExemplar {
  readonly seconds: number;
  /** By it the request stands on the axis; of an axis in another unit than milliseconds, in that one. */
  readonly valueMs: number;
  /** How the value is written; left out: as milliseconds. */
  readonly text?: string;
  readonly href: string;
  /** Lines about the request, for its tooltip. */
  readonly details?: readonly string[];
}

export interface PlacedExemplar extends ChartExemplar {
  /** Pixels from the chart's left and top edge. */
  readonly x: number;
  readonly y: number;
  /** False where a slower one is too near to tell both targets apart. */
  readonly isTarget: boolean;
}

/**
 * The side of a target in pixels, and one more for rounding: WCAG 2.5.8 asks for 24. Room around a smaller mark would
 * not do, as the chart itself, which takes the cursor, is a target below all of them.
 */
const TARGET_GAP = 25;

/**
 * The exemplars that the axis has a place for, slowest first: where two stand too close, the slower one, which is
 * looked for, is the target. Beyond the axis they stand at its edge, and those beyond the window nowhere: what is read
 * a moment later than the lines would hang beside the plot. Those of one address count once.
 */
export function placeExemplars(plot: Plot, exemplars: readonly ChartExemplar[]): readonly PlacedExemplar[] {
  const placed: PlacedExemplar[] = [];
  const hrefs = new Set<string>();
  for (const exemplar of [...exemplars].sort((a, b) => b.valueMs - a.valueMs)) {
    const height = plotY(plot, exemplar.valueMs);
    if (height === null || hrefs.has(exemplar.href) || !isWithin(plot, exemplar)) continue;
    hrefs.add(exemplar.href);
    const x = plotX(plot, exemplar.seconds);
    const y = Math.min(plot.top + plot.height, Math.max(plot.top, height));
    const isTarget = placed.every(
      (other) => !other.isTarget || Math.max(Math.abs(other.x - x), Math.abs(other.y - y)) >= TARGET_GAP,
    );
    placed.push({ ...exemplar, x, y, isTarget });
  }
  return placed;
}

function isWithin({ fromSeconds, toSeconds }: Plot, { seconds }: ChartExemplar): boolean {
  return seconds >= fromSeconds && seconds <= toSeconds;
}
