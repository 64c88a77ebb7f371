/** `GET /api/traces/dependencies`: who calls whom by sampled traces, beside who calls whom by metrics. */
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveNamespaces, resolveWindow, windowQuery } from '@/lib/http/window-query';
import { dependenciesAnswerSchema } from '@/lib/insight/dependencies/contract';
import { loadDependencies } from '@/lib/insight/dependencies/load';
import { requireTraces } from '@/lib/traces/load';

export const GET = handler({
  summary: 'Who calls whom by sampled traces, beside who calls whom by metrics.',
  role: 'viewer',
  query: windowQuery,
  answer: dependenciesAnswerSchema,
  load: async ({ query, sources, signal, windowLimits }) => {
    const traces = requireTraces(sources.traces);
    const window = resolveWindow(query, await windowLimits());
    return loadDependencies(sources, traces, { window, namespaces: resolveNamespaces(query) }, signal);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
