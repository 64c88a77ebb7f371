/** Bare lines, boxes and far-away cards as pixels. Runs in a worker where there is one: thousands of lines take longer than a frame. */

/** Everything that one picture is painted from; plain data, so that it can be sent to a worker. */
export interface PaintJob {
  readonly view: PaintedView;
  readonly boxes: RectGroup;
  /** From back to front. */
  readonly groups: readonly LineGroup[];
  /** Cards, over the lines; none where Cytoscape draws them. */
  readonly cards: readonly RectGroup[];
}

/** Rounded rectangles that look alike. */
export interface RectGroup {
  /** x, y, width, height of each, in pixels at zoom 1. */
  readonly rects: Float32Array;
  readonly radius: number;
  readonly fill: string;
  readonly border: string;
}

/** Where the picture stands on the canvas. */
export interface PaintedView {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  /** Size in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
}

export interface LineGroup {
  readonly color: string;
  /** Pixels at zoom 1. */
  readonly width: number;
  /** Never thinner than this on the screen, in CSS pixels. */
  readonly least: number;
  /** x1, y1, x2, y2 of each, in pixels at zoom 1. */
  readonly segments: Float32Array;
}

/** Lines that share one path: a path of thousands is slower to fill than the lines alone. */
const LINES_A_PATH = 8;

export function paint({ view, boxes, groups, cards }: PaintJob): ImageBitmap {
  const { zoom, ratio } = view;
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(view.width * ratio)),
    Math.max(1, Math.round(view.height * ratio)),
  );
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('The browser gives no canvas to paint lines on.');
  context.setTransform(zoom * ratio, 0, 0, zoom * ratio, view.x * ratio, view.y * ratio);
  paintRects(context, boxes);
  const seen = {
    left: -view.x / zoom,
    top: -view.y / zoom,
    right: (view.width - view.x) / zoom,
    bottom: (view.height - view.y) / zoom,
  };
  for (const group of groups) {
    context.strokeStyle = group.color;
    context.lineWidth = Math.max(group.width, group.least / zoom);
    strokeLines(context, group.segments, seen);
  }
  for (const group of cards) paintRects(context, group);
  return canvas.transferToImageBitmap();
}

function paintRects(
  context: OffscreenCanvasRenderingContext2D,
  { rects, radius, fill, border }: RectGroup,
): void {
  context.fillStyle = fill;
  context.strokeStyle = border;
  context.lineWidth = 1;
  for (let at = 0; at < rects.length; at += 4) {
    const [x = 0, y = 0, width = 0, height = 0] = rects.subarray(at, at + 4);
    context.beginPath();
    context.roundRect(x, y, width, height, radius);
    context.fill();
    context.stroke();
  }
}

interface Seen {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function strokeLines(context: OffscreenCanvasRenderingContext2D, segments: Float32Array, seen: Seen): void {
  let lines = 0;
  context.beginPath();
  for (let at = 0; at < segments.length; at += 4) {
    const x1 = segments[at] ?? 0;
    const y1 = segments[at + 1] ?? 0;
    const x2 = segments[at + 2] ?? 0;
    const y2 = segments[at + 3] ?? 0;
    if (Math.max(x1, x2) < seen.left || Math.min(x1, x2) > seen.right) continue;
    if (Math.max(y1, y2) < seen.top || Math.min(y1, y2) > seen.bottom) continue;
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    lines += 1;
    if (lines % LINES_A_PATH === 0) {
      context.stroke();
      context.beginPath();
    }
  }
  context.stroke();
}
