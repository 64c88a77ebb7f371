'use client';
/** Services, or the operations of one: their figures with how these went, and the way to their traces. */
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Sparkline } from '@/components/charts/sparkline';
import { useScopedHref } from '@/components/shell/scope';
import { shortOperation } from '@/components/traces/names';
import type { SortOrder } from '@/components/traces/views/sort-order';
import { Quantity } from '@/components/ui/quantity';
import type { PerformanceRow, PerformanceSource } from '@/lib/insight/performance/contract';
import { rowLinks } from './performance-links';
import { type FigureColumn, nameOf } from './performance-state';

export interface PerformanceTableProps {
  readonly rows: readonly PerformanceRow[];
  readonly source: PerformanceSource;
  /** Rows are operations of one service. */
  readonly ofService: boolean;
  readonly sort: SortOrder;
  readonly onSort: (column: string) => void;
  /** null = rows lead nowhere but to their traces. */
  readonly onChoose: ((service: string) => void) | null;
}

const COLUMNS: readonly { readonly id: FigureColumn; readonly label: string; readonly title: string }[] = [
  { id: 'requestsPerSecond', label: 'Rate', title: 'Requests per second over the window' },
  { id: 'errorShare', label: 'Errors', title: 'Share of requests that failed' },
  { id: 'p50Ms', label: 'p50', title: 'Half of the requests took at most this long' },
  { id: 'p95Ms', label: 'p95', title: '95 % of the requests took at most this long' },
  { id: 'p99Ms', label: 'p99', title: '99 % of the requests took at most this long' },
  { id: 'impact', label: 'Impact', title: 'p95 × rate, from the least (0) to the largest (1) of the rows' },
];

export function PerformanceTable({ rows, source, ofService, sort, onSort, onChoose }: PerformanceTableProps) {
  const heading = { sort, onSort };
  return (
    <table className="w-full text-sm tabular-nums">
      <caption className="sr-only">{ofService ? 'Operations of the service' : 'Services'}</caption>
      <thead className="sticky top-0 z-10 bg-raised text-text-2 text-xs">
        <tr className="h-8">
          <Heading {...heading} id="name" label={ofService ? 'Operation' : 'Service'} />
          {COLUMNS.map((column) => (
            <Heading key={column.id} {...heading} {...column} right />
          ))}
          <th scope="col" className="px-4 text-left font-medium">
            Traces
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={`${row.service} ${row.operation ?? ''}`} {...{ row, source, ofService, onChoose }} />
        ))}
      </tbody>
    </table>
  );
}

interface HeadingProps {
  readonly id: string;
  readonly label: string;
  readonly title?: string;
  readonly right?: boolean;
  readonly sort: SortOrder;
  readonly onSort: (column: string) => void;
}

function Heading({ id, label, title, right = false, sort, onSort }: HeadingProps) {
  const isSorted = sort.column === id;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      className={right ? 'px-3 text-right font-medium' : 'w-full min-w-48 px-4 text-left font-medium'}
    >
      <button
        type="button"
        title={title}
        onClick={() => onSort(id)}
        className="inline-flex min-h-6 items-center gap-1 rounded-tag hover:text-text"
      >
        {label}
        {isSorted && <Arrow aria-hidden="true" className="size-3" />}
      </button>
    </th>
  );
}

type RowProps = Pick<PerformanceTableProps, 'source' | 'ofService' | 'onChoose'> & {
  readonly row: PerformanceRow;
};

