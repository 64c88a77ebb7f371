'use client';
/** Namespaces or applications with their health, traffic, failures, slowest calls and encryption; each figure leads to what explains it. */
import { Lock, LockOpen } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { type DrawnFrom, edgeHref } from '@/components/shell/graph-links';
import { useScopedHref } from '@/components/shell/scope';
import { Quantity } from '@/components/ui/quantity';
import type { GroupRow } from './group-rows';
import { Cell, HeadCell } from './table-cells';
import { TrendCell } from './trend-cell';
import type { TrendValues } from './trend-values';

export interface GroupTableProps {
  rows: readonly GroupRow[];
  /** The graph that the rows were read from. */
  from: DrawnFrom;
  /** Heads of the first two columns, and what stands in the second. */
  head: string;
  second: string;
  renderSecond: (row: GroupRow) => ReactNode;
  /** Before the name, e.g. the health of a single thing. */
  renderIcon?: (row: GroupRow) => ReactNode;
  trendOf: (row: GroupRow) => TrendValues | null;
  /** The graph of a row, to which parameters of a view may be added. */
  graphHref: (row: GroupRow) => string;
  /** Of the page about it. */
  pageHref: (row: GroupRow) => string;
}

export function GroupTable(props: GroupTableProps) {
  return (
    <table className="w-full table-fixed border-collapse">
      <thead>
        <tr>
          <HeadCell className="w-[17%]">{props.head}</HeadCell>
          <HeadCell>{props.second}</HeadCell>
          <HeadCell right className="w-[148px]">
            Rate
          </HeadCell>
          <HeadCell right className="w-[136px]">
            Errors
          </HeadCell>
          <HeadCell right className="w-[92px] max-lg:hidden" title="Of the slowest calls that arrive">
            Slowest p95
          </HeadCell>
          <HeadCell right className="w-[96px]">
            mTLS
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <Row key={row.key} row={row} table={props} />
        ))}
      </tbody>
    </table>
  );
}

const RATE_NOTES: Record<GroupRow['counted'], string> = {
  arriving: 'requests that arrive',
  letIn: 'requests that arrive, and those that its gateways let in',
  sent: 'requests that it sends; none arrive through a proxy',
};

function Row({ row, table }: { row: GroupRow; table: GroupTableProps }) {
  const scoped = useScopedHref();
  const { slowest } = row;
  const href = table.graphHref(row);
  // Trends are of what arrives.
  const trend = row.counted === 'arriving' ? table.trendOf(row) : null;
  const failed = row.health.failing > 0 && (row.errorShare ?? 0) > 0;
  return (
    <tr className="h-[37px] hover:bg-raised/60">
      <Cell>
        <Link
          href={scoped(table.pageHref(row)) as Route}
          title={row.name}
          className="flex min-w-0 items-center gap-2 font-semibold hover:underline"
        >
          {table.renderIcon?.(row)}
          <span className="min-w-0 truncate">{row.name}</span>
        </Link>
      </Cell>
      <Cell>{table.renderSecond(row)}</Cell>
      <Cell right>
        <TrendCell values={trend?.rates ?? null} label={`requests of ${row.name} over the window`} />{' '}
        <Figure href={href}>
          <Quantity value={row.requestsPerSecond} unit="rps" note={RATE_NOTES[row.counted]} />
        </Figure>
      </Cell>
      <Cell right>
        <TrendCell
          values={trend?.errorShares ?? null}
          label={`error rate of ${row.name} over the window`}
          color={failed ? 'var(--failing)' : 'var(--text-3)'}
        />{' '}
        <Figure href={`${href}&only=errors`}>
          <Quantity
            value={row.errorShare}
            unit="share"
            note="No requests in this window"
            className={failed ? 'text-failing' : ''}
          />
        </Figure>
      </Cell>
      <Cell right className="max-lg:hidden">
        {slowest === null ? (
          <Quantity value={null} unit="ms" note="No latency was measured" />
        ) : (
          <Figure href={edgeHref({ ...slowest, namespace: row.namespace }, table.from)}>
            <Quantity value={slowest.p95Ms} unit="ms" note={`calls from ${slowest.from}`} />
          </Figure>
        )}
      </Cell>
      <Cell right>
        <Figure href={`${href}&labels=rate,mtls`}>
          <MtlsFigure share={row.mtlsShare} />
        </Figure>
      </Cell>
    </tr>
  );
}

/** A number that leads to what explains it; its column keeps its width whatever it says. */
function Figure({ href, children }: { href: string; children: ReactNode }) {
  const scoped = useScopedHref();
  return (
    <Link
      href={scoped(href) as Route}
      className="inline-flex min-h-6 min-w-[60px] items-center justify-end hover:underline"
    >
      {children}
    </Link>
  );
}

function MtlsFigure({ share }: { share: number | null }) {
  if (share === null)
    return <Quantity value={null} unit="share" note="No server told how its calls arrived" />;
  const Icon = share > 0 ? Lock : LockOpen;
  return (
    <span className="inline-flex items-center gap-1.5">
      <Icon aria-hidden="true" className={`size-3.5 ${share < 1 ? 'text-degraded' : 'text-text-3'}`} />
      <Quantity value={share} unit="share" note="of requests under mutual TLS" />
    </span>
  );
}
