/** `GET /api/query/cardinality?match=`: how many series a selector has, and how many values each of their labels. */
import { cardinalityAnswerSchema, loadCardinality, lookupQuerySchema } from '@/lib/dashboards/query/lookups';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = handler({
  summary: 'How many series a selector has, and how many values each of their labels.',
  role: 'viewer',
  query: lookupQuerySchema,
  answer: cardinalityAnswerSchema,
  load: ({ query, sources, signal }) => loadCardinality(sources.queries, query, signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
