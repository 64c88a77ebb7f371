/** Rows that conditions choose, or all others. */
import { pattern } from '@/lib/dashboards/display/pattern';
import type { Cell, Frame } from '@/lib/dashboards/frames/frame';
import type { Transformation } from '@/lib/dashboards/model/transformation';
import { findField, withRows } from './columns';

type Options = Extract<Transformation, { id: 'filterByValue' }>;
type Filter = Options['filters'][number];

/** Conditions on columns that are not there do not take part. */
export function filterByValue(of: Frame, { filters, match, type }: Options): Frame {
  const conditions = filters.flatMap((filter) => {
    const field = findField(of, filter.field);
    return field === undefined ? [] : [{ field, fits: conditionOf(filter) }];
  });
  if (conditions.length === 0) return of;
  const rows: number[] = [];
  for (let row = 0; row < of.length; row += 1) {
    const fits = (one: (typeof conditions)[number]) => one.fits(one.field.values[row] ?? null);
    const chosen = match === 'all' ? conditions.every(fits) : conditions.some(fits);
    if (chosen === (type === 'include')) rows.push(row);
  }
  return withRows(of, rows);
}

function conditionOf(filter: Filter): (cell: Cell) => boolean {
  const { test, value = '', to = Number.POSITIVE_INFINITY } = filter;
  const number = Number(value);
  const figure = (compare: (x: number) => boolean) => (cell: Cell) =>
    typeof cell === 'number' && compare(cell);
  switch (test) {
    case 'greater':
      return figure((x) => x > number);
    case 'greaterOrEqual':
      return figure((x) => x >= number);
    case 'lower':
      return figure((x) => x < number);
    case 'lowerOrEqual':
      return figure((x) => x <= number);
    case 'between':
      return figure((x) => x > number && x < to);
    case 'equal':
      return (cell) => String(cell) === String(value);
    case 'notEqual':
      return (cell) => String(cell) !== String(value);
    case 'isNull':
      return (cell) => cell === null;
    case 'isNotNull':
      return (cell) => cell !== null;
    case 'substring':
      return (cell) =>
        String(cell ?? '')
          .toLowerCase()
          .includes(String(value).toLowerCase());
    case 'notSubstring':
      return (cell) =>
        !String(cell ?? '')
          .toLowerCase()
          .includes(String(value).toLowerCase());
    case 'regex': {
      const expression = pattern(String(value));
      return (cell) => expression.test(String(cell ?? ''));
    }
  }
}
