'use client';
/** Health by namespace, or by application, with how requests and failures went. */
import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { inventoryHref } from '@/components/inventory/links';
import { meshQuery } from '@/components/shell/mesh-query';
import { useScope, useScopedHref } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { HealthIcon } from '@/components/ui/health-icon';
import { ProblemState } from '@/components/ui/problem-state';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { APP_GRAPH, SERVICE_GRAPH } from './drawn-from';
import { applicationOf, type GroupRow, groupRows } from './group-rows';
import { GroupTable } from './group-table';
import { HealthBar } from './health-bar';
import { SkeletonRows } from './skeleton-rows';
import { worstKind } from './summary';
import { ofApplication, ofNamespace, type TrendOf } from './trend-values';

type By = 'namespaces' | 'applications';

const SEGMENTS = [
  { value: 'namespaces', label: 'Namespaces' },
  { value: 'applications', label: 'Applications' },
] as const;

export interface HealthCardProps {
  namespaces: readonly GroupRow[];
  trendOf: TrendOf;
}

export function HealthCard({ namespaces, trendOf }: HealthCardProps) {
  const [by, setBy] = useState<By>('namespaces');
  const scoped = useScopedHref();
  return (
    <Card>
      <CardHeader
        title="Health"
        action={
          <>
            <SegmentedControl<By>
              label="Health by"
              value={by}
              onValueChange={setBy}
              segments={SEGMENTS}
              className="h-6"
            />
            <Link href={scoped('/graph') as Route} className="link">
              Show on graph
            </Link>
          </>
        }
        className="min-h-10"
      />
      {by === 'namespaces' ? (
        <GroupTable
          rows={namespaces}
          head="Namespace"
          from={SERVICE_GRAPH}
          second="Services by health"
          renderSecond={(row) => <HealthBar tally={row.health} />}
          trendOf={(row) => trendOf(ofNamespace(row.name))}
          graphHref={(row) => `/graph?namespaces=${encodeURIComponent(row.name)}`}
          pageHref={(row) => inventoryHref('namespaces', { namespace: null, name: row.name })}
        />
      ) : (
        <Applications trendOf={trendOf} />
      )}
    </Card>
  );
}

const ROWS = 8;
const SEVERITY = { failing: 0, degraded: 1, healthy: 2, unknown: 3, idle: 4 } as const;

function Applications({ trendOf }: { trendOf: TrendOf }) {
  const scope = useScope();
  const [all, setAll] = useState(false);
  const { data, error, refetch } = useQuery(
    meshQuery(scope, {
      type: APP_GRAPH.type,
      serviceNodes: APP_GRAPH.services,
      latency: ['p95'],
      mtls: true,
      idle: true,
    }),
  );
  const rows = useMemo(
    () => (data === undefined ? null : bySeverity(groupRows(data.edges, data.nodes, applicationOf))),
    [data],
  );
  if (rows === null) {
    return error === null ? (
      <SkeletonRows rows={ROWS} label="Loading the applications" />
    ) : (
      <ProblemState compact problem={error} onRetry={() => void refetch()} />
    );
  }
  if (rows.length === 0) {
    return (
      <p className="border-line border-t px-3 py-4 text-text-2">No application had traffic in this window.</p>
    );
  }
  return (
    <>
      <GroupTable
        rows={all ? rows : rows.slice(0, ROWS)}
        head="Application"
        from={APP_GRAPH}
        second="Namespace"
        renderIcon={(row) => <HealthIcon kind={worstKind(row.health)} />}
        renderSecond={(row) => <span className="block truncate text-text-2">{row.namespace}</span>}
        trendOf={(row) => trendOf(ofApplication(row.namespace, row.name))}
        pageHref={(row) => inventoryHref('applications', row)}
        graphHref={(row) =>
          `/graph?namespaces=${encodeURIComponent(row.namespace)}&type=app&find=${encodeURIComponent(`app = "${row.name}"`)}`
        }
      />
      {rows.length > ROWS && (
        <div className="border-line border-t p-1.5">
          <Button variant="quiet" onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show ${rows.length - ROWS} more`}
          </Button>
        </div>
      )}
    </>
  );
}

/** What needs a look first; among equals the busiest. */
function bySeverity(rows: readonly GroupRow[]): GroupRow[] {
  return rows.toSorted((a, b) => SEVERITY[worstKind(a.health)] - SEVERITY[worstKind(b.health)]);
}
