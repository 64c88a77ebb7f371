/** `GET /api/query/labels`: names of the labels that series have. */
import { loadNames, lookupQuerySchema, namesAnswerSchema } from '@/lib/dashboards/query/lookups';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = handler({
  summary: 'Names of the labels that series have.',
  role: 'viewer',
  query: lookupQuerySchema,
  answer: namesAnswerSchema,
  load: ({ query, sources, signal }) => loadNames(sources.queries, null, query, signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
