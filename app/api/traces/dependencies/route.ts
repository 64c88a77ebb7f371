/** `GET /api/traces/dependencies`: who calls whom by sampled traces, beside who calls whom by metrics. */
import { z } from 'zod';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveNamespaces, resolveWindow, windowQuery } from '@/lib/http/window-query';
import { DEPENDENCY_LEVELS, dependenciesAnswerSchema } from '@/lib/insight/dependencies/contract';
import { loadDependencies } from '@/lib/insight/dependencies/load';
import { MAX_TRACES } from '@/lib/traces/limits';
import { requireTraces } from '@/lib/traces/load';
import { searchQuery } from '@/lib/traces/search-query';

export const GET = handler({
  summary: 'Who calls whom by sampled traces, beside who calls whom by metrics.',
  role: 'viewer',
  query: z.object({
    ...windowQuery.shape,
    ...searchQuery.shape,
    limit: z.coerce.number().int().min(1).max(MAX_TRACES).optional(),
    /** `search`: of the traces alone that the search of the other parameters finds. */
    of: z.enum(['all', 'search'], 'must be all or search').default('all'),
    by: z.enum(DEPENDENCY_LEVELS, `must be one of ${DEPENDENCY_LEVELS.join(', ')}`).default('workload'),
  }),
  answer: dependenciesAnswerSchema,
  load: async ({ query, sources, signal, windowLimits }) => {
    const traces = requireTraces(sources.traces);
    const window = resolveWindow(query, await windowLimits());
    const { last: _, from: _from, to: _to, namespaces: _namespaces, service, by, of, ...search } = query;
    return loadDependencies(
      sources,
      traces,
      {
        window,
        namespaces: resolveNamespaces(query),
        by,
        ...(of === 'search' && { search: { ...search, services: service } }),
      },
      signal,
    );
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
