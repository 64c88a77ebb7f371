/** What a stage leaves free for its picture. Pure. */
import type { LayoutInput } from '@/lib/graph/layout/drawing';

/** The bars above and below a fitted picture, and its margins. */
const BARS = { width: 32, height: 112 } as const;

/** `stage` in pixels of the page. */
export function roomOn(stage: {
  readonly width: number;
  readonly height: number;
}): NonNullable<LayoutInput['room']> {
  return {
    width: Math.max(200, stage.width - BARS.width),
    height: Math.max(200, stage.height - BARS.height),
  };
}
