'use client';
/** The found traces as a table with one shared ruler, or as rows of two lines; only the rows in sight are drawn. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useMemo, useRef } from 'react';
import type { TimeZone } from '@/components/shell/time-text';
import { classNames } from '@/components/ui/class-names';
import type { TraceSearchAnswer, TraceSummary } from '@/lib/traces/contract';
import { ResultRow } from './result-row';
import type { Cohort } from './search/cohort';
import type { Sort } from './search-state';
import { LIST_COLUMNS, RESULT_COLUMNS, TablePart } from './table-part';
import { roundTicks, tickText } from './time-axis';

const ROW_HEIGHT = 36;
const LIST_ROW_HEIGHT = 66;

export interface ResultListProps {
  readonly traces: readonly TraceSummary[];
  readonly answer: TraceSearchAnswer;
  /** The usual shape of each route. */
  readonly usual: ReadonlyMap<string, number | null>;
  /** One line a trace; else two, with all services and how its shape differs. */
  readonly dense: boolean;
  /** As in ResultRow. */
  readonly find: string;
  readonly sort: Sort;
  readonly order: 'asc' | 'desc';
  readonly onSort: (sort: Sort) => void;
  readonly zone: TimeZone;
  readonly series: ReadonlyMap<string, number>;
  readonly cohort: Cohort;
  /** In the part of the plot that is brushed; null = nothing is. */
  readonly chosen: ReadonlySet<string> | null;
  readonly pointed: string | null;
  readonly onPoint: (traceId: string | null) => void;
}

export function ResultList(props: ResultListProps) {
  const { traces, dense, cohort, chosen, pointed } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const height = dense ? ROW_HEIGHT : LIST_ROW_HEIGHT;
  const rows = useVirtualizer({
    count: traces.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
    getItemKey: (index) => `${height} ${traces[index]?.traceId ?? index}`,
  });
  const longestUs = useMemo(() => Math.max(1, ...traces.map((trace) => trace.durationUs)), [traces]);
  /** Arrows go from one trace to the next; Space picks one for comparison. */
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
    const row =
      event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-index]') : null;
    if (row === null || step === undefined) return;
    event.preventDefault();
    const next = Math.min(traces.length - 1, Math.max(0, Number(row.dataset.index) + step));
    rows.scrollToIndex(next);
    requestAnimationFrame(() =>
      scroller.current
        ?.querySelector<HTMLElement>(`[data-index="${next}"] a`)
        ?.focus({ preventScroll: true }),
    );
  };
  return (
    <TablePart
      role="table"
      aria-label="Traces found"
      aria-rowcount={traces.length + 1}
      className="flex min-h-0 flex-1 flex-col overflow-x-auto"
    >
      <Header {...props} longestUs={longestUs} />
      <TablePart
        ref={scroller}
        role="rowgroup"
        onKeyDown={keys}
        className="min-h-0 min-w-[860px] flex-1 overflow-y-scroll bg-surface"
      >
        <div role="presentation" className="relative" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => {
            const trace = traces[item.index];
            if (trace === undefined) return null;
            return (
              <ResultRow
                key={trace.traceId}
                {...props}
                trace={trace}
                index={item.index}
                top={item.start}
                height={height}
                longestUs={longestUs}
                pickedAt={cohort.picked.indexOf(trace.traceId)}
                isChosen={chosen?.has(trace.traceId) ?? null}
                isPointed={pointed === trace.traceId}
              />
            );
          })}
        </div>
      </TablePart>
    </TablePart>
  );
}

function Header({
  traces,
  dense,
  sort,
  order,
  onSort,
  longestUs,
}: ResultListProps & { readonly longestUs: number }) {
  const heading = (of: Sort, label: string, align = ''): ReactNode => {
    const Icon = sort !== of ? ChevronsUpDown : order === 'asc' ? ArrowUp : ArrowDown;
    return (
      <TablePart
        role="columnheader"
        aria-sort={sort !== of ? 'none' : order === 'asc' ? 'ascending' : 'descending'}
        className={align}
      >
        <button
          type="button"
          onClick={() => onSort(of)}
          className={classNames(
            'inline-flex h-6 items-center gap-1 rounded-tag hover:text-text',
            sort === of && 'font-semibold text-text',
          )}
        >
          {label}
          <Icon aria-hidden="true" className="size-3" />
        </button>
      </TablePart>
    );
  };
  return (
    <TablePart
      role="rowgroup"
      className="min-w-[860px] overflow-y-scroll border-line border-b bg-raised [scrollbar-color:transparent_transparent]"
    >
      <TablePart
        role="row"
        className={classNames(dense ? RESULT_COLUMNS : LIST_COLUMNS, 'h-8 font-medium text-text-2 text-xs')}
      >
        <TablePart role="columnheader">
          <span className="sr-only">Pick to compare</span>
        </TablePart>
        {heading('time', 'Time')}
        {heading('name', 'Root')}
        <TablePart role="columnheader" className="relative h-full">
          <span className="sr-only">Critical path by service</span>
          {traces.length > 0 && <Ruler longestUs={longestUs} />}
        </TablePart>
        {heading('duration', 'Duration', 'text-right')}
        {heading('spans', 'Spans', 'text-right')}
        {dense && <TablePart role="columnheader">Services, spans in each</TablePart>}
        {heading('errors', 'Errors', 'text-right')}
      </TablePart>
    </TablePart>
  );
}

function Ruler({ longestUs }: { readonly longestUs: number }) {
  return roundTicks(0, longestUs, 3).map((us) => (
    <span
      key={us}
      aria-hidden="true"
      style={{ left: `${(us / longestUs) * 100}%` }}
      className={classNames(
        'absolute top-2 whitespace-nowrap font-normal text-2xs text-text-3 tabular-nums',
        us > 0 && (us / longestUs > 0.85 ? '-translate-x-full' : '-translate-x-1/2'),
      )}
    >
      {tickText(us, longestUs)}
    </span>
  ));
}
