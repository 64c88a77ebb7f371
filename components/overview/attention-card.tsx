'use client';
/** What fails or is degraded, and why; each row leads to the graph around it, each figure to what explains it. */
import type { Route } from 'next';
import Link from 'next/link';
import { useState } from 'react';
import { nodePageHref } from '@/components/inventory/links';
import { edgeHref, nodeHref } from '@/components/shell/graph-links';
import { useScopedHref } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { HEALTH_TEXT, HealthIcon } from '@/components/ui/health-icon';
import { Quantity } from '@/components/ui/quantity';
import { SERVICE_GRAPH } from './drawn-from';
import type { AttentionRow } from './summary';
import { Cell, HeadCell } from './table-cells';
import { tracesHref } from './traces-href';
import { TrendCell } from './trend-cell';
import { ofService, type TrendOf } from './trend-values';

const ROWS = 5;

export interface AttentionCardProps {
  rows: readonly AttentionRow[];
  services: number;
  trendOf: TrendOf;
}

export function AttentionCard({ rows, services, trendOf }: AttentionCardProps) {
  const [all, setAll] = useState(false);
  const scoped = useScopedHref();
  const shown = all ? rows : rows.slice(0, ROWS);
  return (
    <Card>
      <CardHeader
        title="Needs attention"
        note={rows.length === 0 ? `none of ${services} services` : `${rows.length} of ${services} services`}
        action={
          <Link href={scoped('/graph') as Route} className="link">
            Show on graph
          </Link>
        }
      />
      {rows.length === 0 ? (
        <p className="flex items-center gap-2 border-line border-t px-3 py-4 text-text-2">
          <HealthIcon kind="healthy" label="" />
          No service fails or answers late.
        </p>
      ) : (
        <table className="w-full table-fixed border-collapse">
          <thead>
            <tr>
              <HeadCell className="w-[26%]">Service</HeadCell>
              <HeadCell>Why</HeadCell>
              <HeadCell right className="w-[88px] max-lg:hidden">
                Rate
              </HeadCell>
              <HeadCell right className="w-[136px]">
                Errors
              </HeadCell>
              <HeadCell right className="w-[104px]" title="Of the slowest calls to it">
                Slowest p95
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={row.node.id} row={row} trendOf={trendOf} />
            ))}
          </tbody>
        </table>
      )}
      {rows.length > ROWS && (
        <div className="border-line border-t p-1.5">
          <Button variant="quiet" onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show ${rows.length - ROWS} more`}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Row({ row, trendOf }: { row: AttentionRow; trendOf: TrendOf }) {
  const scoped = useScopedHref();
  const { node, reasons, slowest } = row;
  const [first, ...others] = reasons;
  const trend = trendOf(ofService(node.namespace, node.name));
  return (
    <tr className="align-top hover:bg-raised/60">
      <Cell className="py-1.5">
        <Link
          href={scoped(nodePageHref(node) ?? nodeHref(node, SERVICE_GRAPH)) as Route}
          className="group flex min-w-0 gap-2"
        >
          <HealthIcon kind={node.health.kind} className="mt-px" />
          <span className="min-w-0">
            <span className="block truncate font-semibold group-hover:underline" title={node.name}>
              {node.name}
            </span>
            <span className="block truncate text-text-3 text-xs">{node.namespace ?? 'outside the mesh'}</span>
          </span>
        </Link>
      </Cell>
      <Cell className="py-1.5">
        <span className="line-clamp-2 leading-[18px]" title={reasons.join('\n')}>
          {first}
          {others.length > 0 && <span className="text-text-3"> and {others.length} more</span>}
        </span>
      </Cell>
      <Cell right className="py-1.5 max-lg:hidden">
        <Link href={scoped(nodeHref(node, SERVICE_GRAPH)) as Route} className="hover:underline">
          <Quantity value={row.requestsPerSecond} unit="rps" />
        </Link>
      </Cell>
      <Cell right className="py-1.5">
        <TrendCell
          values={trend?.errorShares ?? null}
          label={`error rate of ${node.name} over the window`}
          color={node.health.kind === 'failing' ? 'var(--failing)' : 'var(--degraded-mark)'}
        />{' '}
        <Link
          href={scoped(tracesHref(node, { failed: true })) as Route}
          title="Its failed traces"
          className="inline-flex min-w-[60px] justify-end hover:underline"
        >
          <Quantity
            value={row.errorShare}
            unit="share"
            note="No requests in this window"
            className={
              row.errorShare !== null && row.errorShare > 0
                ? `font-semibold ${HEALTH_TEXT[node.health.kind]}`
                : ''
            }
          />
        </Link>
      </Cell>
      <Cell right className="py-1.5">
        {slowest === null ? (
          <Quantity value={null} unit="ms" note="No latency was measured" />
        ) : (
          <Link
            href={scoped(edgeHref({ ...slowest, namespace: node.namespace }, SERVICE_GRAPH)) as Route}
            className="block hover:underline"
          >
            <Quantity value={slowest.p95Ms} unit="ms" note={`calls from ${slowest.from}`} />
            <span className="block truncate text-text-3 text-xs">from {slowest.from}</span>
          </Link>
        )}
      </Cell>
    </tr>
  );
}
