/** The one question that the graph's page asks the server. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchGraph } from '@/components/shell/fetch-graph';
import { refetchIntervalMs, type ScopeValues } from '@/components/shell/scope-codec';
import { type AskedView, graphParams } from './params';

export function graphQuery(scope: ScopeValues, view: AskedView) {
  const params = graphParams(scope, view);
  return queryOptions({
    queryKey: ['graph', params],
    queryFn: ({ signal }) => fetchGraph(params, signal),
    placeholderData: keepPreviousData,
    // What did not change comes as the same objects already; to look for more of it takes longer than it saves.
    structuralSharing: false,
    refetchInterval: refetchIntervalMs(scope),
  });
}
