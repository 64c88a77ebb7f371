/** `POST /api/query`: queries of a panel or of Explore, within limits; see lib/dashboards/query/contract.ts. */

import { queriesAnswerSchema, queriesSchema } from '@/lib/dashboards/query/contract';
import { loadQueries } from '@/lib/dashboards/query/load';
import { askInTurn } from '@/lib/http/ask-in-turn';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = handler({
  summary:
    'Answers PromQL queries, instant or over a range, within limits; one that fails says so beside the others.',
  role: 'viewer',
  body: queriesSchema,
  contract: queriesAnswerSchema,
  // Built from typed parts: checking 400,000 points here would cost every reader.
  load: ({ body, sources, session, signal }) =>
    askInTurn(session.identity.name, () => loadQueries(sources.queries, body.queries, signal)),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
