/** The question of a detail page. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { refetchIntervalMs, type ScopeValues, scopeParams } from '@/components/shell/scope';
import type { InventoryKind } from '@/lib/insight/inventory/vocabulary';

/** What the page is about, as its address says. */
export interface SubjectPlace {
  readonly kind: InventoryKind;
  /** null = belongs to none; of a namespace its own name. */
  readonly namespace: string | null;
  readonly name: string;
  readonly cluster: string | null;
}

export const subjectQuery = (place: SubjectPlace, scope: ScopeValues) => {
  const params = scopeParams({ namespaces: null, window: scope.window });
  const { kind, namespace, name, cluster } = place;
  for (const [key, value] of Object.entries({ kind, namespace, name, cluster }))
    if (value !== null) params.set(key, value);
  return queryOptions({
    queryKey: ['inventory', 'subject', params.toString()],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/inventory/subject?${params}`,
        async () => (await import('@/lib/insight/inventory/subject-contract')).subjectAnswerSchema,
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs(scope),
  });
};
