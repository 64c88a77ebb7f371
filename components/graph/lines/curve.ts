/** A route in Cytoscape's terms: end points from the nodes' middles, control points from the line between the ends. */
import type { EdgeRoute, Rect } from '@/lib/graph/layout/drawing';

export interface Curve {
  readonly straight: boolean;
  /** `"<x>px <y>px"` from the node's middle. */
  readonly sourceEndpoint: string;
  readonly targetEndpoint: string;
  /** Positive to the right of the direction from source to target, as the screen's y grows downwards. */
  readonly distances: readonly number[];
  readonly weights: readonly number[];
}

export function curveOf(route: EdgeRoute, source: Rect, target: Rect): Curve {
  const dx = route.target.x - route.source.x;
  const dy = route.target.y - route.source.y;
  const length = Math.hypot(dx, dy) || 1;
  const distances: number[] = [];
  const weights: number[] = [];
  for (const control of route.controls) {
    const x = control.x - route.source.x;
    const y = control.y - route.source.y;
    // Cytoscape cannot read exponents such as 1e-14.
    weights.push(rounded((x * dx + y * dy) / (length * length), 1e5));
    distances.push(rounded((y * dx - x * dy) / length, 100));
  }
  return {
    straight: route.controls.length === 0,
    sourceEndpoint: fromMiddle(route.source, source),
    targetEndpoint: fromMiddle(route.target, target),
    distances,
    weights,
  };
}

function fromMiddle(point: { readonly x: number; readonly y: number }, rect: Rect): string {
  const x = point.x - rect.x - rect.width / 2;
  const y = point.y - rect.y - rect.height / 2;
  return `${rounded(x, 100)}px ${rounded(y, 100)}px`;
}

function rounded(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}
