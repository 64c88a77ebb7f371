/** The head of a drawn line, as the `d` of an SVG path. */

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A triangle that ends at `tip`, as long and as wide as `size`; `direction` has length 1 and leads to the tip. */
export function arrowHead(tip: Point, direction: Point, size: number): string {
  const [dx, dy] = [direction.x * size, direction.y * size];
  return `M${tip.x} ${tip.y}L${tip.x - dx - dy / 2} ${tip.y - dy + dx / 2}L${tip.x - dx + dy / 2} ${tip.y - dy - dx / 2}Z`;
}
