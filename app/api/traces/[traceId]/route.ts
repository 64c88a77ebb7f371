/** `GET /api/traces/<id>`: one trace as columns. Its bulk is not checked again on the way out: `encodeTrace` made it. */
import { z } from 'zod';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { loadTrace, requireTraces } from '@/lib/traces/load';

export const GET = handler({
  summary: 'One trace as columns.',
  role: 'viewer',
  params: z.object({ traceId: z.string() }),
  load: async ({ params, sources, signal }) =>
    loadTrace(requireTraces(sources.traces), params.traceId, signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
