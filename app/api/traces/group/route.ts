/** `GET /api/traces/group`: what the traces of a search, or of one route, have in common. */
import { z } from 'zod';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveWindow, windowQuery } from '@/lib/http/window-query';
import { traceGroupAnswerSchema } from '@/lib/traces/compare/group-contract';
import { loadTraceGroup, MOST_IN_GROUP } from '@/lib/traces/compare/load-group';
import { requireTraces } from '@/lib/traces/load';
import { searchQuery } from '@/lib/traces/search-query';

const name = z.string().max(1000).optional();

const query = z.object({
  ...windowQuery.shape,
  ...searchQuery.shape,
  /** Only traces whose root is of this service, and has this name. */
  rootService: name,
  rootName: name,
  /** Id of a trace that is to be left out. */
  without: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(MOST_IN_GROUP).optional(),
});

const LIMITS = { alignSeconds: 5, shortestSeconds: 1 };

export const GET = handler({
  summary: 'What the traces of a route have in common: durations, spans and critical path by place.',
  role: 'viewer',
  query,
  answer: traceGroupAnswerSchema,
  load: async ({ query: asked, sources, signal, nowSeconds }) => {
    const { last, from, to, namespaces: _, service, rootService, rootName, without, ...search } = asked;
    const window = resolveWindow({ last, from, to }, { ...LIMITS, nowSeconds });
    return loadTraceGroup(
      requireTraces(sources.traces),
      {
        ...search,
        services: service,
        window,
        rootService: rootService ?? null,
        rootName: rootName ?? null,
        without: without ?? null,
      },
      signal,
    );
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
