'use client';
/** The bars of a flame graph in words and figures: those on screen, most self time first. */
import { useMemo, useState } from 'react';
import { ErrorMark } from '@/components/traces/error-mark';
import { Highlight } from '@/components/traces/highlight';
import { shortOperation } from '@/components/traces/names';
import { ServiceSwatch } from '@/components/traces/service-swatch';
import type { TraceModel } from '@/components/traces/trace-model';
import { nextSort, orderByNumber, type SortOrder } from '@/components/traces/views/sort-order';
import { type TableColumn, VirtualTable } from '@/components/traces/views/virtual-table';
import { Quantity } from '@/components/ui/quantity';
import type { FlameBars } from '@/lib/traces/flame/flame-bars';

export interface FlameTableProps {
  readonly model: TraceModel;
  readonly bars: FlameBars;
  readonly zoom: number | null;
  readonly selected: number | null;
  readonly terms: readonly string[];
  readonly onSelect: (bar: number) => void;
  readonly onZoom: (bar: number) => void;
}

export function FlameTable({ model, bars, zoom, selected, terms, onSelect, onZoom }: FlameTableProps) {
  const [sort, setSort] = useState<SortOrder>({ column: 'self', descending: true });
  const order = useMemo(() => orderOf(bars, zoom, sort), [bars, zoom, sort]);
  const at = useMemo(() => (selected === null ? -1 : order.indexOf(selected)), [order, selected]);
  const { trace, names, series } = model;
  const columns: TableColumn<number>[] = [
    {
      id: 'order',
      label: 'Service and operation',
      title: 'Sorted by this: from the top of the picture, left to right',
      width: 'minmax(140px,1fr)',
      cell: (bar) => {
        const service = bars.service[bar] ?? 0;
        const name = trace.names[bars.name[bar] ?? 0] ?? '';
        return (
          <span className="flex min-w-0 items-center gap-1.5" title={`${trace.services[service]} ${name}`}>
            {(bars.failed[bar] ?? 0) > 0 && (
              <ErrorMark own label={`${bars.failed[bar]} failed`} className="size-3" />
            )}
            <ServiceSwatch series={series[service]} />
            <span className="truncate">
              <span className="font-semibold">
                <Highlight text={names[service] ?? ''} terms={terms} />
              </span>{' '}
              <span className="text-text-2">
                <Highlight text={shortOperation(name)} terms={terms} />
              </span>
            </span>
          </span>
        );
      },
    },
    {
      id: 'spans',
      label: 'Spans',
      width: '68px',
      right: true,
      cell: (bar) => (bars.spans[bar] ?? 1).toLocaleString('en-US'),
    },
    {
      id: 'self',
      label: 'Self',
      title: 'Self times added up',
      width: '74px',
      right: true,
      cell: (bar) => <Quantity value={(bars.selfNs[bar] ?? 0) / 1000} unit="us" />,
    },
    {
      id: 'total',
      label: 'Total',
      title: 'Durations added up',
      width: '74px',
      right: true,
      cell: (bar) => <Quantity value={(bars.durationNs[bar] ?? 0) / 1000} unit="us" />,
    },
  ];
  return (
    <VirtualTable
      label="Bars of the flame graph"
      columns={columns}
      count={order.length}
      itemAt={(index) => order[index] ?? 0}
      sort={sort}
      onSort={(column) => setSort(nextSort(sort, column, column === 'order'))}
      active={at}
      onActivate={(index) => onSelect(order[index] ?? 0)}
      onOpen={(index) => onZoom(order[index] ?? 0)}
      minWidth={380}
    />
  );
}

function orderOf(bars: FlameBars, zoom: number | null, { column, descending }: SortOrder): Int32Array {
  // Sorted beside the page already.
  if (zoom === null && column === 'self' && descending) return bars.bySelf;
  const first = zoom ?? 0;
  const count = zoom === null ? bars.count : (bars.size[zoom] ?? 1);
  const all = Int32Array.from({ length: count }, (_, index) => first + index);
  const values = { spans: bars.spans, self: bars.selfNs, total: bars.durationNs }[column];
  return orderByNumber(all, (bar) => values?.[bar] ?? bar, descending);
}
