/** `GET /api/traces/<id>`: one trace as its source wrote it (Jaeger JSON or OTLP JSON), handed on while it comes. */
import { z } from 'zod';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { loadTrace, requireTraces } from '@/lib/traces/load';

export const GET = handler({
  summary: 'One trace as its source wrote it: Jaeger JSON (API v1) or OTLP JSON.',
  role: 'viewer',
  params: z.object({ traceId: z.string() }),
  load: async ({ params, sources, signal, headers }) => {
    const gzip = /\bgzip\b/.test(headers.get('accept-encoding') ?? '');
    const { body, encoding } = await loadTrace(requireTraces(sources.traces), params.traceId, {
      signal,
      gzip,
    });
    return new Response(body, {
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        Vary: 'Accept-Encoding',
        ...(encoding === null ? {} : { 'Content-Encoding': encoding }),
      },
    });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
