/** Frames put side by side on the values of one column, most often the time. */
import { type Cell, type Frame, type FrameField, fieldTitle, frame } from '@/lib/dashboards/frames/frame';
import type { Transformation } from '@/lib/dashboards/model/transformation';
import { cellKey, column, findField, MOST_ROWS } from './columns';
import { compareCells } from './rows';

interface Side {
  readonly on: FrameField;
  readonly others: readonly FrameField[];
  readonly rows: ReadonlyMap<string, readonly number[]>;
}

/**
 * Outer: every value of any frame; inner: values of all. Rows are in the order of the values. Where a frame has a value
 * several times, its first row counts, except in `outerTabular` and `inner`, which make a row of each.
 */
export function joinByField(
  frames: readonly Frame[],
  { byField, mode }: Extract<Transformation, { id: 'joinByField' }>,
): readonly Frame[] {
  const sides = frames.flatMap((of) => sideOf(of, byField));
  const [first] = sides;
  if (first === undefined || sides.length === 1) return frames;
  const values = new Map<string, Cell>();
  for (const { on } of sides) for (const cell of on.values) values.set(cellKey(cell), cell);
  const keys = [...values]
    .filter(([key]) => mode !== 'inner' || sides.every(({ rows }) => rows.has(key)))
    .toSorted(([, a], [, b]) => compareCells(a, b))
    .map(([key]) => key);
  const combined = keys.flatMap((key) => combinations(sides, key, mode !== 'outer')).slice(0, MOST_ROWS);
  const on = column(
    fieldTitle(first.on),
    first.on.type,
    combined.map(({ key }) => values.get(key) ?? null),
  );
  const fields = sides.flatMap(({ others }, side) =>
    others.map((field) => ({
      ...field,
      values: combined.map(({ rows }) => {
        const row = rows[side];
        return row === undefined || row === null ? null : (field.values[row] ?? null);
      }),
    })),
  );
  return [frame(frames[0]?.refId ?? 'A', [on, ...fields])];
}

function sideOf(of: Frame, byField: string): Side[] {
  const on = byField === '' ? of.fields.find(({ type }) => type === 'time') : findField(of, byField);
  if (on === undefined) return [];
  const rows = new Map<string, number[]>();
  for (const [row, cell] of on.values.entries()) {
    const key = cellKey(cell);
    const known = rows.get(key);
    if (known === undefined) rows.set(key, [row]);
    else known.push(row);
  }
  return [{ on, others: of.fields.filter((field) => field !== on), rows }];
}

interface Combination {
  readonly key: string;
  readonly rows: readonly (number | null)[];
}

function combinations(sides: readonly Side[], key: string, each: boolean): readonly Combination[] {
  let found: (readonly (number | null)[])[] = [[]];
  for (const { rows } of sides) {
    const here = rows.get(key) ?? [null];
    const chosen = each ? here : here.slice(0, 1);
    found = extended(found, chosen);
  }
  return found.map((rows) => ({ key, rows }));
}

/** Stops at the limit instead of making what would be cut: three columns of a thousand equal cells are 10^9 rows. */
function extended(found: readonly (readonly (number | null)[])[], chosen: readonly (number | null)[]) {
  const longer: (readonly (number | null)[])[] = [];
  for (const before of found) {
    for (const row of chosen) {
      if (longer.length === MOST_ROWS) return longer;
      longer.push([...before, row]);
    }
  }
  return longer;
}
