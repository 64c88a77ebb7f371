/**
 * The picture of a large graph as the page will draw it first, for whoever draws it before the page can: the same
 * elements, the same places and the same part in sight. Pure, for the server.
 */
import { roomOn } from '@/components/graph/arrangement/room';
import { LEAST_ZOOM } from '@/components/graph/canvas/camera';
import { type Fitted, fitWhole } from '@/components/graph/canvas/fit';
import { detailAt } from '@/components/graph/canvas/viewport';
import { withBoxes } from '@/components/graph/cards/chosen-boxes';
import { elementOptions, type GraphElements, graphElements, layoutInput } from '@/components/graph/elements';
import { MANY_LINES } from '@/components/graph/lines/lean-lines';
import { viewOptions } from '@/components/graph/view-options';
import type { GraphView } from '@/components/graph/view-state';
import type { ScopeValues } from '@/components/shell/scope-codec';
import type { GraphAnswer } from '@/lib/graph/contract';
import { placeAnew } from '@/lib/graph/layout/draw-anew';
import type { Layout } from '@/lib/graph/layout/drawing';
import { viewOf } from '@/lib/graph/view/view-of';

/** Of the stage, in pixels of the page. */
export interface StageSize {
  readonly width: number;
  readonly height: number;
}

export interface DrawnPicture {
  readonly elements: GraphElements;
  readonly layout: Layout;
  readonly fitted: Fitted;
  readonly size: StageSize;
}

/** More lines than this take longer to arrange than a server that answers others at the same time should. */
const MOST_LINES = 12_000;

/**
 * Whether what an address asks for depends on nothing but its one answer: no expressions, no second moment, nothing
 * selected or put elsewhere, no other layout than ours; and all that is answered is drawn, however much it is.
 */
export function isPlainView(scope: Pick<ScopeValues, 'namespaces'>, view: GraphView): boolean {
  if (scope.namespaces === null && !view.everything) return false;
  const { find, hide, before, node, edge, table, hidden, layout, renderer } = view;
  const written = find.trim() !== '' || hide.trim() !== '' || hidden.length > 0;
  const chosen = before !== null || node !== null || edge !== null || table;
  return !written && !chosen && layout === 'layered' && renderer === 'canvas';
}

/**
 * Step by step, so that a server can answer others in between; the last value is the picture. Null: a picture that is
 * small, which the page draws in full and as soon as it can draw, or larger than is arranged here.
 */
export function* drawPicture(
  answer: GraphAnswer,
  view: GraphView,
  size: StageSize,
): Generator<void, DrawnPicture | null> {
  const { length } = answer.edges;
  if (length <= MANY_LINES || length > MOST_LINES) return null;
  const boxed = withBoxes(answer, view.boxes);
  const shown = viewOf(boxed, viewOptions(boxed, view, null, null));
  yield;
  const elements = graphElements(shown, view.labels, elementOptions(view));
  if (elements.lines.length <= MANY_LINES) return null;
  yield;
  const layout = placeAnew({
    ...layoutInput(elements, view.labels),
    direction: view.direction,
    room: roomOn(size),
  });
  yield;
  const fitted = fitWhole(layout, elements.lines.length, size, [], LEAST_ZOOM);
  return detailAt(fitted.zoom) === 'far' ? { elements, layout, fitted, size } : null;
}
