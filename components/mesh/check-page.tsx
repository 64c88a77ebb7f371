'use client';
/** `/mesh/check`: what was tried with each source, what was found and what to mend. */
import { useQuery } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { usePage } from '@/components/shell/page';
import { useScope } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { HealthIcon, type HealthKind } from '@/components/ui/health-icon';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { ConnectionCheck, ConnectionReport, Verdict } from '@/lib/insight/connection-check/contract';
import { connectionCheckQuery } from './mesh-query';

const KINDS: Record<Verdict, HealthKind> = {
  good: 'healthy',
  info: 'idle',
  warning: 'degraded',
  bad: 'failing',
};

const TITLES: Record<ConnectionCheck['source'], string> = {
  prometheus: 'Prometheus',
  clock: 'Clocks',
  jaeger: 'Jaeger',
  configuration: 'Configuration',
};

export function CheckPage() {
  const { data, error, isFetching, dataUpdatedAt, refetch } = useQuery(connectionCheckQuery(useScope()));
  usePage({
    title: 'Connection check',
    breadcrumb: [{ label: 'Mesh', href: '/mesh' }],
    updatedAt: dataUpdatedAt,
    fetching: isFetching,
    problem: data === undefined ? null : error,
    without: ['refresh'],
  });
  return (
    <div className="h-full overflow-auto">
      <div className="mx-auto grid max-w-4xl gap-3 p-4">
        <div className="flex items-center gap-3">
          <p className="min-w-0 flex-1 text-pretty text-text-2">
            Each source is asked what the console needs of it. The same runs on a terminal:{' '}
            <code className="font-mono text-xs">npx periplus check</code>
          </p>
          <Button onClick={() => void refetch()} disabled={isFetching}>
            <RotateCw aria-hidden="true" />
            Check again
          </Button>
        </div>
        {data === undefined && error !== null && (
          <ProblemState problem={error} onRetry={() => void refetch()} />
        )}
        {data === undefined && error === null && (
          <div role="status" aria-label="Asking the sources">
            <Skeleton className="h-64 w-full" />
          </div>
        )}
        {data !== undefined && <Report report={data} />}
      </div>
    </div>
  );
}

function Report({ report }: { report: ConnectionReport }) {
  const found = (Object.keys(TITLES) as ConnectionCheck['source'][])
    .map((source) => ({ source, checks: report.checks.filter((check) => check.source === source) }))
    .filter(({ checks }) => checks.length > 0);
  return (
    <>
      <WhyEmpty report={report} />
      {found.map(({ source, checks }) => (
        <Card key={source} aria-label={TITLES[source]}>
          <CardHeader title={TITLES[source]} note={verdictOf(checks)} />
          <ul>
            {checks.map((check) => (
              <CheckRow key={check.id} check={check} />
            ))}
          </ul>
        </Card>
      ))}
    </>
  );
}

function verdictOf(checks: readonly ConnectionCheck[]): string {
  const bad = checks.filter(({ verdict }) => verdict === 'bad' || verdict === 'warning').length;
  return bad === 0 ? 'nothing to mend' : `${bad} to mend`;
}

function CheckRow({ check: { verdict, title, found, mend } }: { check: ConnectionCheck }) {
  return (
    <li className="grid grid-cols-[16px_minmax(0,11rem)_minmax(0,1fr)] gap-x-2 border-line border-t px-3 py-2">
      <HealthIcon kind={KINDS[verdict]} label={verdict} className="mt-0.5" />
      <span className="font-medium">{title}</span>
      <div className="min-w-0 break-words">
        <p>{found}</p>
        {mend !== null && <p className="text-text-2">{mend}</p>}
      </div>
    </li>
  );
}

function WhyEmpty({ report: { hasTraffic, emptyBecause } }: { report: ConnectionReport }) {
  if (hasTraffic) return null;
  return (
    <Card aria-label="Why the graph is empty">
      <CardHeader title="Why the graph is empty" note="the likeliest reason first" />
      <ol>
        {emptyBecause.map(({ id, reason, mend }) => (
          <li key={id} className="border-line border-t px-3 py-2">
            <p className="font-medium">{reason}</p>
            <p className="text-text-2">{mend}</p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
