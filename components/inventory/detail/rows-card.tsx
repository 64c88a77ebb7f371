'use client';
/** Workloads, services or applications that belong to the subject, each with its figures. */
import type { Route } from 'next';
import Link from 'next/link';
import { KIND_WORDS, PLANE_WORDS } from '@/components/inventory/kind-words';
import { inventoryHref } from '@/components/inventory/links';
import { Cell, HeadCell } from '@/components/overview/table-cells';
import { useScopedHref } from '@/components/shell/scope';
import { useSettings } from '@/components/shell/settings';
import { Card, CardHeader } from '@/components/ui/card';
import { HealthIcon } from '@/components/ui/health-icon';
import { Tag } from '@/components/ui/pill';
import { Quantity } from '@/components/ui/quantity';
import type { InventoryRow } from '@/lib/insight/inventory/contract';
import type { InventoryKind } from '@/lib/insight/inventory/vocabulary';
import { columnDecimals } from '@/lib/mesh/quantity';

export interface RowsCardProps {
  readonly kind: InventoryKind;
  readonly rows: readonly InventoryRow[];
}

export function RowsCard({ kind, rows }: RowsCardProps) {
  const scoped = useScopedHref();
  const decimals = columnDecimals(rows.map(({ figures }) => figures?.requestsPerSecond ?? null));
  const severalClusters = new Set(rows.map(({ cluster }) => cluster)).size > 1;
  // A name alone would lead to the first cluster, also from a page about another.
  const namesCluster = useSettings().clusters.length > 1 || severalClusters;
  const home = mostCommon(rows.flatMap(({ cluster }) => cluster ?? []));
  return (
    <Card aria-label={KIND_WORDS[kind].title}>
      <CardHeader title={KIND_WORDS[kind].title} note={rows.length} />
      <table className="w-full table-fixed text-sm">
        <thead>
          <tr>
            <HeadCell className="w-8" aria-label="Health" />
            <HeadCell>Name</HeadCell>
            <HeadCell className="w-28">{kind === 'applications' ? 'Versions' : 'Type'}</HeadCell>
            <HeadCell className="w-20">Mode</HeadCell>
            <HeadCell right className="w-24">
              Rate
            </HeadCell>
            <HeadCell right className="w-20">
              Errors
            </HeadCell>
            <HeadCell right className="w-20">
              p95
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="h-8 hover:bg-raised">
              <Cell>
                <HealthIcon kind={row.health.kind} className="size-3.5" />
              </Cell>
              <Cell className="truncate">
                <Link
                  href={
                    scoped(
                      inventoryHref(kind, { ...row, cluster: namesCluster ? row.cluster : null }),
                    ) as Route
                  }
                  prefetch={false}
                  className="font-medium hover:text-accent"
                >
                  {row.name}
                </Link>{' '}
                {severalClusters && row.cluster !== null && row.cluster !== home && (
                  <Tag title={`In cluster ${row.cluster}`}>{row.cluster}</Tag>
                )}
              </Cell>
              <Cell className="truncate text-text-2">
                {kind === 'applications' ? row.holds?.versions.join(', ') : (row.type ?? '–')}
              </Cell>
              <Cell className="truncate text-text-2">{PLANE_WORDS[row.plane].word}</Cell>
              <Cell right>
                {row.figures?.requestsPerSecond == null && row.figures?.tcpBytesPerSecond != null ? (
                  <Quantity value={row.figures.tcpBytesPerSecond} unit="bytesPerSecond" />
                ) : (
                  <Quantity
                    value={row.figures?.requestsPerSecond ?? null}
                    unit="rps"
                    decimals={decimals}
                    note="over the window"
                  />
                )}
              </Cell>
              <Cell right>
                <Quantity value={row.figures?.errorShare ?? null} unit="share" note="of its requests" />
              </Cell>
              <Cell right>
                <Quantity value={row.figures?.p95Ms ?? null} unit="ms" note="over the window" />
              </Cell>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

/** The cluster of more than half of the rows, which none of them has to say; null where there is none. */
function mostCommon(names: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [first = null] = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return first !== null && (counts.get(first) ?? 0) * 2 > names.length ? first : null;
}
