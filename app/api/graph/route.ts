/** `GET /api/graph`: the traffic graph of a window; see lib/graph/contract.ts for its options and its answer. */
import { graphAnswerSchema } from '@/lib/graph/contract';
import { GRAPH_MEDIA_TYPE } from '@/lib/graph/transport/snapshot';
import { graphQuery, sharedGraph } from '@/lib/http/graph-question';
import { graphResponse } from '@/lib/http/graph-response';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = handler({
  summary: 'The traffic graph of a window: nodes, edges and boxes with their numbers and their health.',
  role: 'viewer',
  query: graphQuery,
  contract: graphAnswerSchema,
  alsoAnswers: [GRAPH_MEDIA_TYPE],
  // Built from typed parts and checked against its schema by tests: checking 5,000 edges here would cost every reader.
  load: async (context): Promise<Response> =>
    graphResponse(await sharedGraph(context.query, context), context.headers, context.sources.scopeKey),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
