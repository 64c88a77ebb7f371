'use client';
/** `/traces`: the search, what it found over time, and the list of it. */
import { useQuery } from '@tanstack/react-query';
import { ChartGantt } from 'lucide-react';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useQueryStates } from 'nuqs';
import { useEffect, useMemo } from 'react';
import { usePage } from '@/components/shell/page';
import { refetchIntervalMs, scopeParams, useScope, useScopedHref } from '@/components/shell/scope';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { EmptyState } from '@/components/ui/empty-state';
import { readPreference, writePreference } from '@/components/ui/preference';
import { ProblemState } from '@/components/ui/problem-state';
import { traceSearchQuery, traceServicesQuery } from './queries';
import type { Results as ResultsPart } from './results';
import { ResultsSkeleton } from './results-skeleton';
import { SearchForm } from './search-form';
import {
  firstService,
  LAST_SEARCH,
  rememberedSearch,
  type SearchValues,
  searchParams,
  searchParsers,
  servicesInScope,
} from './search-state';

// They arrive while Jaeger searches.
const results = new DeferredPart(async () => (await import('./results')).Results);

export function SearchPage() {
  const scope = useScope();
  const scoped = useScopedHref();
  const router = useRouter();
  const [values, setValues] = useQueryStates(searchParsers, { history: 'push' });
  const services = useQuery(traceServicesQuery);
  const offered = useMemo(
    () => servicesInScope(services.data?.services ?? [], scope.namespaces),
    [services.data, scope.namespaces],
  );
  const params = useMemo(() => {
    const all = searchParams(values);
    for (const [key, value] of scopeParams(scope)) if (key !== 'namespaces') all.set(key, value);
    return all;
  }, [values, scope]);
  const found = useQuery({ ...traceSearchQuery(params), refetchInterval: refetchIntervalMs(scope) });
  usePage({
    title: 'Traces',
    updatedAt: found.dataUpdatedAt,
    fetching: found.isFetching,
    problem: found.data === undefined ? null : found.error,
    keys: [{ keys: 'Enter', what: 'Search, or open the trace in focus' }],
  });

  // Without a search in the URL: the last one of this browser, else where requests enter the mesh.
  useEffect(() => {
    if (values.service !== '') writePreference(LAST_SEARCH, searchParams(values).toString());
    else {
      const last = rememberedSearch(readPreference(LAST_SEARCH));
      const first = firstService(offered);
      if (last !== null) void setValues(last, { history: 'replace' });
      else if (first !== null) void setValues({ service: first }, { history: 'replace' });
    }
  }, [values, offered, setValues]);

  const search = (next: SearchValues) => {
    if (searchParams(next).toString() === searchParams(values).toString()) void found.refetch();
    else void setValues(next);
  };
  return (
    <div className="flex h-full min-h-0 flex-col bg-surface">
      <SearchForm
        values={values}
        services={offered}
        servicesLoading={services.isPending}
        busy={found.isFetching && found.isPlaceholderData}
        onSearch={search}
      />
      <Body
        services={services}
        found={found}
        service={values.service}
        onOpen={(traceId) => router.push(scoped(`/traces/${traceId}`) as Route)}
      />
    </div>
  );
}

interface BodyProps {
  services: {
    readonly error: Error | null;
    readonly data: { services: string[] } | undefined;
    refetch(): unknown;
  };
  found: {
    readonly data: React.ComponentProps<typeof ResultsPart>['answer'] | undefined;
    readonly error: Error | null;
    readonly isPlaceholderData: boolean;
    refetch(): unknown;
  };
  service: string;
  onOpen: (traceId: string) => void;
}

function Body({ services, found, service, onOpen }: BodyProps) {
  const Results = useDeferred(results, true);
  if (found.data === undefined && found.error !== null) {
    return <ProblemState problem={found.error} onRetry={() => void found.refetch()} />;
  }
  if (services.data === undefined && services.error !== null && found.data === undefined) {
    return <ProblemState problem={services.error} onRetry={() => void services.refetch()} />;
  }
  if (services.data?.services.length === 0 && found.data === undefined) {
    return (
      <EmptyState icon={<ChartGantt />} title="Jaeger has no traces yet">
        No service has sent a span. Istio samples 1 % of requests unless the mesh's Telemetry says otherwise.
      </EmptyState>
    );
  }
  if (found.data === undefined || Results === null) return <ResultsSkeleton />;
  const serviceKnown = services.data?.services.includes(service) ?? true;
  return (
    <Results
      answer={found.data}
      stale={found.isPlaceholderData}
      serviceKnown={serviceKnown}
      onOpen={onOpen}
    />
  );
}
