/** What a route's rules carry today, and the versions behind it or behind a service beside one another. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { type ScopeWindow, scopeParams } from '@/components/shell/scope-codec';
import { objectKey } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';

const CARRYING = new Set([
  'VirtualService',
  'HTTPRoute',
  'GRPCRoute',
  'TCPRoute',
  'TLSRoute',
  'Service',
  'ServiceEntry',
]);

/** Whether traffic runs through the object: by its rules, or to its hosts. */
export function carriesTraffic({ kind }: ObjectId): boolean {
  return CARRYING.has(kind);
}

export const routeTrafficQuery = (id: ObjectId, window: ScopeWindow) =>
  queryOptions({
    queryKey: ['config', 'route-traffic', objectKey(id), window],
    queryFn: ({ signal }) => {
      const params = scopeParams({ namespaces: null, window });
      params.set('group', id.group || 'core');
      params.set('kind', id.kind);
      params.set('namespace', id.namespace ?? '_');
      params.set('name', id.name);
      return fetchAnswer(
        `/api/config/route-traffic?${params}`,
        async () => (await import('@/lib/insight/canary/contract')).routeTrafficSchema,
        { signal },
      );
    },
    enabled: carriesTraffic(id),
    // A new object is not stored yet, and trying again would not change that.
    retry: false,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    refetchOnWindowFocus: false,
  });
