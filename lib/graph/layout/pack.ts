/** Puts unconnected groups side by side in rows, the largest first, near a wished shape. */
import type { Point } from './drawing';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Top left corners in the order given; `leastWidth` is the width that is there anyway. */
export function packRows(sizes: readonly Size[], gap: number, aspect: number, leastWidth: number): Point[] {
  const area = sizes.reduce((sum, size) => sum + (size.width + gap) * (size.height + gap), 0);
  const widest = Math.max(leastWidth, 0, ...sizes.map((size) => size.width));
  const limit = Math.max(widest, Math.sqrt(area * aspect));
  const order = sizes.map((_, index) => index);
  order.sort(
    (a, b) =>
      (sizes[b]?.height ?? 0) - (sizes[a]?.height ?? 0) ||
      (sizes[b]?.width ?? 0) - (sizes[a]?.width ?? 0) ||
      a - b,
  );
  const corners: Point[] = sizes.map(() => ({ x: 0, y: 0 }));
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  for (const index of order) {
    const size = sizes[index];
    if (size === undefined) continue;
    if (x > 0 && x + size.width > limit) {
      x = 0;
      y += rowHeight + gap;
      rowHeight = 0;
    }
    corners[index] = { x, y };
    x += size.width + gap;
    rowHeight = Math.max(rowHeight, size.height);
  }
  return corners;
}
