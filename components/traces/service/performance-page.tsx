'use client';
/** `/traces/performance`: services with their rate, failures, latency and impact; of a chosen one charts and operations. */
import { useQuery } from '@tanstack/react-query';
import { Gauge } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { usePage } from '@/components/shell/page';
import { type Scope, useScope } from '@/components/shell/scope';
import { nextSort } from '@/components/traces/views/sort-order';
import { Button } from '@/components/ui/button';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import type { PerformanceAnswer } from '@/lib/insight/performance/contract';
import { performanceQuery } from './performance-query';
import { performanceParsers, sortedRows } from './performance-state';
import { PerformanceTable } from './performance-table';
import { noOperationsWords, sourceWords } from './performance-words';

const charts = new DeferredPart(async () => (await import('./service-charts')).ServiceCharts);

const ALL = '';
const BEST = 'best';
const SOURCES = [
  {
    value: BEST,
    label: 'Best',
    title: 'The mesh’s metrics, or those of spans where they alone know operations',
  },
  { value: 'mesh', label: 'Mesh metrics', title: 'Istio’s metrics: every request' },
  { value: 'spans', label: 'Span metrics', title: 'What a collector counts of server spans' },
  { value: 'traces', label: 'Sampled traces', title: 'Counted in the newest traces of the window' },
] as const;

export function PerformancePage() {
  const scope = useScope();
  const [{ service, source, sort }, setUrl] = useQueryStates(performanceParsers, { history: 'push' });
  const { data, error, isFetching, isPlaceholderData, dataUpdatedAt, refetch } = useQuery(
    performanceQuery(scope, { service, source }),
  );
  const list = useQuery({
    ...performanceQuery(scope, { service: null, source }),
    enabled: service !== null,
    staleTime: 60_000,
  });
  usePage({
    title: 'Service performance',
    breadcrumb: [{ label: 'Traces', href: '/traces' }],
    updatedAt: dataUpdatedAt,
    fetching: isFetching,
    problem: data === undefined ? null : error,
    wide: true,
  });
  const names = useMemo(() => {
    const rows = (service === null ? data : list.data)?.rows ?? [];
    const all = new Set([...rows.map((row) => row.service), ...(service === null ? [] : [service])]);
    return [...all].sort((a, b) => a.localeCompare(b, 'en'));
  }, [service, data, list.data]);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex min-h-11 flex-wrap items-center gap-3 border-line border-b bg-surface px-4 py-1.5 text-xs">
        <Select
          label="Service"
          showLabel
          value={service ?? ALL}
          onValueChange={(name) => void setUrl({ service: name === ALL ? null : name })}
          options={[{ value: ALL, label: 'All' }, ...names.map((name) => ({ value: name, label: name }))]}
        />
        <SegmentedControl
          label="Figures from"
          value={source ?? BEST}
          onValueChange={(value) => void setUrl({ source: value === BEST ? null : value })}
          segments={SOURCES}
        />
        {data !== undefined && <span className="ml-auto text-text-3">{sourceWords(data)}</span>}
      </div>
      {data === undefined ? (
        error === null ? (
          <Skeleton className="m-4 h-96" />
        ) : (
          <ProblemState problem={error} onRetry={() => void refetch()} />
        )
      ) : (
        <Body
          answer={data}
          stale={isPlaceholderData}
          service={service}
          scope={scope}
          sort={sort}
          onSort={(column) => void setUrl({ sort: nextSort(sort, column, column === 'name') })}
          onChoose={(name) => void setUrl({ service: name })}
          onTraces={() => void setUrl({ source: 'traces' })}
        />
      )}
    </div>
  );
}

interface BodyProps {
  readonly answer: PerformanceAnswer;
  readonly stale: boolean;
  readonly service: string | null;
  readonly scope: Scope;
  readonly sort: { readonly column: string; readonly descending: boolean };
  readonly onSort: (column: string) => void;
  readonly onChoose: (service: string) => void;
  readonly onTraces: () => void;
}

function Body({ answer, stale, service, scope, sort, onSort, onChoose, onTraces }: BodyProps) {
  const Charts = useDeferred(charts, service !== null);
  const rows = useMemo(() => sortedRows(answer.rows, sort), [answer.rows, sort]);
  const why = service === null ? null : noOperationsWords(answer);
  return (
    <div className={`flex min-h-0 flex-1 flex-col ${stale ? 'opacity-60' : ''}`} aria-busy={stale}>
      {answer.warnings.map(({ message }) => (
        <p key={message} className="border-line border-b bg-degraded-wash px-4 py-1 text-xs">
          {message}
        </p>
      ))}
      {rows.length === 0 ? (
        <EmptyState icon={<Gauge />} title="No requests in this window">
          {service === null
            ? 'Nothing tells of a service that was called here.'
            : `Nothing tells of ${service}.`}{' '}
          Choose a longer window, other namespaces, or another source of figures.
        </EmptyState>
      ) : (
        <div className="min-h-0 flex-1 overflow-auto bg-surface">
          {service !== null &&
            answer.whole !== null &&
            (Charts === null ? (
              <Skeleton className="m-4 h-40" />
            ) : (
              <Charts answer={answer} whole={answer.whole} scope={scope} />
            ))}
          {why !== null && (
            <p className="flex flex-wrap items-center gap-3 border-line border-b px-4 py-2 text-text-2 text-xs">
              {why}
              <Button size="sm" onClick={onTraces}>
                Operations of sampled traces
              </Button>
            </p>
          )}
          <PerformanceTable
            rows={rows}
            source={answer.source}
            ofService={service !== null}
            sort={sort}
            onSort={onSort}
            onChoose={service === null ? onChoose : null}
          />
          {answer.leftOut > 0 && (
            <p className="px-4 py-2 text-text-3 text-xs">
              {answer.leftOut.toLocaleString('en')} more with fewer requests are left out.
            </p>
          )}
        </div>
      )}
    </div>
  );
}
