'use client';
/** One trace against the traces of its like: how long each of its spans usually takes, and what is unusual. */
import { useQuery } from '@tanstack/react-query';
import { ChartGantt } from 'lucide-react';
import { useMemo } from 'react';
import { traceQuery } from '@/components/traces/queries';
import { traceModel } from '@/components/traces/trace-model';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { readGroup } from '@/lib/traces/compare/read-group';
import { ChooseTraces } from './choose-traces';
import { groupQuery } from './group-query';
import { GroupView } from './group-view';
import { TreeSkeleton } from './tree-skeleton';

export function OneAgainstGroup({ a, search }: { a: string; search: string | null }) {
  const found = useQuery(traceQuery(a));
  const asked = useQuery(groupQuery(found.data?.trace, search));
  const model = useMemo(() => (found.data === undefined ? null : traceModel(found.data)), [found.data]);
  const group = useMemo(() => (asked.data === undefined ? null : readGroup(asked.data)), [asked.data]);
  for (const query of [found, asked]) {
    if (query.error !== null && query.data === undefined) {
      return (
        <ProblemState
          problem={query.error}
          onRetry={() => void query.refetch()}
          className="h-full bg-surface"
        />
      );
    }
  }
  if (model !== null && model.trace.count === 0) {
    return (
      <EmptyState icon={<ChartGantt />} title="This trace has no spans" className="h-full bg-surface">
        Jaeger knows its id, but gave no span of it. It may still be arriving: try again in a moment.
      </EmptyState>
    );
  }
  if (model === null || group === null || asked.data === undefined)
    return <TreeSkeleton label="Comparing the trace with its like" />;
  if (group.size === 0) return <ChooseTraces a={a} b={null} alone />;
  return <GroupView model={model} group={group} answer={asked.data} />;
}
