'use client';
/** The same edges as the picture, as a table with every number: sortable, by keyboard, for screen readers and for copying. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { classNames } from '@/components/ui/class-names';
import { HealthIcon } from '@/components/ui/health-icon';
import { IconButton } from '@/components/ui/icon-button';
import { Quantity } from '@/components/ui/quantity';
import type { GraphAnswer } from '@/lib/graph/contract';
import { columnDecimals, type QuantityUnit } from '@/lib/mesh/quantity';
import { type EdgeColumn, type EdgeOrder, edgeValue, sortedLines } from './edge-rows';
import type { LineModel } from './elements';
import type { GraphTarget } from './emphasis';

interface Column {
  readonly id: EdgeColumn;
  readonly label: string;
  readonly unit?: QuantityUnit;
  /** Track of the grid. */
  readonly width: string;
}

const COLUMNS: readonly Column[] = [
  { id: 'name', label: 'Edge', width: 'minmax(240px, 1fr)' },
  { id: 'health', label: 'Health', width: '64px' },
  { id: 'protocol', label: 'Protocol', width: '76px' },
  { id: 'rate', label: 'Rate', unit: 'rps', width: '92px' },
  { id: 'errors', label: 'Errors', unit: 'share', width: '84px' },
  { id: 'clientErrors', label: '4xx', unit: 'share', width: '76px' },
  { id: 'avg', label: 'Mean', unit: 'ms', width: '84px' },
  { id: 'p50', label: 'p50', unit: 'ms', width: '84px' },
  { id: 'p95', label: 'p95', unit: 'ms', width: '84px' },
  { id: 'p99', label: 'p99', unit: 'ms', width: '84px' },
  { id: 'bytes', label: 'Throughput', unit: 'bytesPerSecond', width: '100px' },
  { id: 'mtls', label: 'mTLS', unit: 'share', width: '76px' },
];
const ROW = 28;
const TRACKS = { gridTemplateColumns: COLUMNS.map((column) => column.width).join(' ') };

export interface EdgeTableProps {
  readonly lines: readonly LineModel[];
  readonly answer: GraphAnswer;
  readonly selected: string | null;
  readonly onSelect: (target: GraphTarget) => void;
  readonly onClose: () => void;
}

export function EdgeTable({ lines, answer, selected, onSelect, onClose }: EdgeTableProps) {
  const [order, setOrder] = useState<EdgeOrder>({ column: 'rate', descending: true });
  const rows = useMemo(() => sortedLines(lines, order), [lines, order]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 20,
  });
  const seconds = answer.window.toSeconds - answer.window.fromSeconds;
  const decimals = useMemo(() => rateDecimals(lines), [lines]);
  return (
    <section
      aria-label="Edges of the graph"
      className="flex h-[42%] min-h-40 flex-col border-line border-t bg-surface"
    >
      <header className="flex h-9 shrink-0 items-center gap-2 border-line border-b pr-2 pl-4">
        <h2 className="font-semibold text-sm">Edges</h2>
        <span className="text-text-3 text-xs">
          {lines.length}, averages over {Math.round(seconds / 60)} min
        </span>
        <span className="flex-1" />
        <IconButton label="Close the table" shortcut="T" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <section
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        aria-label="Rows of edges"
        className="min-h-0 flex-1 overflow-auto -outline-offset-2"
      >
        <table aria-label="Edges" aria-rowcount={rows.length + 1} className="block min-w-max text-xs">
          <HeaderRow order={order} onOrder={setOrder} />
          <tbody className="relative block" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const line = rows[item.index];
              return line === undefined ? null : (
                <Row
                  key={line.id}
                  line={line}
                  index={item.index}
                  top={item.start}
                  decimals={decimals}
                  selected={line.id === selected}
                  onSelect={onSelect}
                />
              );
            })}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function HeaderRow({
  order,
  onOrder,
}: {
  readonly order: EdgeOrder;
  readonly onOrder: (order: EdgeOrder) => void;
}) {
  return (
    <thead className="sticky top-0 z-10 block bg-surface">
      <tr aria-rowindex={1} className="grid border-line border-b px-4" style={TRACKS}>
        {COLUMNS.map((column) => {
          const sorted = order.column === column.id;
          const Arrow = order.descending ? ArrowDown : ArrowUp;
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={sorted ? (order.descending ? 'descending' : 'ascending') : 'none'}
              className={classNames('flex h-7 items-center', column.unit !== undefined && 'justify-end')}
            >
              <button
                type="button"
                onClick={() =>
                  onOrder({
                    column: column.id,
                    descending: sorted
                      ? !order.descending
                      : column.unit !== undefined || column.id === 'health',
                  })
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

interface RowProps {
  readonly line: LineModel;
  readonly index: number;
  readonly top: number;
  readonly decimals: number;
  readonly selected: boolean;
  readonly onSelect: (target: GraphTarget) => void;
}

function Row({ line, index, top, decimals, selected, onSelect }: RowProps) {
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={selected}
      onClick={() => onSelect({ kind: 'edge', id: line.id })}
      style={{ ...TRACKS, height: ROW, transform: `translateY(${top}px)` }}
      className={classNames(
        'absolute inset-x-0 top-0 grid cursor-pointer items-center border-line border-b px-4',
        selected ? 'bg-accent-faint' : 'hover:bg-raised',
      )}
    >
      {COLUMNS.map((column) => (
        <td
          key={column.id}
          data-column={column.id}
          className={classNames('min-w-0', column.unit !== undefined && 'text-right')}
        >
          <Cell line={line} column={column} decimals={decimals} onSelect={onSelect} />
        </td>
      ))}
    </tr>
  );
}

function Cell({
  line,
  column,
  decimals,
  onSelect,
}: { readonly line: LineModel; readonly column: Column } & Pick<RowProps, 'decimals' | 'onSelect'>) {
  if (column.id === 'health') return <HealthIcon kind={line.health} className="size-3.5" />;
  if (column.id === 'name') {
    return (
      <button
        type="button"
        onClick={(event) => {
          event.stopPropagation();
          onSelect({ kind: 'edge', id: line.id });
        }}
        className="max-w-full truncate text-left text-text hover:underline"
        title={line.name}
      >
        {line.name}
      </button>
    );
  }
  const value = edgeValue(line, column.id);
  if (column.id === 'protocol') return <span className="text-text-2 uppercase">{String(value)}</span>;
  if (column.unit === undefined || typeof value === 'string') return String(value ?? '');
  return (
    <Quantity
      value={value}
      unit={column.unit}
      note={value === null ? 'Not measured on this edge' : 'averaged over the window'}
      className={column.id === 'errors' && value !== null && value > 0 ? errorTone(line) : ''}
      {...(column.id === 'rate' ? { decimals } : {})}
    />
  );
}

function errorTone(line: LineModel): string {
  return line.health === 'failing'
    ? 'font-medium text-failing'
    : line.health === 'degraded'
      ? 'font-medium text-degraded'
      : '';
}

/** Enough decimals for the smallest rate to differ from zero, at most three. */
function rateDecimals(lines: readonly LineModel[]): number {
  const rates = lines.map((line) => line.edge.requests?.requestsPerSecond ?? null);
  const smallest = Math.min(...rates.filter((rate): rate is number => rate !== null && rate > 0));
  if (!Number.isFinite(smallest)) return 0;
  return Math.max(columnDecimals(rates), Math.min(3, Math.max(0, 1 - Math.floor(Math.log10(smallest)))));
}
