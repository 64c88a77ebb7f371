/** `GET /api/trends`: requests and failures of each service over the window, a few points each. */
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveNamespaces, resolveWindow, windowQuery } from '@/lib/http/window-query';
import { loadTrends, trendsAnswerSchema } from '@/lib/metrics/trends';

export const GET = handler({
  summary: 'Requests and failures of each service over the window, a few points each.',
  role: 'viewer',
  query: windowQuery,
  answer: trendsAnswerSchema,
  load: async ({ query, sources, signal, windowLimits }) =>
    loadTrends(
      sources,
      { window: resolveWindow(query, await windowLimits()), namespaces: resolveNamespaces(query) },
      signal,
    ),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
