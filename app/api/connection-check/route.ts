/** `GET /api/connection-check`: what was tried with each source, and why the graph may be empty. */
import { environment } from '@/lib/environment';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveNamespaces, resolveWindow, windowQuery } from '@/lib/http/window-query';
import { connectionCheckSchema } from '@/lib/insight/connection-check/contract';
import { loadConnectionCheck } from '@/lib/insight/connection-check/load';

export const GET = handler({
  summary: 'What was tried with each source and what was found, and why the graph may be empty.',
  role: 'viewer',
  query: windowQuery,
  answer: connectionCheckSchema,
  load: async ({ query, sources, signal, windowLimits }) =>
    loadConnectionCheck(
      sources,
      {
        window: resolveWindow(query, await windowLimits()),
        namespaces: resolveNamespaces(query),
        labelMatchers: environment().prometheus.labelMatchers,
      },
      signal,
    ),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
