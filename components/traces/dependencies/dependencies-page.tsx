'use client';
/** Who calls whom, by sampled traces and by metrics: what only one of them saw is marked. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { usePage } from '@/components/shell/page';
import { scopeParams, useScope } from '@/components/shell/scope';
import type { CallLine } from '@/components/traces/mesh/call-drawing';
import { CallPicture } from '@/components/traces/mesh/call-picture';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import type { DependenciesAnswer } from '@/lib/insight/dependencies/contract';
import { dependencyParams, dependencyParsers } from './dependencies-state';
import { DependencyTable } from './dependency-table';
import { lookOf, pillOf, titleOf } from './edge-words';
import { largest, narrowed } from './narrow';

const ALL = 'all';
const STEPS = [1, 2, 3].map((step) => ({
  value: String(step),
  label: step === 1 ? '1 step' : `${step} steps`,
}));
const LEAST = [1, 5, 20, 50].map((least) => ({
  value: String(least),
  label: least === 1 ? 'All edges' : `${least} calls or more`,
}));

const LEVELS = [
  { value: 'workload', label: 'Workloads' },
  {
    value: 'service',
    label: 'Services',
    title: 'As traces name them, with what their source counted itself',
  },
] as const;
const VIEWS = [
  { value: 'picture', label: 'Picture' },
  { value: 'table', label: 'Table' },
] as const;

export function DependenciesPage() {
  const scope = useScope();
  const [{ focus, depth, least, by, view, search }, setUrl] = useQueryStates(dependencyParsers, {
    history: 'push',
  });
  const params = dependencyParams(String(scopeParams(scope)), by, search);
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
        <SegmentedControl
          label="Between"
          value={by}
          onValueChange={(next) => void setUrl({ by: next, focus: null })}
          segments={LEVELS}
        />
        <SegmentedControl
          label="Shown as"
          value={view}
          onValueChange={(next) => void setUrl({ view: next })}
          segments={VIEWS}
        />
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
        {search !== null && (
          <Button size="sm" onClick={() => void setUrl({ search: null, focus: null })}>
            Traces of one search
            <X aria-label="Show those of all traces" />
          </Button>
        )}
        <span className="ml-auto text-text-3">{lookedWords(data)}</span>
      </div>
      {data.warnings.map(({ message }) => (
        <p key={message} className="border-line border-b bg-degraded-wash px-4 py-1 text-xs">
          {message}
        </p>
      ))}
      {picture.cards.length === 0 ? (
        <EmptyState title="No calls in this window">
          {search === null
            ? `Neither traces nor metrics tell of a call between two ${by}s here.`
            : `No trace that the search found has a call between two ${by}s.`}{' '}
          Choose a longer window or fewer limits.
        </EmptyState>
      ) : view === 'table' ? (
        <DependencyTable
          nodes={picture.nodes}
          edges={picture.edges}
          by={data.by}
          hasRecorded={data.looked.recorded}
          onFocus={(key) => void setUrl({ focus: key })}
        />
      ) : (
        <CallPicture
          label={`Dependencies: ${picture.lines.length} edges between ${picture.cards.length} workloads`}
          cards={picture.cards}
          lines={picture.lines}
          chosen={focus}
          onChooseCard={(key) => void setUrl({ focus: key === focus ? null : key })}
        />
      )}
      {view === 'picture' && (
        <Legend drawn={picture.lines.length} all={picture.edges.length} search={data.looked.search} />
      )}
    </div>
  );
}

interface LegendProps {
  readonly drawn: number;
  readonly all: number;
  /** What no trace took is left out. */
  readonly search: boolean;
}

function Legend({ drawn, all, search }: LegendProps) {
  return (
    <p className="flex flex-wrap gap-x-4 border-line border-t bg-surface px-4 py-1.5 text-text-2 text-xs">
      <span>Solid: seen by both</span>
      <span>Dashed amber: traces only</span>
      {!search && <span>Thin grey: metrics only (no sampled trace took it)</span>}
      <span>Red dashes: calls failed in traces</span>
      {drawn < all && (
        <span className="ml-auto text-degraded">
          Drawn: the {drawn} largest of {all} edges. The table has all of them.
        </span>
      )}
    </p>
  );
}

function lookedWords({ looked }: DependenciesAnswer): string {
  if (looked.search) {
    const traces =
      looked.traces === 1 ? 'the one trace' : `the ${looked.traces.toLocaleString('en-US')} traces`;
    return `Derived from ${traces} that the search found, beside metrics of the edges that they took`;
  }
  const services =
    looked.services < looked.ofServices
      ? `${looked.services} of ${looked.ofServices} services`
      : `${looked.services} services`;
  const recorded = looked.recorded ? ' and what their source counted' : '';
  return `Derived from ${looked.traces} sampled traces of ${services}${recorded}, beside metrics`;
}

function pictureOf(data: DependenciesAnswer, narrowing: Parameters<typeof narrowed>[1]) {
  const { nodes, edges } = narrowed(data, narrowing);
  const drawn = largest(edges);
  const ends = new Set(drawn.flatMap(({ from, to }) => [from, to]));
  return {
    nodes,
    edges: largest(edges, edges.length),
    cards: nodes
      .filter(({ key }) => ends.has(key) || key === narrowing.focus)
      .map(({ key, name, namespace }) => ({ key, name, detail: namespace, look: 'seen' as const })),
    lines: drawn.map(
      (edge): CallLine => ({
        key: `${edge.from}>${edge.to}`,
        from: edge.from,
        to: edge.to,
        look: lookOf(edge, data.looked.metrics),
        text: pillOf(edge),
        title: titleOf(edge),
      }),
    ),
  };
}
