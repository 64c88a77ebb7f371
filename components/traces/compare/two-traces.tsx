'use client';
/** Two traces over one another: reads both, has them compared beside the page, and shows the result. */
import { useQuery } from '@tanstack/react-query';
import { ChartGantt } from 'lucide-react';
import { useMemo } from 'react';
import { traceQuery } from '@/components/traces/queries';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { comparisonQuery } from './comparison-query';
import { type PairSources, pairModel } from './pair-model';
import { PairView } from './pair-view';
import { TreeSkeleton } from './tree-skeleton';

export interface TwoTracesProps {
  readonly a: string;
  readonly b: string;
  readonly sources: PairSources;
}

export function TwoTraces({ a, b, sources }: TwoTracesProps) {
  const first = useQuery(traceQuery(a, { source: sources.a }));
  const second = useQuery(traceQuery(b, { source: sources.b }));
  const compared = useQuery(comparisonQuery(first.data, second.data));
  const model = useMemo(
    () =>
      first.data !== undefined && second.data !== undefined && compared.data !== undefined
        ? pairModel(first.data, second.data, compared.data, { a: sources.a, b: sources.b })
        : null,
    [first.data, second.data, compared.data, sources.a, sources.b],
  );
  for (const found of [first, second, compared]) {
    if (found.error !== null && found.data === undefined) {
      return (
        <ProblemState
          problem={found.error}
          onRetry={() => void found.refetch()}
          className="h-full bg-surface"
        />
      );
    }
  }
  if (model === null) return <TreeSkeleton label="Comparing the traces" />;
  const empty = model.a.trace.count === 0 ? 'A' : model.b.trace.count === 0 ? 'B' : null;
  if (empty !== null) {
    return (
      <EmptyState icon={<ChartGantt />} title={`Trace ${empty} has no spans`} className="h-full bg-surface">
        Its source knows its id, but gave no span of it. It may still be arriving: try again in a moment.
      </EmptyState>
    );
  }
  return <PairView model={model} />;
}
