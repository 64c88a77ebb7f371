'use client';
/** A dashboard on the page of what it is about: its variables are what the page is of, its time is the page's. */
import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useMemo } from 'react';
import { dashboardQuery } from '@/components/dashboards/data/dashboard-queries';
import { subjectDashboard, subjectDashboardHref } from '@/components/dashboards/subject-dashboard';
import { useScope, useScopedHref } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';
import { withFixed } from '@/lib/dashboards/variables/fixed';
import { DashboardFrame } from './dashboard-frame';
import { useView } from './use-view';
import { VariableBar } from './variable-bar';

/** What it is about: a service or a workload. */
export interface EmbeddedDashboardProps {
  readonly kind: 'services' | 'workloads';
  readonly namespace: string;
  readonly name: string;
}

export function EmbeddedDashboard({ kind, namespace, name }: EmbeddedDashboardProps) {
  const subject = useMemo(() => subjectDashboard(kind, namespace, name), [kind, namespace, name]);
  const { data, error, refetch } = useQuery(dashboardQuery(subject.uid));
  const { window } = useScope();
  const seconds = window.kind === 'last' ? window.seconds : null;
  const dashboard = useMemo(() => {
    if (data === undefined) return null;
    const fixed = withFixed(data.dashboard, subject.values);
    return seconds === null ? fixed : { ...fixed, time: { from: `now-${seconds}s`, to: 'now' } };
  }, [data, subject, seconds]);
  if (dashboard !== null) {
    const href = subjectDashboardHref(kind, { namespace, name }) ?? '/dashboards';
    return <Embedded key={href} dashboard={dashboard} href={href} />;
  }
  if (error !== null) return <ProblemState problem={error} onRetry={() => void refetch()} />;
  return (
    <div className="grid gap-2 p-3">
      <Skeleton className="h-8 w-1/3" />
      <Skeleton className="h-64" />
    </div>
  );
}

function Embedded({ dashboard, href }: { readonly dashboard: Dashboard; readonly href: string }) {
  const scoped = useScopedHref();
  const page = useView(dashboard);
  const bar = (
    <div className="flex flex-wrap items-center gap-2 px-3 pt-3">
      <VariableBar variables={page.variables} />
      <span className="flex-1" />
      <Button asChild>
        <Link href={scoped(href) as Route} prefetch={false}>
          <ExternalLink aria-hidden="true" />
          As a page of its own
        </Link>
      </Button>
    </div>
  );
  return <DashboardFrame page={page} bar={bar} ownsPage={false} />;
}
