'use client';
/** A table of any length: only the rows in sight are drawn, columns sort, arrow keys move, a row may open. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { TablePart } from '@/components/traces/table-part';
import { classNames } from '@/components/ui/class-names';
import type { SortOrder } from './sort-order';

export interface TableColumn<T> {
  readonly id: string;
  readonly label: string;
  /** What the figure means, as a tooltip. */
  readonly title?: string;
  /** A track of a CSS grid: `84px`, `minmax(120px,1fr)`. */
  readonly width: string;
  readonly right?: boolean;
  readonly sortable?: boolean;
  readonly cell: (item: T) => ReactNode;
  /** Colour of the cell's background, where it has one of its own. */
  readonly background?: (item: T) => string | undefined;
}

export interface VirtualTableProps<T> {
  readonly label: string;
  readonly columns: readonly TableColumn<T>[];
  readonly count: number;
  readonly itemAt: (index: number) => T;
  readonly sort: SortOrder;
  readonly onSort: (column: string) => void;
  /** Position of the row in focus; it is brought into sight. −1 = none. */
  readonly active: number;
  /** A click, or an arrow key. */
  readonly onActivate: (index: number) => void;
  /** Enter, or a second click. */
  readonly onOpen?: (index: number) => void;
  /** What stands below a row; null = nothing. */
  readonly detail?: (item: T, index: number) => ReactNode;
  readonly minWidth: number;
}

const ROW_HEIGHT = 28;
const PAGE_ROWS = 20;

export function VirtualTable<T>(props: VirtualTableProps<T>) {
  const { label, columns, count, itemAt, active, minWidth } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: ROW_HEIGHT,
    scrollPaddingStart: ROW_HEIGHT,
  });
  useEffect(() => {
    if (active >= 0) rows.scrollToIndex(active, { align: 'auto' });
  }, [active, rows]);
  const grid: CSSProperties = { gridTemplateColumns: columns.map(({ width }) => width).join(' '), minWidth };
  return (
    <TablePart
      ref={scroller}
      role="treegrid"
      tabIndex={0}
      aria-label={`${label}; arrow keys move`}
      aria-rowcount={count + 1}
      {...(active >= 0 && { 'aria-activedescendant': `${id}-${active}` })}
      onKeyDown={(event) => moveByKey(event, props)}
      className="relative min-h-0 flex-1 overflow-auto bg-surface outline-offset-[-2px]"
    >
      <Head {...props} grid={grid} />
      <TablePart role="rowgroup" className="relative" style={{ height: rows.getTotalSize(), minWidth }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const item = itemAt(index);
          const detail = props.detail?.(item, index) ?? null;
          return (
            <div
              key={index}
              // Rows are of one height, but for those below which something stands.
              ref={props.detail === undefined ? undefined : rows.measureElement}
              data-index={index}
              role="presentation"
              style={{ transform: `translateY(${start - ROW_HEIGHT}px)` }}
              className="absolute inset-x-0 top-0"
            >
              <TablePart
                role="row"
                id={`${id}-${index}`}
                aria-rowindex={index + 2}
                aria-selected={index === active}
                onClick={() => props.onActivate(index)}
                onDoubleClick={() => props.onOpen?.(index)}
                style={grid}
                className={classNames(
                  'grid h-7 cursor-default items-center border-line border-t px-2 text-xs',
                  index === active
                    ? 'bg-accent-wash shadow-[inset_2px_0_0_var(--accent)]'
                    : 'hover:bg-raised',
                )}
              >
                {columns.map((column) => (
                  <TablePart
                    key={column.id}
                    role="gridcell"
                    style={{ background: column.background?.(item) }}
                    className={classNames(
                      'flex h-full min-w-0 items-center px-2',
                      column.right === true && 'justify-end whitespace-nowrap text-right tabular-nums',
                    )}
                  >
                    {column.cell(item)}
                  </TablePart>
                ))}
              </TablePart>
              {detail}
            </div>
          );
        })}
      </TablePart>
    </TablePart>
  );
}

function Head<T>({ columns, sort, onSort, grid }: VirtualTableProps<T> & { grid: CSSProperties }) {
  return (
    <TablePart role="rowgroup" className="sticky top-0 z-10 bg-raised" style={{ minWidth: grid.minWidth }}>
      <TablePart
        role="row"
        style={grid}
        className="grid h-7 items-center px-2 font-medium text-text-2 text-xs"
      >
        {columns.map((column) => {
          const sorted = sort.column === column.id;
          const Icon = !sorted ? ChevronsUpDown : sort.descending ? ArrowDown : ArrowUp;
          return (
            <TablePart
              key={column.id}
              role="columnheader"
              aria-sort={!sorted ? 'none' : sort.descending ? 'descending' : 'ascending'}
              title={column.title}
              className={classNames('flex min-w-0 items-center px-2', column.right === true && 'justify-end')}
            >
              {column.sortable === false ? (
                <span className="truncate">{column.label}</span>
              ) : (
                <button
                  type="button"
                  onClick={() => onSort(column.id)}
                  className={classNames(
                    'inline-flex h-6 min-w-0 items-center gap-1 rounded-tag hover:text-text',
                    sorted && 'font-semibold text-text',
                  )}
                >
                  <span className="truncate">{column.label}</span>
                  <Icon aria-hidden="true" className="size-3 shrink-0" />
                </button>
              )}
            </TablePart>
          );
        })}
      </TablePart>
    </TablePart>
  );
}

function moveByKey<T>(
  event: KeyboardEvent,
  { count, active, onActivate, onOpen }: VirtualTableProps<T>,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
  const to = {
    ArrowDown: active + 1,
    ArrowUp: active < 0 ? count - 1 : active - 1,
    PageDown: active + PAGE_ROWS,
    PageUp: active - PAGE_ROWS,
    Home: 0,
    End: count - 1,
  }[event.key];
  if (to !== undefined && count > 0) {
    event.preventDefault();
    onActivate(Math.min(count - 1, Math.max(0, to)));
  } else if (event.key === 'Enter' && active >= 0 && onOpen !== undefined) {
    event.preventDefault();
    onOpen(active);
  }
}
