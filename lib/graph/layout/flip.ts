/** Pictures that run downwards are drawn to the right and turned round at the diagonal. */
import type { EdgeRoute, LayoutInput, Point, Rect } from './drawing';

export function flipPoint({ x, y }: Point): Point {
  return { x: y, y: x };
}

export function flipRect(rect: Rect): Rect {
  return { x: rect.y, y: rect.x, width: rect.height, height: rect.width };
}

export function flipRects(rects: ReadonlyMap<string, Rect>): Map<string, Rect> {
  return new Map([...rects].map(([id, rect]) => [id, flipRect(rect)]));
}

export function flipRoutes(routes: ReadonlyMap<string, EdgeRoute>): Map<string, EdgeRoute> {
  return new Map(
    [...routes].map(([id, route]) => [
      id,
      {
        source: flipPoint(route.source),
        target: flipPoint(route.target),
        controls: route.controls.map(flipPoint),
        back: route.back,
      },
    ]),
  );
}

export function flipInput(input: LayoutInput): LayoutInput {
  return {
    ...input,
    nodes: input.nodes.map((node) => ({ ...node, width: node.height, height: node.width })),
    ...(input.room !== undefined && { room: { width: input.room.height, height: input.room.width } }),
  };
}
