/** `GET /api/query/values?label=`: values of a label; those of `__name__` are the metrics. */
import { z } from 'zod';
import { loadNames, lookupQuerySchema, namesAnswerSchema } from '@/lib/dashboards/query/lookups';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';

const query = z.object({ ...lookupQuerySchema.shape, label: z.string().min(1).max(200) });

export const GET = handler({
  summary: 'Values of a label; those of __name__ are the names of metrics.',
  role: 'viewer',
  query,
  answer: namesAnswerSchema,
  load: ({ query: { label, ...lookup }, sources, signal }) =>
    loadNames(sources.queries, label, lookup, signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
