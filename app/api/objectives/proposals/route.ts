/** `GET /api/objectives/proposals`: objectives that the past speaks for. */
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { proposalsAnswerSchema } from '@/lib/insight/objectives/contract';
import { loadProposals } from '@/lib/insight/objectives/proposals';

export const GET = handler({
  summary: 'Objectives that the past of services without one speaks for.',
  role: 'viewer',
  answer: proposalsAnswerSchema,
  load: async ({ sources, nowSeconds, signal }) =>
    loadProposals(
      sources.queries,
      await sources.slos(),
      { nowSeconds, retentionSeconds: await sources.retentionSeconds() },
      signal,
    ),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
