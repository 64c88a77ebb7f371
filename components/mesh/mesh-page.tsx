'use client';
/** `/mesh`: control planes, versions, certificates, settings, gateways, add-ons and sources. */
import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { ControlPlaneCard } from '@/components/overview/control-plane-card';
import { SourcesCard } from '@/components/overview/sources-card';
import { usePage } from '@/components/shell/page';
import { useScope, useScopedHref } from '@/components/shell/scope';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import { ConfigurationCards } from './configuration-cards';
import { FiguresCards } from './figures-cards';
import { meshPageQuery } from './mesh-query';

export function MeshPage() {
  const scoped = useScopedHref();
  const { data, error, isFetching, dataUpdatedAt, refetch } = useQuery(meshPageQuery(useScope()));
  usePage({
    title: 'Mesh',
    updatedAt: dataUpdatedAt,
    fetching: isFetching,
    problem: data === undefined ? null : error,
    without: ['namespaces'],
  });
  return (
    <div className="h-full overflow-auto">
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,420px),1fr))] items-start gap-3 p-4">
        <ControlPlaneCard />
        <div className="grid min-w-0 gap-1">
          <SourcesCard />
          <Link href={scoped('/mesh/check') as Route} className="px-3 text-accent text-sm hover:underline">
            Check the connection
          </Link>
        </div>
        <FiguresCards />
        {data === undefined && error !== null && (
          <ProblemState compact problem={error} onRetry={() => void refetch()} />
        )}
        {data === undefined && error === null && (
          <div role="status" aria-label="Loading what the mesh is made of">
            <Skeleton className="h-48 w-full" />
          </div>
        )}
        {data?.configuration === null && (
          <p className="text-pretty px-3 text-text-2">
            No source of configuration is set; revisions, settings and gateways are known with one.
          </p>
        )}
        {data !== undefined && data.configuration !== null && (
          <ConfigurationCards mesh={data.configuration} />
        )}
      </div>
    </div>
  );
}
