/** `GET /api/query/exemplars?expr=`: single requests with their traces that the store kept beside the series in an expression. */
import {
  exemplarsQuerySchema,
  loadQueryExemplars,
  queryExemplarsSchema,
} from '@/lib/dashboards/query/exemplars';
import { askInTurn } from '@/lib/http/ask-in-turn';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = handler({
  summary: 'Single requests with their traces that the store kept beside the series in an expression.',
  role: 'viewer',
  query: exemplarsQuerySchema,
  answer: queryExemplarsSchema,
  load: ({ query, sources, session, signal }) =>
    askInTurn(session.identity.name, () => loadQueryExemplars(sources.queries, query, signal)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
