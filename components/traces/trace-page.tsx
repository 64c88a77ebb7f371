'use client';
/** `/traces/<id>`: one trace. Fetches it, tells the frame what it is, and hands it to the view. */
import { ChartGantt } from 'lucide-react';
import { parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useDeferredValue } from 'react';
import { usePage } from '@/components/shell/page';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import { nameOf, serviceOf } from '@/lib/traces/model/trace';
import { keysOfView } from './keys';
import { shortOperation, shortService } from './names';
import { TraceView } from './trace-view';
import { useGrowingTrace } from './use-growing-trace';
import { TRACE_VIEWS } from './views/view-props';

/** Where the trace is read from, whether clocks that are off are adjusted, and which view is open. */
const traceParsers = {
  source: parseAsStringLiteral(['server', 'file'] as const).withDefault('server'),
  clocks: parseAsStringLiteral(['adjusted', 'as-sent'] as const).withDefault('adjusted'),
  view: parseAsStringLiteral(TRACE_VIEWS).withDefault('waterfall'),
};

export function TracePage({ traceId }: { traceId: string }) {
  const [{ source, clocks, view }, setUrl] = useQueryStates(traceParsers, { history: 'replace' });
  const adjustClocks = clocks === 'adjusted';
  const { found, model: read, growing } = useGrowingTrace(traceId, source, adjustClocks);
  // Drawn in slices between which the page answers: the first picture of a trace is all of its parts at once.
  const drawn = useDeferredValue(read);
  const model = read === null ? null : drawn;
  usePage({
    title:
      model === null || model.trace.count === 0
        ? traceId.slice(0, 8)
        : `${shortService(serviceOf(model.trace, model.root))}: ${shortOperation(nameOf(model.trace, model.root))}`,
    breadcrumb: [{ label: 'Traces', href: '/traces' }],
    updatedAt: found.dataUpdatedAt,
    fetching: found.isFetching,
    problem: found.data === undefined ? null : found.error,
    without: ['namespaces', 'window', 'refresh'],
    wide: true,
    keys: keysOfView(view),
  });
  if (model !== null && model.trace.count > 0) {
    return (
      <TraceView
        model={model}
        refreshing={found.isFetching}
        growing={growing}
        onRefresh={source === 'file' ? null : () => void found.refetch()}
        source={source}
        adjustClocks={adjustClocks}
        onAdjustClocks={(on) => void setUrl({ clocks: on ? null : 'as-sent' })}
      />
    );
  }
  if (model !== null) {
    return (
      <EmptyState icon={<ChartGantt />} title="This trace has no spans">
        Its source knows its id, but gave no span of it. It may still be arriving: try again in a moment.
      </EmptyState>
    );
  }
  if (found.error !== null)
    return <ProblemState problem={found.error} onRetry={() => void found.refetch()} />;
  return (
    <div role="status" aria-label="Loading the trace" className="flex flex-col gap-4 bg-surface p-4">
      <Skeleton className="h-10 w-2/3" />
      <Skeleton className="h-14 w-full" />
      {LINES.map((line) => (
        <Skeleton key={line} className="h-5 w-full" />
      ))}
    </div>
  );
}

const LINES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
