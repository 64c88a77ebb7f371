/** What the mesh is made of, and how the connection to each source does. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { refetchIntervalMs, type ScopeValues, scopeParams } from '@/components/shell/scope-codec';

export function meshPageQuery(scope: ScopeValues) {
  const params = scopeParams({ ...scope, namespaces: null }).toString();
  return queryOptions({
    queryKey: ['mesh-page', params],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/mesh?${params}`,
        async () => (await import('@/lib/insight/mesh-page/contract')).meshPageSchema,
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs(scope),
  });
}

/** Asked by itself: every replica of the control plane is asked through the API server. */
export function meshProxiesQuery(scope: ScopeValues) {
  return queryOptions({
    queryKey: ['mesh-proxies'],
    queryFn: ({ signal }) =>
      fetchAnswer(
        '/api/mesh/proxies',
        async () => (await import('@/lib/insight/mesh-page/contract')).meshProxiesSchema,
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
