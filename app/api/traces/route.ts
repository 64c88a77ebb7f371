/** `GET /api/traces`: finds traces of one service; see lib/traces/load.ts for the terms of the search. */
import { z } from 'zod';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveWindow, windowQuery } from '@/lib/http/window-query';
import { traceSearchAnswerSchema } from '@/lib/traces/contract';
import { MAX_TRACES } from '@/lib/traces/limits';
import { loadTraceSearch, requireTraces } from '@/lib/traces/load';

const query = z.object({
  ...windowQuery.shape,
  service: z.string().min(1, 'must name a service').max(300),
  operation: z.string().max(1000).optional(),
  tags: z.string().max(4000).optional(),
  min: z.string().max(40).optional(),
  max: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_TRACES).optional(),
});

/** Traces know no scrape interval, and must be found while Prometheus is down: any second will do as an end. */
const LIMITS = { alignSeconds: 5, shortestSeconds: 1 };

export const GET = handler({
  summary: 'Finds traces of one service.',
  role: 'viewer',
  query,
  answer: traceSearchAnswerSchema,
  load: async ({ query: { last, from, to, namespaces: _, ...search }, sources, signal, nowSeconds }) => {
    const window = resolveWindow({ last, from, to }, { ...LIMITS, nowSeconds });
    return loadTraceSearch(requireTraces(sources.traces), { ...search, window }, signal);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
