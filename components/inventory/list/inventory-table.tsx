'use client';
/** The rows of a list, of which only those in sight are drawn and only the parts around them are asked for. */
import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type CSSProperties, memo, useEffect, useMemo, useRef } from 'react';
import { KIND_WORDS } from '@/components/inventory/kind-words';
import { useScopedHref } from '@/components/shell/scope';
import { classNames } from '@/components/ui/class-names';
import { Skeleton } from '@/components/ui/skeleton';
import { useLastWhole } from '@/components/ui/use-last-whole';
import type { InventoryList, InventoryRow } from '@/lib/insight/inventory/contract';
import type { RowFigures } from '@/lib/insight/inventory/row-figures-contract';
import type { InventoryKind } from '@/lib/insight/inventory/vocabulary';
import { type CellContext, InventoryCell } from './cells';
import { type Column, leastWidth } from './columns';
import { decimalsOf } from './decimals';
import { PART } from './list-params';
import { listPartQuery, partFiguresQuery } from './list-query';
import type { ListState } from './list-state';

export interface InventoryTableProps {
  readonly kind: InventoryKind;
  /** The part that begins the list. */
  readonly first: InventoryList;
  readonly columns: readonly Column[];
  readonly state: ListState;
  readonly interval: number | false;
  readonly failed: boolean;
  /** The part answers an earlier choice. */
  readonly isFormer: boolean;
}

const ROW = 32;
/** Rows beyond either end: two frames of a fast wheel. */
const OVERSCAN = 6;
/** Rows from one picture to the next. */
const FAST_ROWS = 2;
/** What a document draws before anything is measured: as many rows as a large screen shows. Pixels. */
const UNMEASURED = { width: 1200, height: 1000 };
/** Without a scroll for so long the list stands still. */
const STILL_MS = 250;

export function InventoryTable({
  kind,
  first,
  columns,
  state,
  interval,
  failed,
  isFormer,
}: InventoryTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: first.matched,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: OVERSCAN,
    initialOffset: state.choice.at * ROW,
    initialRect: UNMEASURED,
  });
  useScrollMemory(scroller, state);
  const items = virtual.getVirtualItems();
  const isPassing = usePassing(items, virtual.isScrolling);
  const inSight = { from: items.at(0)?.index ?? 0, to: items.at(-1)?.index ?? 0 };
  const rowAt = useParts({ kind, first, state, interval, isFormer }, inSight);
  const tracks = { '--tracks': columns.map((column) => column.width).join(' ') } as CSSProperties;
  const context = useContextOf(kind, first, failed, columns);
  const label = KIND_WORDS[kind].title;
  return (
    <section
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      aria-label={`Rows of ${label.toLowerCase()}`}
      // With a ground of its own it is scrolled as a layer, and not painted anew in each frame.
      className="min-h-0 overflow-auto bg-surface -outline-offset-2"
    >
      <table
        aria-label={label}
        aria-rowcount={first.matched + 1}
        style={{ ...tracks, minWidth: leastWidth(columns) }}
        className="block w-full text-sm"
      >
        <Header
          columns={columns}
          sort={state.choice.sort}
          descending={state.choice.descending}
          sortBy={state.sortBy}
        />
        <tbody className="relative block" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const { row, apart } = rowAt(index);
            return (
              <tr
                key={index}
                aria-rowindex={index + 2}
                style={{ height: ROW, transform: `translateY(${start}px)` }}
                className="absolute inset-x-0 top-0 grid grid-cols-(--tracks) items-center gap-x-2 border-line border-b px-4 contain-strict hover:bg-raised"
              >
                <RowCells
                  row={row}
                  apart={apart}
                  columns={columns}
                  context={context}
                  isPassing={isPassing(index)}
                />
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** The same object as long as it says the same, so that rows need not be drawn again. */
function useContextOf(
  kind: InventoryKind,
  first: InventoryList,
  failed: boolean,
  columns: readonly Column[],
): RowContext {
  const { rows, figures, hasClusters } = first;
  // Asked for once: each row would hear of every change of the address.
  const scoped = useScopedHref();
  const home = columns.some(({ id }) => id === 'cluster') ? null : first.home;
  return useMemo(
    () => ({
      kind,
      figures: figures === 'given' ? 'given' : failed ? 'missing' : 'coming',
      decimals: decimalsOf(rows),
      hasClusters,
      home,
      scoped,
    }),
    [kind, figures, failed, rows, hasClusters, home, scoped],
  );
}

type RowContext = Omit<CellContext, 'apart'>;

interface RowCellsProps {
  readonly row: InventoryRow | undefined;
  readonly apart: CellContext['apart'];
  readonly columns: readonly Column[];
  readonly context: RowContext;
  readonly isPassing: boolean;
}

/** While the list scrolls most rows stay what they are, and a frame has no time to draw all of them again. */
const RowCells = memo(function RowCells({ row, apart, columns, context, isPassing }: RowCellsProps) {
  if (isPassing) return <PassingCells row={row} />;
  return columns.map((column) => (
    <td
      key={column.id}
      data-column={column.id}
      className={classNames('min-w-0', column.isNumber === true && 'text-right')}
    >
      {row !== undefined ? (
        <InventoryCell row={row} column={column.id} context={{ ...context, apart }} />
      ) : (
        // One for the row: whoever scrolls fast passes hundreds of them.
        column.id === 'name' && <Skeleton isStill className="h-3.5 w-2/3" />
      )}
    </td>
  ));
});

/** In every list the first column is the health and the second the name. */
function PassingCells({ row }: Pick<RowCellsProps, 'row'>) {
  return (
    <>
      <td />
      <td data-column="name" className="min-w-0 truncate font-medium">
        {row?.name}
      </td>
    </>
  );
}

/**
 * Whether a row came into sight while the list runs past faster than anybody reads: then it shows its name, and the rest
 * once the list slows down. What has been drawn whole stays whole.
 */
function usePassing(
  items: readonly { readonly index: number }[],
  isScrolling: boolean,
): (index: number) => boolean {
  const first = items.at(0)?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const drawn = useRef({ first, whole: new Set<number>() });
  const { first: before, whole } = drawn.current;
  const isFast =
    isScrolling && (Math.abs(first - before) >= FAST_ROWS || (first === before && whole.size < items.length));
  drawn.current.first = first;
  for (const index of whole) if (index < first || index > last) whole.delete(index);
  if (!isFast) for (const { index } of items) whole.add(index);
  return (index) => !whole.has(index);
}

/**
 * The row at the top is part of the address, so that a reload and a link show the same. It is written when the list
 * stands still: an address that changes has every link of the page drawn again.
 */
function useScrollMemory(scroller: React.RefObject<HTMLDivElement | null>, state: ListState): void {
  const { at } = state.choice;
  const told = useRef(state);
  told.current = state;
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const remember = () => told.current.scrolledTo(Math.round(element.scrollTop / ROW));
    const wait = () => {
      clearTimeout(waiting);
      waiting = setTimeout(remember, STILL_MS);
    };
    element.addEventListener('scroll', wait, { passive: true });
    return () => {
      clearTimeout(waiting);
      element.removeEventListener('scroll', wait);
    };
  }, [scroller]);
  // A new choice begins at the first row.
  useEffect(() => {
    if (at === 0 && scroller.current !== null && scroller.current.scrollTop > ROW)
      scroller.current.scrollTop = 0;
  }, [at, scroller]);
}

