'use client';
/** `/traces`: the search, what it found over time, and the list of it. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ChartGantt } from 'lucide-react';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useQueryStates } from 'nuqs';
import { useCallback, useEffect, useMemo } from 'react';
import { CheckLink } from '@/components/shell/check-link';
import { usePage } from '@/components/shell/page';
import { refetchIntervalMs, scopeParams, useScope, useScopedHref } from '@/components/shell/scope';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { EmptyState } from '@/components/ui/empty-state';
import { readPreference, writePreference } from '@/components/ui/preference';
import { ProblemState } from '@/components/ui/problem-state';
import { traceSearchQuery, traceServicesQuery } from './queries';
import { traceHref } from './reading/uploaded-registry';
import { ResultsSkeleton } from './results-skeleton';
import { FileDrop, useOpenFile } from './search/file-drop';
import { mergeAnswers } from './search/merge-answers';
import { searchInTrace } from './search/search-in-trace';
import { SearchForm } from './search-form';
import {
  asksNothing,
  firstService,
  LAST_SEARCH,
  readSearch,
  type SearchValues,
  searchOf,
  searchParams,
  searchParsers,
  servicesInScope,
} from './search-state';

// They arrive while Jaeger searches.
const results = new DeferredPart(async () => (await import('./results')).Results);
const said = new DeferredPart(async () => (await import('./search/said')).Said);
const actions = new DeferredPart(async () => (await import('./search/search-actions')).SearchActions);
const widening = new DeferredPart(async () => (await import('./search/what-to-widen')).WhatToWiden);

export function SearchPage() {
  const scope = useScope();
  const scoped = useScopedHref();
  const router = useRouter();
  const file = useOpenFile();
  const [inAddress, setInAddress] = useQueryStates(searchParsers, { history: 'push' });
  const values = useMemo(() => searchOf(inAddress), [inAddress]);
  const services = useQuery(traceServicesQuery);
  const offered = useMemo(
    () => servicesInScope(services.data?.services ?? [], scope.namespaces),
    [services.data, scope.namespaces],
  );
  const waits = useFirstSearch(values, services.isPending ? null : offered, setInAddress);
  const params = useMemo(() => {
    const all = searchParams(values);
    for (const [key, value] of scopeParams(scope)) if (key !== 'namespaces') all.set(key, value);
    return all;
  }, [values, scope]);
  const found = useInfiniteQuery({
    ...traceSearchQuery(params, !waits),
    // More than the first page would be asked for anew, and the list would jump.
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : refetchIntervalMs(scope)),
  });
  const answer = useMemo(() => mergeAnswers(found.data?.pages ?? []), [found.data]);
  usePage({
    title: 'Traces',
    updatedAt: found.dataUpdatedAt,
    fetching: found.isFetching,
    problem: found.data === undefined ? null : found.error,
    keys: [
      { keys: 'Enter', what: 'Search, or open the trace in focus' },
      { keys: '↑ ↓', what: 'Next and previous trace in the list' },
      { keys: 'Ctrl Space', what: 'What may come next in an expression' },
    ],
  });
  const search = useCallback(
    (next: SearchValues) => {
      if (searchParams(next).toString() === searchParams(values).toString()) void found.refetch();
      else void setInAddress({ ...next, service: [...next.service], tags: null });
    },
    [values, found.refetch, setInAddress],
  );
  const Said = useDeferred(said, true);
  const SearchActions = useDeferred(actions, true);
  return (
    <FileDrop onFile={file.open}>
      <SearchForm
        values={values}
        services={offered}
        searchesAll={services.data?.searchesAll ?? true}
        servicesLoading={services.isPending}
        busy={(found.isFetching && found.isPlaceholderData) || file.busy}
        attributes={answer?.attributes ?? []}
        onSearch={search}
      />
      <div className="flex min-h-11 items-center gap-3 border-line border-b px-4 py-1.5">
        {answer !== undefined && Said !== null && (
          <Said
            answer={answer}
            loadingMore={found.isFetchingNextPage}
            onMore={() => void found.fetchNextPage()}
          />
        )}
        {SearchActions !== null && (
          <SearchActions values={values} answer={answer} onSearch={search} onFile={file.open} />
        )}
      </div>
      <Body
        {...{ answer, services, found }}
        values={values}
        onSearch={search}
        onOpen={(traceId) =>
          router.push(scoped(traceHref(traceId, 'server', { find: searchInTrace(values) })) as Route)
        }
      />
      {file.choice}
    </FileDrop>
  );
}

/**
 * Without a search in the URL: the last one of this browser, else where requests enter the mesh. True until that is
 * settled. `services` is null while they are not known.
 */
function useFirstSearch(
  values: SearchValues,
  services: readonly string[] | null,
  set: (values: Partial<SearchValues> & { service: string[] }, options: { history: 'replace' }) => unknown,
): boolean {
  const nothing = asksNothing(values);
  const first = services === null ? null : firstService(services);
  useEffect(() => {
    if (!nothing) {
      writePreference(LAST_SEARCH, searchParams(values).toString());
      return;
    }
    const last = readSearch(readPreference(LAST_SEARCH) ?? '');
    if (!asksNothing(last)) void set({ ...last, service: [...last.service] }, { history: 'replace' });
    else if (first !== null) void set({ service: [first] }, { history: 'replace' });
  }, [nothing, values, first, set]);
  // A mesh without services is searched as it is.
  return nothing && (services === null || first !== null);
}

interface BodyProps {
  readonly answer: ReturnType<typeof mergeAnswers>;
  readonly services: {
    readonly error: Error | null;
    readonly data: { readonly services: readonly string[] } | undefined;
    refetch(): unknown;
  };
  readonly found: { readonly error: Error | null; readonly isPlaceholderData: boolean; refetch(): unknown };
  readonly values: SearchValues;
  readonly onSearch: (values: SearchValues) => void;
  readonly onOpen: (traceId: string) => void;
}

function Body({ answer, services, found, values, onSearch, onOpen }: BodyProps) {
  const Results = useDeferred(results, true);
  const WhatToWiden = useDeferred(widening, answer?.traces.length === 0);
  if (answer === undefined && found.error !== null)
    return <ProblemState problem={found.error} onRetry={() => void found.refetch()} />;
  if (services.data === undefined && services.error !== null && answer === undefined)
    return <ProblemState problem={services.error} onRetry={() => void services.refetch()} />;
  if (services.data?.services.length === 0 && (answer === undefined || answer.traces.length === 0)) {
    return (
      <EmptyState icon={<ChartGantt />} title="Jaeger has no traces yet" action={<CheckLink />}>
        No service has sent a span. Istio samples 1 % of requests unless the mesh's Telemetry says otherwise.
      </EmptyState>
    );
  }
  if (answer === undefined || Results === null) return <ResultsSkeleton />;
  return (
    <Results
      answer={answer}
      stale={found.isPlaceholderData}
      whatToWiden={
        WhatToWiden !== null && (
          <WhatToWiden
            values={values}
            answer={answer}
            known={services.data?.services ?? null}
            onSearch={onSearch}
          />
        )
      }
      find={searchInTrace(values)}
      onOpen={onOpen}
    />
  );
}
