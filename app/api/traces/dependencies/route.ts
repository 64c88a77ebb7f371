/** `GET /api/traces/dependencies`: who calls whom by sampled traces, beside who calls whom by metrics. */
import { z } from 'zod';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveNamespaces, resolveWindow, windowQuery } from '@/lib/http/window-query';
import { DEPENDENCY_LEVELS, dependenciesAnswerSchema } from '@/lib/insight/dependencies/contract';
import { loadDependencies } from '@/lib/insight/dependencies/load';
import { requireTraces } from '@/lib/traces/load';

export const GET = handler({
  summary: 'Who calls whom by sampled traces, beside who calls whom by metrics.',
  role: 'viewer',
  query: z.object({
    ...windowQuery.shape,
    by: z.enum(DEPENDENCY_LEVELS, `must be one of ${DEPENDENCY_LEVELS.join(', ')}`).default('workload'),
  }),
  answer: dependenciesAnswerSchema,
  load: async ({ query, sources, signal, windowLimits }) => {
    const traces = requireTraces(sources.traces);
    const window = resolveWindow(query, await windowLimits());
    return loadDependencies(
      sources,
      traces,
      { window, namespaces: resolveNamespaces(query), by: query.by },
      signal,
    );
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
