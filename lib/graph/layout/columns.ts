/**
 * Sets things of any size in columns along the calls, as many columns as make the picture largest on the page it is
 * for: the packing of boxes and loose cards, and of the cards of a box that is folded.
 */
import type { LayoutInput } from './drawing';
import { arcsToTurn, longestPathLayers } from './layers';

type Room = NonNullable<LayoutInput['room']>;

/** Free space between columns, between the things of a column, and between those that share a row of it. */
export interface PackingGaps {
  readonly gutter: number;
  readonly stack: number;
  readonly beside: number;
  /** Whether callers and callees share a column only where all of both have room in it. */
  readonly byDepth: boolean;
}

/** Heights that are tried for the columns. */
const TRIALS = 32;
/** What a line across half the picture costs, as a share of its size. */
const LENGTH_COST = 0.35;
const BACK_COST = 0.12;
/** What calls up and down within a column cost where columns follow the calls. */
const UPRIGHT_COST = 0.35;

/** A call between two units, and where in them its cards stand. */
export interface Call {
  readonly from: number;
  readonly to: number;
  readonly fromAt: Corner;
  readonly toAt: Corner;
}

export interface Corner {
  readonly x: number;
  readonly y: number;
}

/** Tries columns of several heights and takes the best: large on the page, with short lines that run forwards. */
export function setInColumns(
  units: readonly Room[],
  calls: readonly Call[],
  room: Room,
  gaps: PackingGaps,
): readonly Corner[] {
  const depth = depthsOf(units.length, calls);
  const order = units.map((_, index) => index).sort((a, b) => (depth[a] ?? 0) - (depth[b] ?? 0) || a - b);
  const total = units.reduce((sum, unit) => sum + unit.height + gaps.stack, 0);
  const highest = units.reduce((most, unit) => Math.max(most, unit.height), 0);
  let best: { score: number; corners: readonly Corner[] } = { score: Number.NEGATIVE_INFINITY, corners: [] };
  const tried = new Set<string>();
  for (let trial = 0; trial <= TRIALS; trial += 1) {
    const limit = highest + ((total - highest) * trial) / TRIALS;
    const columns = fill(order, units, limit, gaps.stack, gaps.byDepth ? depth : null);
    const key = columns.map((column) => column.length).join(' ');
    if (tried.has(key)) continue;
    tried.add(key);
    const corners = stackColumns(columns, units, calls, depth, gaps);
    const score = scoreOf(corners, units, calls, room, gaps.byDepth ? UPRIGHT_COST : 0);
    if (score > best.score) best = { score, corners };
  }
  return best.corners;
}

/** How many calls away from the first caller each unit is; callers before callees. */
function depthsOf(count: number, calls: readonly Call[]): Int32Array {
  const arcs = {
    from: Int32Array.from(calls, (call) => call.from),
    to: Int32Array.from(calls, (call) => call.to),
  };
  const turned = arcsToTurn(count, arcs);
  return longestPathLayers(count, {
    from: arcs.from.map((from, index) => (turned[index] === 1 ? (arcs.to[index] ?? 0) : from)),
    to: arcs.to.map((to, index) => (turned[index] === 1 ? (arcs.from[index] ?? 0) : to)),
  });
}

/** Columns no higher than `limit`, unless one thing is; with `depth` the things of one depth stay together where they fit. */
function fill(
  order: readonly number[],
  units: readonly Room[],
  limit: number,
  stack: number,
  depth: Int32Array | null,
): number[][] {
  const columns: number[][] = [[]];
  let height = 0;
  order.forEach((index, at) => {
    const own = (units[index]?.height ?? 0) + stack;
    let needed = own;
    if (depth !== null && depth[order[at - 1] ?? index] !== depth[index])
      for (let next = at + 1; depth[order[next] ?? -1] === depth[index]; next += 1)
        needed += (units[order[next] ?? 0]?.height ?? 0) + stack;
    const column = columns.at(-1);
    if (column === undefined || (column.length > 0 && height + needed - stack > limit)) {
      columns.push([index]);
      height = own;
    } else {
      column.push(index);
      height += own;
    }
  });
  return columns;
}

/**
 * Corners of all units: each column in the order of what its things call and are called by, narrow ones side by
 * side in rows, the columns around one middle.
 */
