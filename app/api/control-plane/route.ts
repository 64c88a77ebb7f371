/** `GET /api/control-plane`: how the control plane does: proxies, pushes, refusals, certificates, versions. */
import { controlPlaneAnswerSchema } from '@/lib/health/control-plane-contract';
import { loadControlPlane } from '@/lib/health/load-control-plane';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveWindow, windowQuery } from '@/lib/http/window-query';

export const GET = handler({
  summary: 'How the control plane does: proxies, pushes, refusals, certificates, versions.',
  role: 'viewer',
  query: windowQuery.omit({ namespaces: true }),
  answer: controlPlaneAnswerSchema,
  load: async ({ query, sources, signal, windowLimits }) =>
    loadControlPlane(sources, resolveWindow(query, await windowLimits()), signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
