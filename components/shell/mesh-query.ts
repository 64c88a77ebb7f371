/** The mesh as the frame and the overview need it: services with health, rates, errors, p95 and mTLS over the window. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { GraphType, LatencyStatistic, ServiceNodes } from '@/lib/graph/vocabulary';
import { fetchGraph } from './fetch-graph';
import { refetchIntervalMs, type ScopeValues, scopeParams } from './scope-codec';

/** What the graph's answer is asked for. */
export interface MeshQuestion {
  type: GraphType;
  /** Calls show the called service as a node of its own. */
  serviceNodes?: ServiceNodes;
  latency?: readonly LatencyStatistic[];
  mtls?: boolean;
  /** Nodes without traffic too. */
  idle?: boolean;
}

/** The parameters of `/api/graph` for a question and a scope. */
export function meshParams(
  scope: Pick<ScopeValues, 'namespaces' | 'window'>,
  question: MeshQuestion,
): string {
  const params = scopeParams(scope);
  params.set('type', question.type);
  if (question.serviceNodes !== undefined) params.set('serviceNodes', question.serviceNodes);
  if (question.idle === true) params.set('idle', 'true');
  if (question.latency !== undefined) params.set('latency', question.latency.join(','));
  if (question.mtls === true) params.set('mtls', 'true');
  return params.toString();
}

export function meshQuery(scope: ScopeValues, question: MeshQuestion) {
  const params = meshParams(scope, question);
  return queryOptions({
    queryKey: ['graph', params],
    queryFn: ({ signal }) => fetchGraph(params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs(scope),
  });
}