interface TableRow {
  /** undefined while its part is on its way. */
  readonly row: InventoryRow | undefined;
  readonly apart: CellContext['apart'];
}

function useParts(
  {
    kind,
    first,
    state,
    interval,
    isFormer,
  }: Pick<InventoryTableProps, 'kind' | 'first' | 'state' | 'interval' | 'isFormer'>,
  { from, to }: { readonly from: number; readonly to: number },
): (index: number) => TableRow {
  const parts: number[] = [];
  for (let part = Math.floor(from / PART); part <= Math.floor(to / PART); part += 1)
    if (part > 0) parts.push(part);
  const answers = useQueries({
    queries: parts.map((part) => ({ ...listPartQuery(kind, state.params, part, interval, first) })),
  });
  const lists = [...(from < PART ? [first] : []), ...answers.flatMap(({ data }) => data ?? [])];
  const apart = useApart(kind, state, lists, isFormer);
  const rows = new Map(parts.map((part, at) => [part, answers[at]?.data]));
  return (index) => {
    const part = Math.floor(index / PART);
    const list = part === 0 ? first : rows.get(part);
    // What an older choice answered stands elsewhere.
    const row = list?.offset === part * PART ? list.rows[index - part * PART] : undefined;
    return { row, apart: row === undefined ? 'coming' : apart(row.id) };
  };
}

/**
 * What takes a source longest is asked for the rows in sight, when those are there already. What was told of a row before
 * stays in sight until it is told anew: of an earlier window, or before a letter was typed.
 */
function useApart(
  kind: InventoryKind,
  state: ListState,
  lists: readonly InventoryList[],
  isFormer: boolean,
): (id: string) => CellContext['apart'] {
  const answers = useQueries({
    queries: lists.map((list) => partFiguresQuery(kind, state.params, list, isFormer)),
  });
  const known = answers.flatMap(({ data }) => (data === undefined ? [] : [data.rows]));
  const isComing = answers.some(({ isPending }) => isPending);
  const former = useLastWhole(known, !isComing);
  return (id) => ofRow(known, id) ?? (isComing ? (ofRow(former, id) ?? 'coming') : null);
}

function ofRow(known: readonly Readonly<Record<string, RowFigures>>[], id: string): RowFigures | undefined {
  for (const rows of known) {
    const found = rows[id];
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Order extends Pick<ListState, 'sortBy'>, Pick<ListState['choice'], 'sort' | 'descending'> {}

interface HeaderProps extends Order {
  readonly columns: readonly Column[];
}

const Header = memo(function Header({ columns, ...order }: HeaderProps) {
  return (
    <thead className="sticky top-0 z-10 block bg-surface">
      <tr aria-rowindex={1} className="grid grid-cols-(--tracks) gap-x-2 border-line border-b px-4 text-xs">
        {columns.map((column) => (
          <HeaderCell key={column.id} column={column} order={order} />
        ))}
      </tr>
    </thead>
  );
});

function HeaderCell({ column, order }: { column: Column; order: Order }) {
  const { sort, label, about, isNumber } = column;
  const isSorted = sort !== undefined && order.sort === sort;
  const Arrow = order.descending ? ArrowDown : ArrowUp;
  const direction = order.descending ? 'descending' : 'ascending';
  const classes = classNames('flex h-8 min-w-0 items-center font-medium', isNumber === true && 'justify-end');
  if (sort === undefined) {
    return (
      <th scope="col" title={about} className={classNames(classes, 'text-text-3')}>
        {label}
      </th>
    );
  }
  return (
    <th scope="col" title={about} aria-sort={isSorted ? direction : 'none'} className={classes}>
      <button
        type="button"
        onClick={() => order.sortBy(sort, isNumber === true || sort === 'health')}
        className={classNames(
          'inline-flex h-6 items-center gap-1 whitespace-nowrap hover:text-text',
          isSorted ? 'text-text' : 'text-text-3',
        )}
      >
        {label}
        {isSorted && <Arrow aria-hidden="true" className="size-3" />}
      </button>
    </th>
  );
}
