'use client';
/** The newest value of every series as a table, a column for each label. */
import { useMemo, useState } from 'react';
import { instantText } from '@/components/shell/time-text';
import { useTimeZone } from '@/components/shell/time-zone';
import { type TableColumn, VirtualTable } from '@/components/traces/views/virtual-table';
import type { DrawnSeries } from './drawn-series';
import { figureText } from './figure-text';
import { labelColumns } from './label-columns';

export interface TableViewProps {
  readonly series: readonly DrawnSeries[];
}

export function TableView({ series }: TableViewProps) {
  const [zone] = useTimeZone();
  const [sort, setSort] = useState<{ column: string; descending: boolean }>({
    column: '',
    descending: false,
  });
  const [active, setActive] = useState(-1);
  const labels = useMemo(() => labelColumns(series), [series]);
  const rows = useMemo(() => sorted(series, sort), [series, sort]);
  const several = new Set(series.map(({ letter }) => letter)).size > 1;
  // The value stands before the labels, which may be more than the page is wide.
  const columns: readonly TableColumn<DrawnSeries>[] = [
    ...(several
      ? [{ id: '$letter', label: 'Query', width: '64px', cell: (one: DrawnSeries) => one.letter }]
      : []),
    {
      id: '$value',
      label: 'Value',
      width: '112px',
      right: true,
      cell: (one) => {
        const [at, value] = one.points.at(-1) ?? [0, null];
        return (
          <span title={`${value} at ${instantText(at * 1000, zone)}`} className="font-medium">
            {figureText(value)}
          </span>
        );
      },
    },
    ...labels.map((label) => ({
      id: label,
      label: label === '__name__' ? 'metric' : label,
      width: `minmax(${widthOf(label)}px,1fr)`,
      cell: (one: DrawnSeries) => (
        <span title={one.labels[label]} className="truncate">
          {one.labels[label] ?? ''}
        </span>
      ),
    })),
  ];
  return (
    <div
      className="m-4 flex min-h-0 overflow-hidden rounded-card border border-line"
      style={{ height: Math.min(560, 30 + rows.length * 28) }}
    >
      <VirtualTable
        label="Values"
        columns={columns}
        count={rows.length}
        itemAt={(index) => rows[index] as DrawnSeries}
        sort={sort}
        onSort={(column) =>
          setSort((now) => ({
            column,
            descending: now.column === column ? !now.descending : column === '$value',
          }))
        }
        active={active}
        onActivate={setActive}
        minWidth={(several ? 64 : 0) + 128 + labels.reduce((sum, label) => sum + widthOf(label), 0)}
      />
    </div>
  );
}

/** Pixels that hold the name of a label: labels of a mesh begin alike, and are told apart by how they end. */
function widthOf(label: string): number {
  return Math.max(96, 48 + label.length * 7);
}

function sorted(
  series: readonly DrawnSeries[],
  { column, descending }: { readonly column: string; readonly descending: boolean },
): readonly DrawnSeries[] {
  if (column === '') return series;
  const sign = descending ? -1 : 1;
  if (column === '$value') {
    const last = ({ points }: DrawnSeries) => points.at(-1)?.[1] ?? Number.NaN;
    return series.toSorted((a, b) => {
      const [x, y] = [last(a), last(b)];
      if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
      return sign * (x === y ? 0 : x < y ? -1 : 1);
    });
  }
  const text = (one: DrawnSeries) => (column === '$letter' ? one.letter : (one.labels[column] ?? ''));
  const collator = new Intl.Collator('en', { numeric: true });
  return series.toSorted((a, b) => sign * collator.compare(text(a), text(b)));
}