function Row({ row, source, ofService, onChoose }: RowProps) {
  const { trend } = row;
  const name = nameOf(row);
  const noLatency = 'no histogram of latency arrived';
  return (
    <tr className="h-9 border-line border-t hover:bg-raised">
      <th scope="row" className="w-full max-w-0 px-4 text-left font-normal">
        <Name {...{ row, ofService, onChoose }} />
      </th>
      <Figure>
        <Sparkline values={trend.requestsPerSecond} label={`Requests of ${name} over the window`} />
        <Quantity value={row.requestsPerSecond} unit="rps" className="min-w-16" />
      </Figure>
      <Figure>
        <Sparkline
          values={trend.errorShare}
          color={(row.errorShare ?? 0) > 0 ? 'var(--failing)' : 'var(--text-3)'}
          label={`Error rate of ${name} over the window`}
        />
        <Quantity
          value={row.errorShare}
          unit="share"
          note="no request in the window"
          className={(row.errorShare ?? 0) > 0 ? 'min-w-14 font-medium text-failing' : 'min-w-14 text-text-3'}
        />
      </Figure>
      <Figure>
        <Quantity value={row.p50Ms} unit="ms" note={noLatency} />
      </Figure>
      <Figure>
        {trend.p95Ms.length > 0 && (
          <Sparkline
            values={trend.p95Ms}
            color="var(--series-1)"
            label={`95th percentile of ${name} over the window`}
          />
        )}
        <Quantity value={row.p95Ms} unit="ms" note={noLatency} className="min-w-16" />
      </Figure>
      <Figure>
        <Quantity value={row.p99Ms} unit="ms" note={noLatency} />
      </Figure>
      <Figure>
        <Impact value={row.impact} />
      </Figure>
      <td className="whitespace-nowrap px-4">
        <Links row={row} source={source} name={name} />
      </td>
    </tr>
  );
}

function Name({ row, ofService, onChoose }: Omit<RowProps, 'source'>) {
  if (ofService) {
    if (row.operation === null) return <span className="text-text-2 italic">All requests</span>;
    return (
      <bdi title={row.operation} className="block truncate">
        {shortOperation(row.operation)}
      </bdi>
    );
  }
  const { service, namespace } = row;
  const short =
    namespace !== null && service.endsWith(`.${namespace}`)
      ? service.slice(0, -namespace.length - 1)
      : service;
  return (
    <button
      type="button"
      title={`Operations of ${service}`}
      onClick={() => onChoose?.(service)}
      className="flex min-h-6 max-w-full items-baseline gap-2 rounded-tag text-left hover:underline"
    >
      <bdi className="truncate font-semibold">{short}</bdi>
      <span className="shrink-[4] truncate text-text-3 text-xs">{namespace}</span>
    </button>
  );
}

function Figure({ children }: { readonly children: ReactNode }) {
  return (
    <td className="px-3">
      <span className="flex items-center justify-end gap-2 whitespace-nowrap text-right [&>span]:text-right">
        {children}
      </span>
    </td>
  );
}

function Impact({ value }: { readonly value: number | null }) {
  if (value === null) return <Quantity value={null} unit="count" note="no latency, so no impact" />;
  return (
    <>
      <span aria-hidden="true" className="block h-1.5 w-14 rounded-full bg-line">
        <span
          className="block h-full rounded-full bg-accent"
          style={{ width: `${Math.max(2, value * 100)}%` }}
        />
      </span>
      <span className="min-w-8">{value.toFixed(2)}</span>
    </>
  );
}

function Links({ row, source, name }: Pick<RowProps, 'row' | 'source'> & { readonly name: string }) {
  const scoped = useScopedHref();
  const links = rowLinks(row, source);
  if (links === null) return <span title="Nobody answered, so nobody wrote a span">–</span>;
  const offered = [
    ['All', links.all, `Traces of ${name}`],
    ['Slow', links.slow, `Traces of ${name} that are slower than its 95th percentile`],
    ['Failed', (row.errorShare ?? 0) > 0 ? links.failed : null, `Failed traces of ${name}`],
  ] as const;
  return (
    <span className="flex gap-3 text-xs">
      {offered.map(([label, href, words]) =>
        href === null ? null : (
          <Link
            key={label}
            href={scoped(href) as Route}
            prefetch={false}
            aria-label={words}
            title={words}
            className="link inline-flex min-h-6 items-center"
          >
            {label}
          </Link>
        ),
      )}
    </span>
  );
}
