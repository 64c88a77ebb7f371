'use client';
/** The found traces as a table with one shared ruler; only the rows in sight are drawn. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import type { TimeZone } from '@/components/shell/time-text';
import { classNames } from '@/components/ui/class-names';
import type { TraceSummary } from '@/lib/traces/summary';
import { ResultRow } from './result-row';
import type { Sort } from './search-state';
import { RESULT_COLUMNS, TablePart } from './table-part';
import { roundTicks, tickText } from './time-axis';

const ROW_HEIGHT = 36;

export interface ResultListProps {
  traces: readonly TraceSummary[];
  sort: Sort;
  order: 'asc' | 'desc';
  onSort: (sort: Sort) => void;
  zone: TimeZone;
  series: ReadonlyMap<string, number>;
  pointed: string | null;
  onPoint: (traceId: string | null) => void;
}

export function ResultList(props: ResultListProps) {
  const { traces, series, zone, pointed, onPoint } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: traces.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  const longestUs = Math.max(1, ...traces.map((trace) => trace.durationUs));
  return (
    <TablePart
      role="table"
      aria-label="Traces found"
      aria-rowcount={traces.length + 1}
      className="flex min-h-0 flex-1 flex-col"
    >
      <Header {...props} longestUs={longestUs} />
      <TablePart ref={scroller} role="rowgroup" className="min-h-0 flex-1 overflow-y-scroll bg-surface">
        <div role="presentation" className="relative" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => {
            const trace = traces[item.index];
            if (trace === undefined) return null;
            return (
              <ResultRow
                key={trace.traceId}
                trace={trace}
                index={item.index}
                top={item.start}
                height={ROW_HEIGHT}
                longestUs={longestUs}
                series={series}
                zone={zone}
                pointed={pointed === trace.traceId}
                onPoint={onPoint}
              />
            );
          })}
        </div>
      </TablePart>
    </TablePart>
  );
}

function Header({ traces, sort, order, onSort, longestUs }: ResultListProps & { longestUs: number }) {
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
      className="overflow-y-scroll border-line border-b bg-raised [scrollbar-color:transparent_transparent]"
    >
      <TablePart role="row" className={classNames(RESULT_COLUMNS, 'h-8 font-medium text-text-2 text-xs')}>
        {heading('time', 'Time')}
        <TablePart role="columnheader">Root</TablePart>
        <TablePart role="columnheader" className="relative h-full">
          <span className="sr-only">Critical path by service</span>
          {traces.length > 0 && <Ruler longestUs={longestUs} />}
        </TablePart>
        {heading('duration', 'Duration', 'text-right')}
        {heading('spans', 'Spans', 'text-right')}
        <TablePart role="columnheader">Services, spans in each</TablePart>
        {heading('errors', 'Errors', 'text-right')}
      </TablePart>
    </TablePart>
  );
}

function Ruler({ longestUs }: { longestUs: number }) {
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
