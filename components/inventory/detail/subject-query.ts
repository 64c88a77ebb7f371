/** The questions of a detail page: the facts, which need no metrics, then as much as the tab shows. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { refetchIntervalMs, type ScopeValues, scopeParams } from '@/components/shell/scope';
import type { InventoryKind, SubjectPart } from '@/lib/insight/inventory/vocabulary';

/** What the page is about, as its address says. */
export interface SubjectPlace {
  readonly kind: InventoryKind;
  /** null = belongs to none; of a namespace its own name. */
  readonly namespace: string | null;
  readonly name: string;
  readonly cluster: string | null;
}

function paramsOf(place: SubjectPlace, scope: ScopeValues, part: SubjectPart): string {
  const params = scopeParams({ namespaces: null, window: scope.window });
  const { kind, namespace, name, cluster } = place;
  for (const [key, value] of Object.entries({ kind, namespace, name, cluster, part }))
    if (value !== null) params.set(key, value);
  return params.toString();
}

const fetchSubject = (params: string, signal: AbortSignal) =>
  fetchAnswer(
    `/api/inventory/subject?${params}`,
    async () => (await import('@/lib/insight/inventory/subject-contract')).subjectAnswerSchema,
    { signal },
  );

export const subjectFactsQuery = (place: SubjectPlace, scope: ScopeValues) => {
  const params = paramsOf(place, scope, 'facts');
  return queryOptions({
    queryKey: ['inventory', 'subject', 'facts', params],
    queryFn: ({ signal }) => fetchSubject(params, signal),
    staleTime: 30_000,
    // What only traffic knows of is no fault here.
    retry: false,
  });
};

export const subjectQuery = (place: SubjectPlace, scope: ScopeValues, part: 'figures' | 'peers') => {
  const params = paramsOf(place, scope, part);
  return queryOptions({
    queryKey: ['inventory', 'subject', params],
    queryFn: ({ signal }) => fetchSubject(params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs(scope),
  });
};
