'use client';
/** The overview: what the mesh does, in one screen, from one answer of the graph and the mesh's charts. */
import { usePrefetchQuery, useQuery } from '@tanstack/react-query';
import { Radar } from 'lucide-react';
import { useMemo } from 'react';
import { configListQuery } from '@/components/shell/config-list-query';
import { meshQuery } from '@/components/shell/mesh-query';
import { usePage } from '@/components/shell/page';
import { type Scope, useScope } from '@/components/shell/scope';
import { scopeWindowSeconds, spanText } from '@/components/shell/window-presets';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import type { GraphAnswer } from '@/lib/graph/contract';
import { AttentionCard } from './attention-card';
import { ConfigurationCard } from './configuration-card';
import { HeadlineSection } from './headline-section';
import { meshMetricsQuery } from './metrics-query';
import { NamespacesCard } from './namespaces-card';
import { OverviewSkeleton } from './overview-skeleton';
import { PartialNote } from './partial-note';
import { Signals } from './signals';
import { SlowestCard } from './slowest-card';
import { SourcesCard } from './sources-card';
import { summarize } from './summary';

/** An hour is more than the longest of the usual incidents' beginnings; what is offered when nothing was called. */
const LONGER_SECONDS = 6 * 3600;

export function OverviewPage() {
  const scope = useScope();
  const mesh = useQuery(meshQuery(scope, { type: 'service', latency: ['p95'], mtls: true, idle: true }));
  // The cards ask for these when the graph's answer is there; they are under way by then.
  usePrefetchQuery(meshMetricsQuery(scope));
  usePrefetchQuery(configListQuery);
  usePage({
    title: 'Overview',
    updatedAt: mesh.dataUpdatedAt,
    fetching: mesh.isFetching,
    problem: mesh.data === undefined ? null : mesh.error,
  });
  if (mesh.data === undefined) {
    return mesh.error === null ? (
      <OverviewSkeleton />
    ) : (
      <ProblemState problem={mesh.error} onRetry={() => void mesh.refetch()} className="h-full" />
    );
  }
  return <Overview answer={mesh.data} scope={scope} />;
}

function Overview({ answer, scope }: { answer: GraphAnswer; scope: Scope }) {
  const summary = useMemo(() => summarize(answer), [answer]);
  if (summary.services === 0) return <NothingSeen answer={answer} scope={scope} />;
  return (
    <div className="mx-auto grid max-w-[1720px] grid-cols-[minmax(0,1fr)] gap-3 px-4 pt-3.5 pb-4">
      <HeadlineSection summary={summary} />
      <PartialNote warnings={answer.warnings} />
      <Signals totals={answer.totals} summary={summary} />
      <div className="grid grid-cols-[minmax(0,1fr)_380px] items-start gap-3 max-[1400px]:grid-cols-[minmax(0,1fr)_320px] max-xl:grid-cols-[minmax(0,1fr)]">
        <div className="grid min-w-0 gap-3">
          <AttentionCard rows={summary.attention} services={summary.services} />
          <NamespacesCard rows={summary.namespaces} />
        </div>
        <div className="grid min-w-0 gap-3 max-xl:grid-cols-2 max-xl:items-start max-md:grid-cols-1">
          <SlowestCard calls={summary.slowest} />
          <ConfigurationCard />
          <SourcesCard />
        </div>
      </div>
    </div>
  );
}

/** Says why there is nothing and offers the one thing that helps. */
function NothingSeen({ answer, scope }: { answer: GraphAnswer; scope: Scope }) {
  const span = spanText(scopeWindowSeconds(scope.window));
  const elsewhere = scope.namespaces !== null && answer.namespaces.length > 0;
  return (
    <div className="grid h-full grid-rows-[auto_1fr]">
      <div className="px-4 pt-3.5">
        <PartialNote warnings={answer.warnings} />
      </div>
      <EmptyState
        icon={<Radar />}
        title={elsewhere ? `No traffic in ${scope.namespaces?.join(', ')}` : `No traffic in the last ${span}`}
        action={
          elsewhere ? (
            <Button variant="primary" size="md" onClick={() => scope.set({ namespaces: null })}>
              Show all namespaces
            </Button>
          ) : (
            <Button
              variant="primary"
              size="md"
              onClick={() => scope.set({ window: { kind: 'last', seconds: LONGER_SECONDS } })}
            >
              Look at the last {spanText(LONGER_SECONDS)}
            </Button>
          )
        }
      >
        {elsewhere
          ? `${answer.namespaces.length} other namespaces had traffic in this window.`
          : 'Prometheus answers, but holds no Istio metrics for this window. The mesh may have been idle, or its proxies are not scraped.'}
      </EmptyState>
    </div>
  );
}
