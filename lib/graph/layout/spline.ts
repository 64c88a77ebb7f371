/** Points along a route, as the renderer draws it: for labels, hit areas and tests. */
import type { EdgeRoute, Point } from './drawing';

/** Points of the quadratic B-spline, `steps` per piece, both ends included. */
export function pointsAlong(route: EdgeRoute, steps = 8): Point[] {
  const { controls, source, target } = route;
  const points: Point[] = [source];
  if (controls.length === 0) {
    for (let step = 1; step <= steps; step += 1) points.push(between(source, target, step / steps));
    return points;
  }
  let from = source;
  controls.forEach((control, index) => {
    const next = controls[index + 1];
    const to = next === undefined ? target : between(control, next, 0.5);
    for (let step = 1; step <= steps; step += 1) {
      const t = step / steps;
      points.push(between(between(from, control, t), between(control, to, t), t));
    }
    from = to;
  });
  return points;
}

/** The point at a share (0..1) of the length of a polyline. */
export function pointAt(points: readonly Point[], share: number): Point {
  const lengths = points.slice(1).map((point, index) => distance(points[index] ?? point, point));
  let left = lengths.reduce((sum, length) => sum + length, 0) * share;
  for (let index = 0; index < lengths.length; index += 1) {
    const length = lengths[index] ?? 0;
    const a = points[index];
    const b = points[index + 1];
    if (left <= length && a !== undefined && b !== undefined)
      return length === 0 ? a : between(a, b, left / length);
    left -= length;
  }
  return points.at(-1) ?? { x: 0, y: 0 };
}

export function polylineLength(points: readonly Point[]): number {
  return points.slice(1).reduce((sum, point, index) => sum + distance(points[index] ?? point, point), 0);
}

function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

function between(a: Point, b: Point, t: number): Point {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}