function stackColumns(
  columns: readonly (readonly number[])[],
  units: readonly Room[],
  calls: readonly Call[],
  depth: Int32Array,
  { gutter, stack, beside, byDepth }: PackingGaps,
): Corner[] {
  const corners: { x: number; y: number }[] = units.map(() => ({ x: 0, y: 0 }));
  const neighbours = units.map((): { readonly unit: number; readonly at: Corner }[] => []);
  for (const { from, to, fromAt, toAt } of calls) {
    neighbours[from]?.push({ unit: to, at: toAt });
    neighbours[to]?.push({ unit: from, at: fromAt });
  }
  const size = (index: number): Room => units[index] ?? { width: 0, height: 0 };
  const middle = (index: number) => ({
    x: (corners[index]?.x ?? 0) + size(index).width / 2,
    y: (corners[index]?.y ?? 0) + size(index).height / 2,
  });
  const wish = (index: number, axis: 'x' | 'y') => {
    const around = neighbours[index] ?? [];
    const sum = around.reduce((total, { unit, at }) => total + (corners[unit]?.[axis] ?? 0) + at[axis], 0);
    return around.length === 0 ? middle(index)[axis] : sum / around.length;
  };
  const sorted = columns.map((column) => [...column]);
  for (let round = 0; round < 5; round += 1) {
    let x = 0;
    for (const column of sorted) {
      const width = column.reduce((most, index) => Math.max(most, size(index).width), 0);
      const wishes = new Map(column.map((index) => [index, wish(index, 'y')]));
      const before = (a: number, b: number) => (byDepth ? (depth[a] ?? 0) - (depth[b] ?? 0) : 0);
      if (round > 0)
        column.sort((a, b) => before(a, b) || (wishes.get(a) ?? 0) - (wishes.get(b) ?? 0) || a - b);
      const rows = rowsOf(column, size, width, beside);
      let y = -rows.reduce((sum, row) => sum + heightOfRow(row, size) + stack, -stack) / 2;
      for (const row of rows) {
        // Callers before callees within a row, as everywhere along the flow.
        row.sort((a, b) => (depth[a] ?? 0) - (depth[b] ?? 0) || wish(a, 'x') - wish(b, 'x') || a - b);
        let at = x;
        for (const index of row) {
          corners[index] = { x: at, y };
          at += size(index).width + beside;
        }
        y += heightOfRow(row, size) + stack;
      }
      x += width + gutter;
    }
  }
  const top = corners.reduce((least, corner) => Math.min(least, corner.y), Number.POSITIVE_INFINITY);
  return corners.map(({ x, y }) => ({ x, y: Math.round(y - (Number.isFinite(top) ? top : 0)) }));
}

/** Things share a row of the column while they fit into its width: the next one in the row before, low ones in any. */
function rowsOf(
  column: readonly number[],
  size: (index: number) => Room,
  width: number,
  beside: number,
): number[][] {
  const rows: number[][] = [];
  const used: number[] = [];
  for (const index of column) {
    const own = size(index);
    const at = rows.findIndex(
      (row, place) =>
        (used[place] ?? 0) + beside + own.width <= width &&
        (place === rows.length - 1 || own.height <= heightOfRow(row, size)),
    );
    if (at < 0) {
      rows.push([index]);
      used.push(own.width);
    } else {
      rows[at]?.push(index);
      used[at] = (used[at] ?? 0) + beside + own.width;
    }
  }
  return rows;
}

function heightOfRow(row: readonly number[], size: (index: number) => Room): number {
  return row.reduce((most, index) => Math.max(most, size(index).height), 0);
}

function scoreOf(
  corners: readonly Corner[],
  units: readonly Room[],
  calls: readonly Call[],
  room: Room,
  uprightCost: number,
): number {
  const width = units.reduce((most, unit, index) => Math.max(most, (corners[index]?.x ?? 0) + unit.width), 1);
  const height = units.reduce(
    (most, unit, index) => Math.max(most, (corners[index]?.y ?? 0) + unit.height),
    1,
  );
  const scale = Math.min(1, room.width / width, room.height / height);
  if (calls.length === 0) return scale;
  let length = 0;
  let back = 0;
  let upright = 0;
  for (const { from, to, fromAt, toAt } of calls) {
    const a = corners[from];
    const b = corners[to];
    if (a === undefined || b === undefined) continue;
    const dx = b.x + toAt.x - a.x - fromAt.x;
    const dy = b.y + toAt.y - a.y - fromAt.y;
    length += Math.abs(dx) / width + Math.abs(dy) / height;
    if (b.x < a.x) back += 1;
    if (b.x === a.x) upright += 1;
  }
  return (
    scale *
    (1 -
      (LENGTH_COST * length) / calls.length / 2 -
      (BACK_COST * back + uprightCost * upright) / calls.length)
  );
}
