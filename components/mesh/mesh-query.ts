/** What the mesh is made of, and how the connection to each source does. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { refetchIntervalMs, type ScopeValues, scopeParams } from '@/components/shell/scope-codec';

export function meshPageQuery(scope: ScopeValues) {
  return queryOptions({
    queryKey: ['mesh-page'],
    queryFn: ({ signal }) =>
      fetchAnswer(
        '/api/mesh',
        async () => (await import('@/lib/insight/mesh-page/contract')).meshPageSchema,
        { signal },
      ),
    refetchInterval: refetchIntervalMs(scope),
  });
}

/** Asked once: it puts a dozen questions to each source. */
export function connectionCheckQuery(scope: ScopeValues) {
  const params = scopeParams(scope).toString();
  return queryOptions({
    queryKey: ['connection-check', params],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/connection-check?${params}`,
        async () => (await import('@/lib/insight/connection-check/contract')).connectionCheckSchema,
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
}
