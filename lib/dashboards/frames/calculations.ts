/** A column reduced to one figure. Names and results are Grafana's reducers. */
import { type Cell, type FrameField, numberIn } from './frame';

export interface Calculation {
  readonly id: string;
  /** As legends and tables show it. */
  readonly title: string;
  /** Of any kind of column, not only of numbers. */
  readonly anyType?: boolean;
}

export const CALCULATIONS: readonly Calculation[] = [
  { id: 'lastNotNull', title: 'Last *', anyType: true },
  { id: 'last', title: 'Last', anyType: true },
  { id: 'firstNotNull', title: 'First *', anyType: true },
  { id: 'first', title: 'First', anyType: true },
  { id: 'min', title: 'Min' },
  { id: 'max', title: 'Max' },
  { id: 'mean', title: 'Mean' },
  { id: 'median', title: 'Median' },
  { id: 'sum', title: 'Total' },
  { id: 'count', title: 'Count', anyType: true },
  { id: 'countAll', title: 'Count (with nulls)', anyType: true },
  { id: 'range', title: 'Range' },
  { id: 'delta', title: 'Delta' },
  { id: 'step', title: 'Step' },
  { id: 'diff', title: 'Difference' },
  { id: 'diffperc', title: 'Difference percent' },
  { id: 'logmin', title: 'Min (above zero)' },
  { id: 'allIsZero', title: 'All zeros' },
  { id: 'allIsNull', title: 'All nulls', anyType: true },
  { id: 'changeCount', title: 'Change count', anyType: true },
  { id: 'distinctCount', title: 'Distinct count', anyType: true },
  { id: 'variance', title: 'Variance' },
  { id: 'stdDev', title: 'StdDev' },
  ...[1, 5, 10, 25, 75, 90, 95, 99].map((p) => ({ id: `p${p}`, title: `${p}th %` })),
];

/** Older dashboards have other names for some. */
const FORMER_NAMES: Readonly<Record<string, string>> = {
  avg: 'mean',
  current: 'lastNotNull',
  total: 'sum',
};

/** The id in today's name; `lastNotNull` for what nobody knows. */
export function calculationId(id: string): string {
  const today = Object.hasOwn(FORMER_NAMES, id) ? (FORMER_NAMES[id] ?? id) : id;
  return CALCULATIONS.some((known) => known.id === today) || /^p([1-9]\d?|0?\.\d+)$/.test(today)
    ? today
    : 'lastNotNull';
}

/** Null where there is nothing to reduce. Nulls and NaN do not take part in figures; `last` and `first` give what is there. */
export function reduce(field: Pick<FrameField, 'values' | 'type'>, id: string): Cell {
  const { values } = field;
  switch (id) {
    case 'last':
      return values.at(-1) ?? null;
    case 'first':
      return values[0] ?? null;
    case 'lastNotNull':
      return values.findLast(isThere) ?? null;
    case 'firstNotNull':
      return values.find(isThere) ?? null;
    case 'count':
      return values.filter(isThere).length;
    case 'countAll':
      return values.length;
    case 'allIsNull':
      return values.every((value) => !isThere(value));
    case 'changeCount':
      return changes(values.filter(isThere));
    case 'distinctCount':
      return new Set(values.filter(isThere)).size;
    default:
      return field.type === 'number' ? ofNumbers(values, id) : null;
  }
}

function isThere(value: Cell): boolean {
  return value !== null && !Number.isNaN(value);
}

function changes(values: readonly Cell[]): number {
  let count = 0;
  let before: Cell | undefined;
  for (const value of values) {
    if (before !== undefined && value !== before) count += 1;
    before = value;
  }
  return count;
}

function ofNumbers(cells: readonly Cell[], id: string): Cell {
  const values = cells
    .map(numberIn)
    .filter((value): value is number => value !== null && !Number.isNaN(value));
  if (id === 'allIsZero')
    return values.length === cells.length && values.length > 0 && values.every((v) => v === 0);
  const [first] = values;
  const last = values.at(-1);
  if (first === undefined || last === undefined) return id === 'sum' ? 0 : null;
  switch (id) {
    case 'min':
      return least(values);
    case 'max':
      return most(values);
    case 'sum':
      return sum(values);
    case 'mean':
      return sum(values) / values.length;
    case 'range':
      return most(values) - least(values);
    case 'diff':
      return last - first;
    case 'diffperc':
      return first === 0 ? null : ((last - first) / first) * 100;
    case 'delta':
      return increase(values);
    case 'step':
      return smallestStep(values);
    case 'logmin':
      return values
        .filter((value) => value > 0)
        .reduce<number | null>((a, b) => (a === null ? b : Math.min(a, b)), null);
    case 'variance':
      return variance(values);
    case 'stdDev':
      return Math.sqrt(variance(values));
    case 'median':
      return percentile(values, 50, true);
    default:
      return id.startsWith('p') ? percentile(values, Number(id.slice(1)), false) : null;
  }
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

// Not Math.min(...values): an argument list has a limit, a series may not.
function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}

/** Only what went up; what went down (a counter's reset) takes nothing away. */
function increase(values: readonly number[]): number {
  let total = 0;
  for (let at = 1; at < values.length; at += 1) {
    total += Math.max(0, (values[at] ?? 0) - (values[at - 1] ?? 0));
  }
  return total;
}

function smallestStep(values: readonly number[]): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let at = 1; at < values.length; at += 1) {
    const step = (values[at] ?? 0) - (values[at - 1] ?? 0);
    if (step < smallest) smallest = step;
  }
  return Number.isFinite(smallest) ? smallest : 0;
}

/** Of the whole population. */
function variance(values: readonly number[]): number {
  const mean = sum(values) / values.length;
  return sum(values.map((value) => (value - mean) ** 2)) / values.length;
}

/** The value at the rank below; the median of an even count is between its two. */
function percentile(values: readonly number[], percent: number, between: boolean): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  if (between && sorted.length % 2 === 0) {
    const upper = sorted.length / 2;
    return ((sorted[upper - 1] ?? 0) + (sorted[upper] ?? 0)) / 2;
  }
  if (between) return sorted[(sorted.length - 1) / 2] ?? null;
  return sorted[Math.round((sorted.length - 1) * (percent / 100))] ?? null;
}
