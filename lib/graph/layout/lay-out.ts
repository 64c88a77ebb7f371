/**
 * Our own layout of the graph: layers along the calls, boxes within boxes. Pure and deterministic: the same
 * graph gives the same picture in whatever order it arrives. Given the picture from before, what is
 * still there stays where it was.
 */
import { drawAnew } from './draw-anew';
import type { Layout, LayoutInput } from './drawing';
import { keepLayout } from './keep';

/**
 * Draws the graph. `previous` is the picture on screen, of whichever layout; leave it out to draw anew. `onPlaced` is told
 * where everything stands before the lines between boxes are drawn, where those are drawn last.
 */
export function layOut(input: LayoutInput, previous?: Layout, onPlaced?: (layout: Layout) => void): Layout {
  return (previous === undefined ? null : keepLayout(input, previous)) ?? drawAnew(input, onPlaced);
}
