'use client';
/** The series with their figures; a click shows one alone, with Ctrl several. */
import { useMemo, useRef, useState } from 'react';
import { Marker } from '@/components/charts/marker';
import { seriesColor } from '@/components/charts/series-colors';
import { type TableColumn, VirtualTable } from '@/components/traces/views/virtual-table';
import { Button } from '@/components/ui/button';
import { type DrawnSeries, figuresOf, type SeriesFigures } from './drawn-series';
import { figureText } from './figure-text';
import { toggled } from './series-choice';

export interface SeriesListProps {
  readonly series: readonly DrawnSeries[];
  /** Rows to leave room for: more than there are series while these are still on their way. */
  readonly rowCount: number;
  /** Keys that are shown alone; empty = all. */
  readonly chosen: ReadonlySet<string>;
  /** Keys with a line. */
  readonly drawn: readonly string[];
  readonly onChosen: (keys: ReadonlySet<string>) => void;
}

interface Row extends SeriesFigures {
  readonly series: DrawnSeries;
  readonly index: number;
}

const FIGURES = ['last', 'min', 'max', 'mean'] as const;
type SortKey = 'name' | (typeof FIGURES)[number];

export function SeriesList({ series, rowCount, chosen, drawn, onChosen }: SeriesListProps) {
  const [sort, setSort] = useState<{ column: string; descending: boolean }>({
    column: 'order',
    descending: false,
  });
  // The table tells of a row and not of the click on it.
  const adds = useRef(false);
  const rows = useMemo(() => {
    const all = series.map((one, index): Row => ({ series: one, index, ...figuresOf(one.points) }));
    return sort.column === 'order' ? all : all.toSorted(comparing(sort.column as SortKey, sort.descending));
  }, [series, sort]);
  const marks = useMemo(() => new Map(drawn.map((key, at) => [key, at])), [drawn]);
  const columns: readonly TableColumn<Row>[] = [
    {
      id: 'name',
      label: 'Series',
      width: 'minmax(160px,1fr)',
      cell: ({ series: one, index }) => (
        <span className="flex min-w-0 items-center gap-1.5">
          <Swatch at={marks.get(one.key)} index={index} />
          <span
            title={one.name}
            className={marks.has(one.key) ? 'truncate text-text' : 'truncate text-text-3'}
          >
            {one.name}
          </span>
        </span>
      ),
    },
    ...FIGURES.map((id) => ({
      id,
      label: { last: 'Last', min: 'Min', max: 'Max', mean: 'Mean' }[id],
      width: '88px',
      right: true,
      cell: (row: Row) => <span title={String(row[id] ?? '')}>{figureText(row[id])}</span>,
    })),
  ];
  return (
    <div className="grid gap-1">
      <div className="flex h-7 items-center gap-2 text-text-3 text-xs">
        <span>A click shows one series alone, Ctrl and click adds one.</span>
        {chosen.size > 0 && (
          <Button variant="quiet" onClick={() => onChosen(new Set())}>
            Show all
          </Button>
        )}
      </div>
      <div
        className="flex min-h-0 overflow-hidden rounded-card border border-line"
        style={{ height: Math.min(320, 30 + rowCount * 28) }}
        onPointerDownCapture={(event) => {
          adds.current = event.ctrlKey || event.metaKey;
        }}
        onKeyDownCapture={() => {
          adds.current = false;
        }}
      >
        <VirtualTable
          label="Series"
          columns={columns}
          count={rows.length}
          itemAt={(index) => rows[index] as Row}
          sort={sort}
          onSort={(column) =>
            setSort((now) => ({
              column,
              descending: now.column === column ? !now.descending : column !== 'name',
            }))
          }
          active={chosen.size === 1 ? rows.findIndex(({ series: one }) => chosen.has(one.key)) : -1}
          onActivate={(index) => {
            const key = rows[index]?.series.key;
            if (key !== undefined) onChosen(toggled(chosen, key, adds.current));
          }}
          minWidth={520}
        />
      </div>
    </div>
  );
}

function Swatch({ at, index }: { readonly at: number | undefined; readonly index: number }) {
  return (
    <svg aria-hidden="true" width="10" height="10" viewBox="-5 -5 10 10" className="shrink-0">
      {at !== undefined && <Marker index={at} color={seriesColor(index)} x={0} y={0} />}
    </svg>
  );
}

/** What is no number comes last either way. */
function comparing(key: SortKey, descending: boolean) {
  const sign = descending ? -1 : 1;
  return (a: Row, b: Row) => {
    if (key === 'name') return sign * (a.series.name < b.series.name ? -1 : 1);
    const [x, y] = [a[key] ?? Number.NaN, b[key] ?? Number.NaN];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return sign * (x - y);
  };
}
