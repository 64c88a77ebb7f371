/** `GET /api/graph`: the traffic graph of a window; see lib/graph/contract.ts for its options and its answer. */
import { z } from 'zod';
import { graphAnswerSchema, graphOptionsSchema } from '@/lib/graph/contract';
import { loadGraph } from '@/lib/graph/load';
import { GRAPH_MEDIA_TYPE } from '@/lib/graph/transport/snapshot';
import { graphResponse, sharedGraphs } from '@/lib/http/graph-response';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveNamespaces, resolveWindow, windowQuery } from '@/lib/http/window-query';

const query = z.object({ ...windowQuery.shape, ...graphOptionsSchema.shape });

export const GET = handler({
  summary: 'The traffic graph of a window: nodes, edges and boxes with their numbers and their health.',
  role: 'viewer',
  query,
  contract: graphAnswerSchema,
  alsoAnswers: [GRAPH_MEDIA_TYPE],
  // Built from typed parts and checked against its schema by tests: checking 5,000 edges here would cost every reader.
  load: async ({
    query: { last, from, to, namespaces, ...options },
    sources,
    signal,
    headers,
    windowLimits,
  }): Promise<Response> => {
    const window = resolveWindow({ last, from, to }, await windowLimits());
    const request = { ...options, window, namespaces: resolveNamespaces({ namespaces }) };
    const load = (flight: AbortSignal) => loadGraph(sources, request, flight);
    const { scopeKey } = sources;
    const graph = await sharedGraphs().get(scopeKey, JSON.stringify(request), load, signal);
    return graphResponse(graph, headers, scopeKey);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
