/**
 * Calls between the same two boxes run side by side: they are ordered and placed as one thick line, and take
 * their own places in it and their own ports at its ends afterwards. A tenth of the work, and a quieter picture.
 */
import type { LayeredEdge, LayeredItem } from './mesh-of-layers';
import type { Run } from './runs';

/** Between two lines of a bundle. */
const GAP = 4;

export interface Bundles {
  /** One edge for each bundle. */
  readonly edges: readonly LayeredEdge[];
  /** For each of them, positions of its members in the list that was given, from top to bottom. */
  readonly members: readonly (readonly number[])[];
}

export function bundled(items: readonly LayeredItem[], edges: readonly LayeredEdge[]): Bundles {
  const byEnds = new Map<number, number[]>();
  edges.forEach(({ from, to }, index) => {
    const boxes = items[from]?.isBox === true && items[to]?.isBox === true;
    const key = boxes ? from * items.length + to : -1 - index;
    const list = byEnds.get(key);
    if (list === undefined) byEnds.set(key, [index]);
    else list.push(index);
  });
  const members = [...byEnds.values()];
  for (const list of members) list.sort((a, b) => height(edges[a]) - height(edges[b]) || a - b);
  return { members, edges: members.flatMap((list) => thickOf(list, edges) ?? []) };
}

/** The runs of all edges, from those of the bundles. */
export function unbundled(
  { edges: thick, members }: Bundles,
  edges: readonly LayeredEdge[],
  runs: readonly (readonly Run[])[],
): Run[][] {
  const result: Run[][] = edges.map(() => []);
  members.forEach((list, bundle) => {
    const whole = thick[bundle];
    const way = runs[bundle] ?? [];
    list.forEach((index, place) => {
      const edge = edges[index];
      const shift = (place - (list.length - 1) / 2) * GAP;
      result[index] = way.map((run, step) => {
        const atStart = step === 0 ? (edge?.fromOffset ?? 0) - (whole?.fromOffset ?? 0) : null;
        const atEnd = step === way.length - 1 ? (edge?.toOffset ?? 0) - (whole?.toOffset ?? 0) : null;
        return { x1: run.x1, x2: run.x2, y: run.y + (atStart ?? atEnd ?? shift) };
      });
    });
  });
  return result;
}

function thickOf(list: readonly number[], edges: readonly LayeredEdge[]): LayeredEdge | null {
  const first = edges[list[0] ?? -1];
  if (first === undefined || list.length === 1) return first ?? null;
  const mean = (of: (edge: LayeredEdge | undefined) => number) =>
    list.reduce((sum, index) => sum + of(edges[index]), 0) / list.length;
  return {
    ...first,
    fromOffset: mean((edge) => edge?.fromOffset ?? 0),
    toOffset: mean((edge) => edge?.toOffset ?? 0),
    // Even, so that everything stands on whole pixels.
    thickness: (list.length - 1) * GAP,
  };
}

function height(edge: LayeredEdge | undefined): number {
  return (edge?.fromOffset ?? 0) + (edge?.toOffset ?? 0);
}
