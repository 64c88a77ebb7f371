/** By which column a table is sorted, as it stands in an address: `name`, or `-duration` for the largest first. */
import { createParser } from 'nuqs';
import { sortPositions } from '@/lib/traces/model/order';

export interface SortOrder {
  readonly column: string;
  readonly descending: boolean;
}

export function parseSort(text: string): SortOrder | null {
  const column = text.replace(/^-/, '');
  return /^\w+$/.test(column) ? { column, descending: text.startsWith('-') } : null;
}

export function writeSort({ column, descending }: SortOrder): string {
  return `${descending ? '-' : ''}${column}`;
}

export const sortParser = createParser<SortOrder>({
  parse: parseSort,
  serialize: writeSort,
  eq: (a, b) => writeSort(a) === writeSort(b),
});

/** After a click on a heading: the other way round, or another column, figures with the largest first. */
export function nextSort(now: SortOrder, column: string, isText: boolean): SortOrder {
  return now.column === column ? { column, descending: !now.descending } : { column, descending: !isText };
}

/** Positions in the order of a column of numbers; equal ones stay in their order. */
export function orderByNumber(
  positions: Int32Array,
  numberOf: (position: number) => number,
  descending: boolean,
): Int32Array {
  const sign = descending ? -1 : 1;
  const keys = new Float64Array(positions.reduce((most, position) => Math.max(most, position), -1) + 1);
  for (const position of positions) keys[position] = sign * numberOf(position);
  sortPositions(positions, 0, positions.length, keys);
  return positions;
}

/** As `orderByNumber`, for texts of which few are distinct: each is compared once. */
export function orderByText(
  positions: Int32Array,
  idOf: (position: number) => number,
  texts: readonly string[],
  descending: boolean,
): Int32Array {
  const rank = new Int32Array(texts.length);
  texts
    .map((_, id) => id)
    .sort((a, b) => (texts[a] ?? '').localeCompare(texts[b] ?? '', 'en'))
    .forEach((id, place) => {
      rank[id] = place;
    });
  return orderByNumber(positions, (position) => rank[idOf(position)] ?? -1, descending);
}
