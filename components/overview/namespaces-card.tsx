'use client';
/** Each namespace with its services by health, its traffic and how much of it is encrypted. */
import { Lock, LockOpen } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useScopedHref } from '@/components/shell/scope';
import { Card, CardHeader } from '@/components/ui/card';
import { Quantity } from '@/components/ui/quantity';
import { HealthBar } from './health-bar';
import type { NamespaceRow } from './summary';
import { Cell, HeadCell } from './table-cells';

export function NamespacesCard({ rows }: { rows: readonly NamespaceRow[] }) {
  const scoped = useScopedHref();
  return (
    <Card>
      <CardHeader
        title="Namespaces"
        note={`${rows.length} with services`}
        action={
          <Link href={scoped('/graph') as Route} className="link">
            Show on graph
          </Link>
        }
      />
      <table className="w-full table-fixed border-collapse">
        <thead>
          <tr>
            <HeadCell className="w-[21%]">Namespace</HeadCell>
            <HeadCell>Services by health</HeadCell>
            <HeadCell right className="w-[84px]">
              Rate
            </HeadCell>
            <HeadCell right className="w-[74px]">
              Errors
            </HeadCell>
            <HeadCell
              right
              className="w-[96px] max-lg:hidden"
              title="Of the slowest calls into the namespace"
            >
              Slowest p95
            </HeadCell>
            <HeadCell right className="w-[84px]">
              mTLS
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.name} row={row} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

const RATE_NOTES: Record<NamespaceRow['counted'], string> = {
  arriving: 'requests that arrive in the namespace',
  sent: 'requests that it sends; none arrive through a proxy',
};

function Row({ row }: { row: NamespaceRow }) {
  const scoped = useScopedHref();
  const name = encodeURIComponent(row.name);
  const { slowest } = row;
  return (
    <tr className="h-[37px] hover:bg-raised/60">
      <Cell>
        <Link
          href={scoped(`/graph?namespaces=${name}`) as Route}
          title={row.name}
          className="block truncate font-semibold hover:underline"
        >
          {row.name}
        </Link>
      </Cell>
      <Cell>
        <HealthBar tally={row.health} />
      </Cell>
      <Cell right>
        <Quantity value={row.requestsPerSecond} unit="rps" note={RATE_NOTES[row.counted]} />
      </Cell>
      <Cell right>
        <Quantity
          value={row.errorShare}
          unit="share"
          note="No requests in this window"
          className={row.health.failing > 0 && (row.errorShare ?? 0) > 0 ? 'text-failing' : ''}
        />
      </Cell>
      <Cell right className="max-lg:hidden">
        {slowest === null ? (
          <Quantity value={null} unit="ms" note="No latency was measured" />
        ) : (
          <Link
            href={scoped(`/graph?edge=${encodeURIComponent(slowest.edgeId)}&namespaces=${name}`) as Route}
            className="hover:underline"
          >
            <Quantity value={slowest.p95Ms} unit="ms" note={`calls from ${slowest.from}`} />
          </Link>
        )}
      </Cell>
      <Cell right>
        <MtlsFigure share={row.mtlsShare} />
      </Cell>
    </tr>
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
