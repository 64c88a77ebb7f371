/** `GET /api/namespaces`: the namespaces with traffic in a window, busiest first. */
import { namespacesAnswerSchema } from '@/lib/graph/contract';
import { loadNamespaces } from '@/lib/graph/load-namespaces';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveWindow, windowQuery } from '@/lib/http/window-query';
import { atLeastSeconds } from '@/lib/mesh/time-window';

export const GET = handler({
  summary: 'The namespaces with traffic in a window, busiest first.',
  role: 'viewer',
  query: windowQuery,
  answer: namespacesAnswerSchema,
  load: async ({ query, sources, signal, windowLimits }) => {
    // Traces are looked for in windows of seconds, and the frame around them offers namespaces: by the shortest that has rates.
    const limits = await windowLimits();
    const asked = resolveWindow(query, { ...limits, shortestSeconds: 0 });
    return loadNamespaces(sources, atLeastSeconds(asked, limits.shortestSeconds), signal);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
