/** The namespaces that had traffic in a window, busiest first. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from './fetch-answer';
import { type ScopeValues, scopeParams } from './scope-codec';

export function namespacesQuery(scope: Pick<ScopeValues, 'window'>) {
  const params = scopeParams({ namespaces: null, window: scope.window }).toString();
  return queryOptions({
    queryKey: ['namespaces', params],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/namespaces?${params}`,
        async () => (await import('@/lib/graph/contract')).namespacesAnswerSchema,
        { signal },
      ),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}
