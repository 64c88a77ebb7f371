/** `GET /api/traces/operations?service=…`: the span names of one service. */
import { z } from 'zod';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { traceOperationsAnswerSchema } from '@/lib/traces/contract';
import { requireTraces } from '@/lib/traces/load';

export const GET = handler({
  summary: 'The names of the spans of one service.',
  role: 'viewer',
  query: z.object({ service: z.string().min(1, 'must name a service').max(300) }),
  answer: traceOperationsAnswerSchema,
  load: async ({ query, sources, signal }) => ({
    operations: [...(await requireTraces(sources.traces).operations(query.service, signal))],
  }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
