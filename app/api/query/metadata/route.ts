/** `GET /api/query/metadata`: type, help and unit of metrics, as far as the store knows them. */
import { z } from 'zod';
import { describedAnswerSchema, loadMetadata } from '@/lib/dashboards/query/lookups';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';

const query = z.object({
  /** Of one metric; left out: of all. */
  metric: z.string().min(1).max(200).optional(),
});

export const GET = handler({
  summary: 'Type, help and unit of metrics, as far as the store knows them.',
  role: 'viewer',
  query,
  answer: describedAnswerSchema,
  load: ({ query: { metric }, sources, signal }) => loadMetadata(sources.queries, metric ?? null, signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
