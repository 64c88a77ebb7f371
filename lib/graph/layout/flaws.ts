/** What is wrong with a picture, in words: empty for a good one. For tests of every layout. */
import type { Layout, LayoutInput, Rect } from './drawing';
import { near } from './routing/rect-index';
import { pointsAlong } from './spline';
import { BoxTree } from './tree';

/** `lines: false` leaves out whether lines run through cards. */
export function flawsOf(
  input: LayoutInput,
  layout: Layout,
  options: { readonly lines?: boolean } = {},
): string[] {
  return [
    ...cardFlaws(input, layout),
    ...boxFlaws(input, layout),
    ...routeFlaws(input, layout),
    ...(options.lines === false ? [] : lineFlaws(input, layout)),
  ];
}

function cardFlaws(input: LayoutInput, { nodes }: Layout): string[] {
  const flaws: string[] = [];
  const rects = [...nodes];
  for (const { id, width, height } of input.nodes) {
    const rect = nodes.get(id);
    if (rect === undefined || ![rect.x, rect.y].every(Number.isFinite)) flaws.push(`${id} has no place`);
    else if (rect.width !== width || rect.height !== height) flaws.push(`${id} has another size`);
  }
  rects.forEach(([a, first], index) => {
    for (const [b, second] of rects.slice(index + 1))
      if (near(first, second, -0.5)) flaws.push(`${a} lies on ${b}`);
  });
  return flaws;
}

function boxFlaws(input: LayoutInput, { nodes, boxes }: Layout): string[] {
  const flaws: string[] = [];
  const tree = new BoxTree(input);
  const rect = (id: string): Rect | undefined => boxes.get(id) ?? nodes.get(id);
  const things = [...input.nodes, ...input.boxes].map(({ id }) => id);
  for (const { id: box } of input.boxes) {
    const own = boxes.get(box);
    if (own === undefined) {
      flaws.push(`box ${box} has no place`);
      continue;
    }
    for (const id of things) {
      const other = rect(id);
      if (other === undefined || id === box || tree.around(box).includes(id)) continue;
      const inside = tree.around(id).includes(box);
      if (inside && !holds(own, other)) flaws.push(`${id} sticks out of ${box}`);
      if (!inside && near(own, other, -0.5)) flaws.push(`${id} lies on box ${box}`);
    }
  }
  return flaws;
}

function routeFlaws(input: LayoutInput, layout: Layout): string[] {
  return input.edges.flatMap(({ id, source, target }): string[] => {
    const route = layout.edges.get(id);
    if (source === target) return route === undefined ? [] : [`loop ${id} has a route`];
    if (route === undefined) return [`${id} has no route`];
    const points = [route.source, route.target, ...route.controls];
    return points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
      ? []
      : [`${id} leads nowhere`];
  });
}

function lineFlaws(input: LayoutInput, { nodes, edges }: Layout): string[] {
  return input.edges.flatMap(({ id, source, target }): string[] => {
    const route = edges.get(id);
    if (route === undefined) return [];
    const points = pointsAlong(route, 12);
    return [...nodes].flatMap(([node, rect]) => {
      if (node === source || node === target) return [];
      const hit = points.some(
        ({ x, y }) =>
          x > rect.x && x < rect.x + rect.width && y > rect.y + 0.5 && y < rect.y + rect.height - 0.5,
      );
      return hit ? [`${id} runs through ${node}`] : [];
    });
  });
}

function holds(outer: Rect, inner: Rect): boolean {
  return (
    inner.x >= outer.x - 0.5 &&
    inner.y >= outer.y - 0.5 &&
    inner.x + inner.width <= outer.x + outer.width + 0.5 &&
    inner.y + inner.height <= outer.y + outer.height + 0.5
  );
}
