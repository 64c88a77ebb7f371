'use client';
/**
 * The overview: what the mesh does, in one screen. What is judged by traffic comes from one answer of the graph; every
 * other card asks for its own, so that one source that is down leaves the rest.
 */
import { usePrefetchQuery, useQuery } from '@tanstack/react-query';
import { configListQuery } from '@/components/shell/config-list-query';
import { type MeshQuestion, meshQuery } from '@/components/shell/mesh-query';
import { usePage } from '@/components/shell/page';
import { useScope } from '@/components/shell/scope';
import { Card } from '@/components/ui/card';
import { ProblemState } from '@/components/ui/problem-state';
import { controlPlaneQuery } from './control-plane-query';
import { SERVICE_GRAPH } from './drawn-from';
import { LaterCard } from './later-card';
import { configurationCard, controlPlaneCard, sourcesCard, useLaterParts } from './later-parts';
import { meshMetricsQuery } from './metrics-query';
import { OverviewSkeleton } from './overview-skeleton';
import { TrafficOverview } from './traffic-overview';

const QUESTION: MeshQuestion = { ...SERVICE_GRAPH, latency: ['p95'], mtls: true, idle: true };

export function OverviewPage() {
  const scope = useScope();
  const mesh = useQuery(meshQuery(scope, QUESTION));
  useLaterParts();
  // The cards ask for these when the graph's answer is there; they are under way by then.
  usePrefetchQuery(meshMetricsQuery(scope));
  usePrefetchQuery(configListQuery);
  usePrefetchQuery(controlPlaneQuery(scope));
  usePage({
    title: 'Overview',
    updatedAt: mesh.dataUpdatedAt,
    fetching: mesh.isFetching,
    problem: mesh.data === undefined ? null : mesh.error,
  });
  const others = {
    wide: <LaterCard part={controlPlaneCard} props={{}} title="Control plane" height={96} />,
    narrow: (
      <div className="grid min-w-0 gap-3">
        <LaterCard part={configurationCard} props={{}} title="Configuration" height={207} />
        <LaterCard part={sourcesCard} props={{}} title="Sources" height={149} />
      </div>
    ),
  };
  if (mesh.data !== undefined) {
    return <TrafficOverview answer={mesh.data} question={QUESTION} scope={scope} others={others} />;
  }
  if (mesh.error === null) return <OverviewSkeleton others={others} />;
  return (
    <div className="mx-auto grid max-w-[1720px] grid-cols-[minmax(0,1fr)] gap-3 px-4 pt-3.5 pb-4">
      <Card>
        <ProblemState problem={mesh.error} onRetry={() => void mesh.refetch()} />
      </Card>
      {others.wide}
      {others.narrow}
    </div>
  );
}
