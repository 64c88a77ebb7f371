/** `GET /api/traces`: finds traces; see lib/traces/find/terms.ts for the terms of the search. */
import { z } from 'zod';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveWindow, windowQuery } from '@/lib/http/window-query';
import { traceSearchAnswerSchema } from '@/lib/traces/contract';
import { loadTraceSearch } from '@/lib/traces/find/load';
import { MAX_TRACES } from '@/lib/traces/limits';
import { requireTraces } from '@/lib/traces/load';
import { searchQuery } from '@/lib/traces/search-query';

const query = z.object({
  ...windowQuery.shape,
  ...searchQuery.shape,
  limit: z.coerce.number().int().min(1).max(MAX_TRACES).optional(),
  before: z.coerce.number().min(0).optional(),
});

/** Traces know no scrape interval, and must be found while Prometheus is down: any second will do as an end. */
const LIMITS = { alignSeconds: 5, shortestSeconds: 1 };

export const GET = handler({
  summary: 'Finds traces: by service, operation, kind, duration, tags and an expression.',
  role: 'viewer',
  query,
  answer: traceSearchAnswerSchema,
  load: async ({
    query: { last, from, to, namespaces: _, service, ...search },
    sources,
    signal,
    nowSeconds,
  }) => {
    const window = resolveWindow({ last, from, to }, { ...LIMITS, nowSeconds });
    return loadTraceSearch(requireTraces(sources.traces), { ...search, services: service, window }, signal);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
