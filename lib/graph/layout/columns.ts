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
const TRIALS = 16;
/** What a line across half the picture costs, as a share of its size. */
const LENGTH_COST = 0.35;
const BACK_COST = 0.12;
/** What calls up and down within a column cost where columns follow the calls. */
const UPRIGHT_COST = 0.35;

/** What calls cost that pass by what stands between, where columns follow the calls. */
const SKIP_COST = 0.5;

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

/** One way of setting things in columns. */
export interface ColumnSetting {
  readonly corners: readonly Corner[];
  readonly width: number;
  readonly height: number;
  /** 1 where all calls are short and run forwards, less for each that does not. */
  readonly calm: number;
}

/** Of several ways the one that is large on the page, with short lines that run forwards; the first where none is. */
export function largestIn(settings: readonly ColumnSetting[], room: Room): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  settings.forEach(({ width, height, calm }, index) => {
    const score = Math.min(1, room.width / width, room.height / height) * calm;
    if (score <= most) return;
    most = score;
    best = index;
  });
  return best;
}

/** All the ways that columns of different heights give, each once. */
export function columnSettings(
  units: readonly Room[],
  calls: readonly Call[],
  gaps: PackingGaps,
): ColumnSetting[] {
  const depth = depthsOf(units.length, calls);
  const order = units.map((_, index) => index).sort((a, b) => (depth[a] ?? 0) - (depth[b] ?? 0) || a - b);
  const total = units.reduce((sum, unit) => sum + unit.height + gaps.stack, 0);
  const highest = units.reduce((most, unit) => Math.max(most, unit.height), 0);
  const settings: ColumnSetting[] = [];
  const tried = new Set<string>();
  for (let trial = 0; trial <= TRIALS; trial += 1) {
    const limit = highest + ((total - highest) * trial) / TRIALS;
    const columns = fill(order, units, limit, gaps.stack, gaps.byDepth ? depth : null);
    const key = columns.map((column) => column.length).join(' ');
    if (tried.has(key)) continue;
    tried.add(key);
    for (const tight of gaps.byDepth ? [false] : [false, true])
      settings.push(
        settingOf(
          stackColumns(columns, units, calls, depth, gaps, tight),
          units,
          calls,
          gaps.byDepth,
          columns,
        ),
      );
  }
  return settings;
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
  tight: boolean,
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
  let before = '';
  for (let round = 0; round < 5; round += 1) {
    let x = 0;
    for (const column of sorted) {
      const width = column.reduce((most, index) => Math.max(most, size(index).width), 0);
      const wishes = new Map(column.map((index) => [index, wish(index, 'y')]));
      const byCalls = (a: number, b: number) => (byDepth ? (depth[a] ?? 0) - (depth[b] ?? 0) : 0);
      if (round > 0)
        column.sort((a, b) => byCalls(a, b) || (wishes.get(a) ?? 0) - (wishes.get(b) ?? 0) || a - b);
      const rows = tight
        ? tightRowsOf(column, size, width, beside, (index) => wishes.get(index) ?? 0)
        : rowsOf(column, size, width, beside);
      let y = -rows.reduce((sum, row) => sum + heightOfRow(row, size) + stack, -stack) / 2;
      for (const row of rows) {
        // Callers before callees within a row, as everywhere along the flow.
        if (row.length > 1) {
          const across = new Map(row.map((index) => [index, wish(index, 'x')]));
          row.sort(
            (a, b) =>
              (depth[a] ?? 0) - (depth[b] ?? 0) || (across.get(a) ?? 0) - (across.get(b) ?? 0) || a - b,
          );
        }
        let at = x;
        for (const index of row) {
          corners[index] = { x: at, y };
          at += size(index).width + beside;
        }
        y += heightOfRow(row, size) + stack;
      }
      x += width + gutter;
    }
    const order = sorted.map((column) => column.join(' ')).join('|');
    // Once nothing changes place any more, another round changes nothing.
    if (round > 1 && order === before) break;
    before = order;
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

/** As few rows as may be: the highest first, the others beside them where there is width, the rows by what their things call. */
function tightRowsOf(
  column: readonly number[],
  size: (index: number) => Room,
  width: number,
  beside: number,
  wish: (index: number) => number,
): number[][] {
  const highest = [...column].sort((a, b) => size(b).height - size(a).height || a - b);
  const rows = rowsOf(highest, size, width, beside);
  const mean = (row: readonly number[]) => row.reduce((sum, index) => sum + wish(index), 0) / row.length;
  return rows.sort((a, b) => mean(a) - mean(b) || (a[0] ?? 0) - (b[0] ?? 0));
}

function heightOfRow(row: readonly number[], size: (index: number) => Room): number {
  return row.reduce((most, index) => Math.max(most, size(index).height), 0);
}

function settingOf(
  corners: readonly Corner[],
  units: readonly Room[],
  calls: readonly Call[],
  byDepth: boolean,
  columns: readonly (readonly number[])[],
): ColumnSetting {
  const width = units.reduce((most, unit, index) => Math.max(most, (corners[index]?.x ?? 0) + unit.width), 1);
  const height = units.reduce(
    (most, unit, index) => Math.max(most, (corners[index]?.y ?? 0) + unit.height),
    1,
  );
  if (calls.length === 0) return { corners, width, height, calm: 1 };
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
  const alongCalls = byDepth ? UPRIGHT_COST * upright + SKIP_COST * skipping(columns, calls) : 0;
  const calm = 1 - (LENGTH_COST * length) / calls.length / 2 - (BACK_COST * back + alongCalls) / calls.length;
  return { corners, width, height, calm };
}

/** Calls that pass by a whole column on their way. */
function skipping(columns: readonly (readonly number[])[], calls: readonly Call[]): number {
  const columnOf = new Map(
    columns.flatMap((column, place) => column.map((index) => [index, place] as const)),
  );
  return calls.filter(({ from, to }) => Math.abs((columnOf.get(to) ?? 0) - (columnOf.get(from) ?? 0)) > 1)
    .length;
}
