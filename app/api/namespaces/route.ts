/** `GET /api/namespaces`: the namespaces with traffic in a window, busiest first. */
import { namespacesAnswerSchema } from '@/lib/graph/contract';
import { loadNamespaces } from '@/lib/graph/load-namespaces';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveWindow, windowQuery } from '@/lib/http/window-query';

export const GET = handler({
  summary: 'The namespaces with traffic in a window, busiest first.',
  role: 'viewer',
  query: windowQuery,
  answer: namespacesAnswerSchema,
  load: async ({ query, sources, signal, windowLimits }) =>
    loadNamespaces(sources, resolveWindow(query, await windowLimits()), signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
