/** `GET /api/traces/performance`: how services do, or with `service` the operations of one. */
import { z } from 'zod';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveNamespaces, resolveWindow, windowQuery } from '@/lib/http/window-query';
import { PERFORMANCE_SOURCES, performanceAnswerSchema } from '@/lib/insight/performance/contract';
import { loadPerformance } from '@/lib/insight/performance/load';

export const GET = handler({
  summary: 'Rate, failures, percentiles and impact of services, or of the operations of one.',
  role: 'viewer',
  query: z.object({
    ...windowQuery.shape,
    service: z.string().min(1).max(300).optional(),
    source: z.enum(PERFORMANCE_SOURCES).optional(),
  }),
  answer: performanceAnswerSchema,
  load: async ({ query: { service, source, ...query }, sources, signal, windowLimits }) =>
    loadPerformance(
      sources,
      {
        window: resolveWindow(query, await windowLimits()),
        namespaces: resolveNamespaces(query),
        service: service ?? null,
        source: source ?? null,
      },
      signal,
    ),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
