'use client';
/** A table of thousands of rows, of which only those in sight are drawn: sortable, with its selected row in sight. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type CSSProperties, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { classNames } from '@/components/ui/class-names';
import { HealthIcon, type HealthKind } from '@/components/ui/health-icon';
import { Quantity } from '@/components/ui/quantity';
import { columnDecimals, type QuantityUnit } from '@/lib/mesh/quantity';
import { type RowOrder, sortedRows } from './row-order';

export interface RowColumn<C extends string> {
  readonly id: C;
  readonly label: string;
  /** Numbers have one; the others are words. */
  readonly unit?: QuantityUnit;
  /** Track of the grid. */
  readonly width: string;
}

export interface TableRow {
  readonly id: string;
  readonly name: string;
  readonly health: HealthKind;
}

export interface RowsTableProps<R extends TableRow, C extends string> {
  readonly label: string;
  readonly rows: readonly R[];
  readonly columns: readonly RowColumn<C>[];
  readonly cellOf: (row: R, column: C) => number | string | null;
  readonly first: RowOrder<C>;
  readonly selected: string | null;
  /** What find matches, and where it is now. */
  readonly matched: ReadonlySet<string>;
  readonly current: string | null;
  /** The column whose numbers share their decimals. */
  readonly rateColumn: C;
  readonly errorColumns: readonly C[];
  readonly onSelect: (id: string) => void;
}

const ROW = 28;

export function RowsTable<R extends TableRow, C extends string>(props: RowsTableProps<R, C>) {
  const { label, columns, cellOf, selected } = props;
  const [order, setOrder] = useState(props.first);
  const rows = useMemo(() => sortedRows(props.rows, order, cellOf), [props.rows, order, cellOf]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 20,
  });
  const at = selected === null ? -1 : rows.findIndex((row) => row.id === selected);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refresh or a new order does not scroll, a new selection does
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at);
  }, [selected]);
  const met = props.current === null ? -1 : rows.findIndex((row) => row.id === props.current);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above, for the match that one stepped to
  useEffect(() => {
    if (met >= 0) virtual.scrollToIndex(met);
  }, [props.current]);
  const decimals = useMemo(
    () => rateDecimals(props.rows.map((row) => cellOf(row, props.rateColumn))),
    [props.rows, props.rateColumn, cellOf],
  );
  const tracks = { gridTemplateColumns: columns.map((column) => column.width).join(' ') };
  return (
    <section
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      aria-label={`Rows of ${label.toLowerCase()}`}
      className="min-h-0 flex-1 overflow-auto -outline-offset-2"
    >
      <table aria-label={label} aria-rowcount={rows.length + 1} className="block min-w-max text-xs">
        <HeaderRow columns={columns} tracks={tracks} order={order} onOrder={setOrder} />
        <tbody className="relative block" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <tr
                key={row.id}
                aria-rowindex={item.index + 2}
                aria-selected={row.id === selected}
                onClick={() => props.onSelect(row.id)}
                style={{ ...tracks, height: ROW, transform: `translateY(${item.start}px)` }}
                className={classNames(
                  'absolute inset-x-0 top-0 grid cursor-pointer items-center border-line border-b px-4',
                  row.id === selected
                    ? 'bg-accent-faint'
                    : row.id === props.current
                      ? 'bg-hit-current'
                      : props.matched.has(row.id)
                        ? 'bg-hit'
                        : 'hover:bg-raised',
                )}
              >
                {columns.map((column) => (
                  <td
                    key={column.id}
                    data-column={column.id}
                    className={classNames('min-w-0 pr-2', column.unit !== undefined && 'text-right')}
                  >
                    {cell(props, row, column, decimals)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

interface HeaderRowProps<C extends string> {
  readonly columns: readonly RowColumn<C>[];
  readonly tracks: CSSProperties;
  readonly order: RowOrder<C>;
  readonly onOrder: (order: RowOrder<C>) => void;
}

function HeaderRow<C extends string>({ columns, tracks, order, onOrder }: HeaderRowProps<C>) {
  return (
    <thead className="sticky top-0 z-10 block bg-surface">
      <tr aria-rowindex={1} className="grid border-line border-b px-4" style={tracks}>
        {columns.map((column) => {
          const sorted = order.column === column.id;
          const Arrow = order.descending ? ArrowDown : ArrowUp;
          const worstFirst = column.unit !== undefined || column.id === 'health';
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={sorted ? (order.descending ? 'descending' : 'ascending') : 'none'}
              className={classNames('flex h-7 items-center pr-2', column.unit !== undefined && 'justify-end')}
            >
              <button
                type="button"
                onClick={() =>
                  onOrder({ column: column.id, descending: sorted ? !order.descending : worstFirst })
                }
                className={classNames(
                  'inline-flex h-6 items-center gap-1 font-medium hover:text-text',
                  sorted ? 'text-text' : 'text-text-3',
                )}
              >
                {column.label}
                {sorted && <Arrow aria-hidden="true" className="size-3" />}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function cell<R extends TableRow, C extends string>(
  { cellOf, rateColumn, errorColumns, onSelect }: RowsTableProps<R, C>,
  row: R,
  column: RowColumn<C>,
  decimals: number,
): ReactNode {
  if (column.id === 'health') return <HealthIcon kind={row.health} className="size-3.5" />;
  if (column.id === 'name') {
    return (
      <button
        type="button"
        onClick={(event) => {
          event.stopPropagation();
          onSelect(row.id);
        }}
        className="block max-w-full truncate text-left text-text hover:underline"
        title={row.name}
      >
        {row.name}
      </button>
    );
  }
  const value = cellOf(row, column.id);
  if (column.id === 'protocol') return <span className="text-text-2 uppercase">{String(value)}</span>;
  if (column.unit === undefined || typeof value === 'string')
    return (
      <span className="block truncate text-text-2" title={String(value ?? '')}>
        {value}
      </span>
    );
  return (
    <Quantity
      value={value}
      unit={column.unit}
      note={value === null ? 'Not measured' : 'averaged over the window'}
      className={errorColumns.includes(column.id) && value !== null && value > 0 ? errorTone(row.health) : ''}
      {...(column.id === rateColumn ? { decimals } : {})}
    />
  );
}

function errorTone(health: HealthKind): string {
  return health === 'failing'
    ? 'font-medium text-failing'
    : health === 'degraded'
      ? 'font-medium text-degraded'
      : '';
}

/** Enough decimals for the smallest rate to differ from zero, at most three. */
function rateDecimals(values: readonly (number | string | null)[]): number {
  const rates = values.filter((value): value is number => typeof value === 'number');
  const smallest = rates.reduce(
    (least, rate) => (rate > 0 ? Math.min(least, rate) : least),
    Number.POSITIVE_INFINITY,
  );
  if (!Number.isFinite(smallest)) return 0;
  return Math.max(columnDecimals(rates), Math.min(3, Math.max(0, 1 - Math.floor(Math.log10(smallest)))));
}
