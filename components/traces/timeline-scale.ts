/** From time to pixels on the waterfall's right side, and what of a bar is seen. Pure. */

export interface Range {
  /** µs from the trace's start. */
  readonly fromUs: number;
  readonly toUs: number;
}

export interface TimelineScale extends Range {
  readonly width: number;
  x(us: number): number;
  us(x: number): number;
}

/** Room at the left for the edge, at the right for the label of a bar that ends there. */
export const PAD_LEFT = 6;
export const PAD_RIGHT = 64;

export function timelineScale(range: Range, width: number): TimelineScale {
  const inner = Math.max(1, width - PAD_LEFT - PAD_RIGHT);
  const span = Math.max(range.toUs - range.fromUs, 1e-3);
  return {
    ...range,
    width,
    x: (us) => PAD_LEFT + ((us - range.fromUs) / span) * inner,
    us: (x) => range.fromUs + ((x - PAD_LEFT) / inner) * span,
  };
}

export interface BarBox {
  readonly left: number;
  readonly width: number;
  /** The bar goes on beyond the edge. */
  readonly cutLeft: boolean;
  readonly cutRight: boolean;
}

const LEAST_WIDTH = 2;

/** What is seen of the time from `fromUs` to `toUs`; `null` where nothing is. */
export function barBox(
  scale: TimelineScale,
  fromUs: number,
  toUs: number,
  leastWidth = LEAST_WIDTH,
): BarBox | null {
  const left = scale.x(fromUs);
  const right = scale.x(toUs);
  if (right < 0 || left > scale.width) return null;
  const from = Math.max(0, left);
  const to = Math.min(scale.width, right);
  return {
    left: from,
    width: Math.max(leastWidth, to - from),
    cutLeft: left < 0,
    cutRight: right > scale.width,
  };
}

/** Where a bar's label has room: right of it, else left, else on it. */
export function labelSide(box: BarBox, labelWidth: number, width: number): 'right' | 'left' | 'inside' {
  if (!box.cutRight && box.left + box.width + 8 + labelWidth <= width) return 'right';
  if (!box.cutLeft && box.left - 8 - labelWidth >= 0) return 'left';
  return 'inside';
}

/**
 * Boxes of many sections, those closer than a pixel joined. Pixels are marked first, so that the merged path of a
 * folded subtree costs one pass over its sections, in whatever order they come.
 */
export function joinedBoxes(
  scale: TimelineScale,
  sections: Iterable<{ readonly fromUs: number; readonly toUs: number }>,
): { left: number; width: number }[] {
  const width = Math.ceil(scale.width);
  let marks: Int32Array | null = null;
  for (const section of sections) {
    const box = barBox(scale, section.fromUs, section.toUs, 1);
    if (box === null) continue;
    marks ??= new Int32Array(width + 2);
    const from = Math.floor(box.left);
    const to = Math.min(width + 1, Math.max(from + 1, Math.round(box.left + box.width)));
    marks[from] = (marks[from] ?? 0) + 1;
    marks[to] = (marks[to] ?? 0) - 1;
  }
  // Most rows are not on the path.
  if (marks === null) return [];
  const boxes: { left: number; width: number }[] = [];
  let open = 0;
  let left = 0;
  for (let x = 0; x <= width + 1; x += 1) {
    const change = marks[x] ?? 0;
    if (open === 0 && change > 0) left = x;
    if (open > 0 && open + change === 0) boxes.push({ left, width: x - left });
    open += change;
  }
  return boxes;
}

/** A range moved and limited so that it stays within the trace and is at least a thousandth of it long. */
export function limitedRange(range: Range, durationUs: number): Range {
  const least = Math.max(durationUs / 1000, 1);
  const length = Math.min(durationUs, Math.max(least, range.toUs - range.fromUs));
  const fromUs = Math.min(Math.max(0, range.fromUs), durationUs - length);
  return { fromUs, toUs: fromUs + length };
}

/** A range made longer (`factor` > 1) or shorter around an instant. */
export function zoomedRange(range: Range, aroundUs: number, factor: number, durationUs: number): Range {
  return limitedRange(
    {
      fromUs: aroundUs - (aroundUs - range.fromUs) * factor,
      toUs: aroundUs + (range.toUs - aroundUs) * factor,
    },
    durationUs,
  );
}

/** A range of the same length elsewhere, as far as the trace goes. */
export function pannedRange(range: Range, byUs: number, durationUs: number): Range {
  return limitedRange({ fromUs: range.fromUs + byUs, toUs: range.toUs + byUs }, durationUs);
}

/** `120-4500` in the URL, whole µs; `null` for anything else. */
export function parseRange(text: string): Range | null {
  const match = /^(\d{1,15})-(\d{1,15})$/.exec(text);
  if (match === null) return null;
  const range = { fromUs: Number(match[1]), toUs: Number(match[2]) };
  return range.toUs > range.fromUs ? range : null;
}

export function writeRange(range: Range): string {
  return `${Math.floor(range.fromUs)}-${Math.ceil(range.toUs)}`;
}
