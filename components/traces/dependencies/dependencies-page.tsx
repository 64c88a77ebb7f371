'use client';
/** Who calls whom, by sampled traces and by metrics: what only one of them saw is marked. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { usePage } from '@/components/shell/page';
import { scopeParams, useScope } from '@/components/shell/scope';
import type { CallLine } from '@/components/traces/mesh/call-drawing';
import { CallPicture } from '@/components/traces/mesh/call-picture';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import type { DependenciesAnswer, DependencyEdge } from '@/lib/insight/dependencies/contract';
import { quantityText } from '@/lib/mesh/quantity';
import { narrowed, seenBy } from './narrow';

const parsers = {
  focus: parseAsString,
  depth: parseAsInteger.withDefault(2),
  least: parseAsInteger.withDefault(1),
};
const ALL = 'all';
const STEPS = [1, 2, 3].map((step) => ({
  value: String(step),
  label: step === 1 ? '1 step' : `${step} steps`,
}));
const LEAST = [1, 5, 20, 50].map((least) => ({
  value: String(least),
  label: least === 1 ? 'All edges' : `${least} calls or more`,
}));

export function DependenciesPage() {
  const scope = useScope();
  const params = scopeParams(scope).toString();
  const [{ focus, depth, least }, setUrl] = useQueryStates(parsers, { history: 'push' });
  const { data, error, isFetching, dataUpdatedAt, refetch } = useQuery({
    queryKey: ['traces', 'dependencies', params],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/traces/dependencies?${params}`,
        async () => (await import('@/lib/insight/dependencies/contract')).dependenciesAnswerSchema,
        { signal },
      ),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  usePage({
    title: 'Dependencies',
    breadcrumb: [{ label: 'Traces', href: '/traces' }],
    updatedAt: dataUpdatedAt,
    fetching: isFetching,
    problem: data === undefined ? null : error,
    wide: true,
  });
  const picture = useMemo(
    () => (data === undefined ? null : pictureOf(data, { focus, depth, leastCalls: least })),
    [data, focus, depth, least],
  );
  if (data === undefined || picture === null) {
    if (error !== null) return <ProblemState problem={error} onRetry={() => void refetch()} />;
    return <Skeleton className="m-4 h-96" />;
  }
  const names = [...data.nodes].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex min-h-11 flex-wrap items-center gap-3 border-line border-b bg-surface px-4 py-1.5 text-xs">
        <Select
          label="Around"
          showLabel
          value={names.some(({ key }) => key === focus) ? (focus ?? ALL) : ALL}
          onValueChange={(key) => void setUrl({ focus: key === ALL ? null : key })}
          options={[
            { value: ALL, label: 'Everything' },
            ...names.map(({ key, name, namespace }) => ({
              value: key,
              label: namespace === null ? name : `${name} (${namespace})`,
            })),
          ]}
        />
        <Select
          label="Depth"
          showLabel
          disabled={focus === null}
          value={String(depth)}
          onValueChange={(value) => void setUrl({ depth: Number(value) })}
          options={STEPS}
        />
        <Select
          label="Edges"
          showLabel
          value={String(least)}
          onValueChange={(value) => void setUrl({ least: Number(value) })}
          options={LEAST}
        />
        <span className="ml-auto text-text-3">{lookedWords(data)}</span>
      </div>
      {data.warnings.map(({ message }) => (
        <p key={message} className="border-line border-b bg-degraded-wash px-4 py-1 text-xs">
          {message}
        </p>
      ))}
      {picture.cards.length === 0 ? (
        <EmptyState title="No calls in this window">
          Neither traces nor metrics tell of a call between two workloads here. Choose a longer window or
          fewer limits.
        </EmptyState>
      ) : (
        <CallPicture
          label={`Dependencies: ${picture.lines.length} edges between ${picture.cards.length} workloads`}
          cards={picture.cards}
          lines={picture.lines}
          chosen={focus}
          onChooseCard={(key) => void setUrl({ focus: key === focus ? null : key })}
        />
      )}
      <p className="flex flex-wrap gap-x-4 border-line border-t bg-surface px-4 py-1.5 text-text-2 text-xs">
        <span>Solid: seen by both</span>
        <span>Dashed amber: traces only</span>
        <span>Thin grey: metrics only (no sampled trace took it)</span>
        <span>Red dashes: calls failed in traces</span>
      </p>
    </div>
  );
}

function lookedWords({ looked }: DependenciesAnswer): string {
  const services =
    looked.services < looked.ofServices
      ? `${looked.services} of ${looked.ofServices} services`
      : `${looked.services} services`;
  return `Derived from ${looked.traces} sampled traces of ${services}, beside metrics`;
}

function pictureOf(data: DependenciesAnswer, narrowing: Parameters<typeof narrowed>[1]) {
  const { nodes, edges } = narrowed(data, narrowing);
  return {
    cards: nodes.map(({ key, name, namespace }) => ({ key, name, detail: namespace, look: 'seen' as const })),
    lines: edges.map((edge): CallLine => {
      const { from, to } = edge;
      const title = `${edge.calls} calls in sampled traces, ${edge.failed} failed; ${trafficWords(edge)}`;
      return {
        key: `${from}>${to}`,
        from,
        to,
        look: lookOf(edge, data.looked.metrics),
        text: pillOf(edge),
        title,
      };
    }),
  };
}

function lookOf(edge: DependencyEdge, hasMetrics: boolean): CallLine['look'] {
  const by = seenBy(edge);
  if (by === 'metrics') return 'aside';
  if (edge.failed > 0) return 'failed';
  return by === 'traces' && hasMetrics ? 'unmatched' : 'seen';
}

function pillOf(edge: DependencyEdge): string {
  const { traffic } = edge;
  if (traffic === null) return `${edge.calls} calls`;
  const errors = traffic.errorShare > 0 ? ` · ${quantityText(traffic.errorShare, 'share')}` : '';
  const p95 = traffic.p95Ms === null ? '' : ` · ${quantityText(traffic.p95Ms, 'ms')}`;
  return `${quantityText(traffic.requestsPerSecond, 'rps')}${errors}${p95}`;
}

function trafficWords({ traffic }: DependencyEdge): string {
  if (traffic === null) return 'metrics saw no such traffic';
  return `${quantityText(traffic.requestsPerSecond, 'rps')}, ${quantityText(traffic.errorShare, 'share')} errors, p95 ${quantityText(traffic.p95Ms, 'ms')} by metrics`;
}
