'use client';
/** `/objectives`: error budgets and how fast they burn; proposals from history; the rules to install. */
import { useQuery } from '@tanstack/react-query';
import { Download, Target } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { usePage } from '@/components/shell/page';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import { withBasePath } from '@/lib/http/base-path';
import { ObjectiveCard } from './objective-card';
import { objectivesQuery } from './objectives-query';
import { Proposals } from './proposals';

const DAY = 86_400;

export function ObjectivesPage() {
  const { data, error, isFetching, dataUpdatedAt, refetch } = useQuery(objectivesQuery);
  const [open, setOpen] = useQueryState('slo', parseAsString);
  usePage({
    title: 'Objectives',
    breadcrumb: [{ label: 'Dashboards', href: '/dashboards' }],
    updatedAt: dataUpdatedAt,
    fetching: isFetching,
    problem: data === undefined ? null : error,
    without: ['namespaces'],
  });
  if (data === undefined) {
    return error === null ? (
      <Skeleton className="m-4 h-96" />
    ) : (
      <ProblemState problem={error} onRetry={() => void refetch()} />
    );
  }
  const { slos, retentionSeconds, warnings } = data;
  const longest = Math.max(0, ...slos.map(({ slo }) => slo.windowDays));
  return (
    <div className="grid gap-4 p-4">
      {warnings.map((warning) => (
        <p key={warning} className="rounded-control bg-degraded-wash px-3 py-2 text-xs">
          {warning}
        </p>
      ))}
      {retentionSeconds !== null && retentionSeconds < longest * DAY && (
        <p className="text-text-2 text-xs">
          Prometheus keeps {Math.floor(retentionSeconds / DAY)} days, so longer windows count only what is
          kept.
        </p>
      )}
      {slos.length === 0 ? (
        <EmptyState icon={<Target />} title="No objectives yet">
          List them under <code>slos</code> in the settings file (PERIPLUS_SETTINGS_FILE). Below is what the
          past speaks for.
        </EmptyState>
      ) : (
        <section aria-label="Objectives" className="grid gap-3">
          <p className="flex items-center gap-3 text-text-2 text-xs">
            {slos.length} {slos.length === 1 ? 'objective' : 'objectives'}
            <a
              href={withBasePath('/api/objectives/rules')}
              download
              className="inline-flex items-center gap-1 text-accent hover:underline"
            >
              <Download aria-hidden="true" className="size-3.5" />
              Prometheus rules
            </a>
          </p>
          {slos.map((figures) => (
            <ObjectiveCard
              key={figures.slo.name}
              figures={figures}
              isOpen={open === figures.slo.name}
              onToggle={() => void setOpen(open === figures.slo.name ? null : figures.slo.name)}
            />
          ))}
        </section>
      )}
      <Proposals />
    </div>
  );
}
