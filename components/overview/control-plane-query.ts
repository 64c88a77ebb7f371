/** How the control plane does over the window. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { refetchIntervalMs, type ScopeValues, scopeParams } from '@/components/shell/scope-codec';

export function controlPlaneQuery(scope: ScopeValues) {
  // It serves the whole mesh, whatever namespaces are looked at.
  const params = scopeParams({ window: scope.window, namespaces: null }).toString();
  return queryOptions({
    queryKey: ['control-plane', params],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/control-plane?${params}`,
        async () => (await import('@/lib/health/control-plane-contract')).controlPlaneAnswerSchema,
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs(scope),
  });
}
