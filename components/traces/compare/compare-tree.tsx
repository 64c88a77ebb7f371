'use client';
/** A tree of spans with columns of figures: only the lines in sight are drawn; arrows move, fold and unfold. */
import { ChevronDown, ChevronRight } from 'lucide-react';
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
} from 'react';
import { TablePart } from '@/components/traces/table-part';
import { LINE_HEIGHT, useLineWindow } from '@/components/traces/waterfall/use-line-window';
import { classNames } from '@/components/ui/class-names';
import { type TreeColumns, visibleRows } from '@/lib/traces/compare/changes';
import type { CompareFocus } from './use-compare-focus';

export interface CompareTreeProps {
  label: string;
  tree: TreeColumns;
  focus: CompareFocus;
  /** Rows to show; null = all. */
  kept: Uint8Array | null;
  /** A row that N goes to. */
  differs: (row: number) => boolean;
  /** The grid's tracks, the name first. */
  columns: string;
  /** One for each track. */
  heads: readonly ReactNode[];
  name: (row: number) => ReactNode;
  /** Cells after the name. */
  cells: (row: number) => ReactNode;
  /** Further keys of the page; true where one was used. */
  onKey: (key: string) => boolean;
  empty: ReactNode;
}

const STEP_PX = 14;
const DEEPEST_PX = 196;

export function CompareTree(props: CompareTreeProps) {
  const { label, tree, focus, kept, columns, heads } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => visibleRows(tree, focus.folded, kept), [tree, focus.folded, kept]);
  const line = focus.row === null ? -1 : rows.indexOf(focus.row);
  const { from, to, show } = useLineWindow(scroller, rows.length, null, { all: false, more: true });
  useEffect(() => {
    if (line >= 0) show(line);
  }, [line, show]);
  const style = useMemo((): CSSProperties => ({ gridTemplateColumns: columns }), [columns]);
  return (
    <TablePart
      ref={scroller}
      role="treegrid"
      tabIndex={0}
      aria-label={`${label}; arrow keys move`}
      aria-rowcount={rows.length + 1}
      {...(line >= 0 && { 'aria-activedescendant': `${id}-${focus.row}` })}
      onKeyDown={(event) => onTreeKey(event, props, rows, line)}
      className="relative min-h-0 flex-1 overflow-auto outline-offset-[-2px]"
    >
      <TablePart role="rowgroup" className="sticky top-0 z-2 min-w-[732px]">
        <TablePart
          role="row"
          style={style}
          className="grid h-[30px] items-center border-line border-b bg-surface text-text-3 text-xs"
        >
          {heads.map((head, index) => (
            <TablePart
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed
              key={index}
              role="columnheader"
              className={classNames(
                'min-w-0 truncate px-2',
                index === 0 ? 'pl-4' : index > 1 && 'text-right',
              )}
            >
              {head}
            </TablePart>
          ))}
        </TablePart>
      </TablePart>
      <TablePart
        role="rowgroup"
        className="relative min-w-[732px]"
        style={{ height: rows.length * LINE_HEIGHT }}
      >
        {Array.from(rows.subarray(from, to), (row, index) => (
          <Line key={row} {...props} id={`${id}-${row}`} row={row} line={from + index} style={style} />
        ))}
      </TablePart>
      {rows.length === 0 && props.empty}
    </TablePart>
  );
}

interface LineProps extends CompareTreeProps {
  id: string;
  row: number;
  line: number;
  style: CSSProperties;
}

function Line({ id, tree, focus, row, line, style, name, cells }: LineProps) {
  const below = (tree.size[row] ?? 1) - 1;
  const isFolded = focus.folded.has(row);
  const selected = focus.row === row;
  const depth = tree.depth[row] ?? 0;
  const Icon = isFolded ? ChevronRight : ChevronDown;
  return (
    <TablePart
      id={id}
      role="row"
      aria-level={depth + 1}
      aria-rowindex={line + 2}
      aria-selected={selected}
      {...(below > 0 && { 'aria-expanded': !isFolded })}
      onClick={() => focus.select(row)}
      style={{ ...style, transform: `translateY(${line * LINE_HEIGHT}px)` }}
      className={classNames(
        'absolute inset-x-0 top-0 grid h-[26px] cursor-default items-center',
        selected
          ? 'bg-accent-wash before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-accent'
          : 'hover:bg-raised',
      )}
    >
      <TablePart role="gridcell" className="flex min-w-0 items-center pr-2 pl-3 text-sm">
        <span
          aria-hidden="true"
          style={{ width: Math.min(depth * STEP_PX, DEEPEST_PX) }}
          className="h-full shrink-0"
        />
        {below > 0 ? (
          <button
            type="button"
            tabIndex={-1}
            aria-label={isFolded ? `Unfold ${below} spans` : 'Fold'}
            onClick={(event) => {
              event.stopPropagation();
              focus.fold(row, !isFolded);
            }}
            className="grid h-[26px] w-[24px] shrink-0 place-items-center text-text-3 hover:text-text"
          >
            <Icon aria-hidden="true" className="size-3.5" />
          </button>
        ) : (
          <span className="w-[24px] shrink-0" />
        )}
        {name(row)}
        {isFolded && (
          <span className="ml-1.5 shrink-0 rounded-tag bg-raised px-1.5 text-2xs text-text-3">
            {below.toLocaleString('en-US')} folded
          </span>
        )}
      </TablePart>
      {cells(row)}
    </TablePart>
  );
}

function onTreeKey(
  event: KeyboardEvent,
  { tree, focus, kept, differs, onKey }: CompareTreeProps,
  rows: Int32Array,
  line: number,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const go = (to: number): void => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))];
    if (row !== undefined) focus.select(row);
  };
  const { row } = focus;
  const canFold = row !== null && (tree.size[row] ?? 1) > 1;
  const open = (): void => {
    if (row !== null && focus.folded.has(row)) focus.fold(row, false);
    else if (canFold) go(line + 1);
  };
  const fold = (): void => {
    if (canFold && row !== null && !focus.folded.has(row)) focus.fold(row, true);
    else if (row !== null && (tree.parent[row] ?? -1) >= 0) focus.select(tree.parent[row] ?? 0);
  };
  const nextDifference = (step: 1 | -1): void => {
    const last = tree.count - 1;
    for (let at = row === null ? (step > 0 ? 0 : last) : row + step; at >= 0 && at <= last; at += step) {
      if (differs(at) && (kept === null || kept[at] === 1)) {
        focus.reveal(at, tree);
        return;
      }
    }
  };
  const moves = new Map<string, () => void>([
    ['ArrowDown', () => go(line + 1)],
    ['j', () => go(line + 1)],
    ['ArrowUp', () => go(line - 1)],
    ['k', () => go(line - 1)],
    ['ArrowRight', open],
    ['ArrowLeft', fold],
    ['Home', () => go(0)],
    ['End', () => go(rows.length - 1)],
    ['PageDown', () => go(line + 20)],
    ['PageUp', () => go(line - 20)],
    ['n', () => nextDifference(1)],
    ['N', () => nextDifference(-1)],
    ['Escape', () => focus.select(null)],
  ]);
  const move = moves.get(event.key);
  if (move !== undefined) move();
  else if (!onKey(event.key)) return;
  event.preventDefault();
}
