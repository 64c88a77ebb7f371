/** `POST …/route-check`: one request, asked of the proxy's own route table and of the configuration. Changes nothing. */
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { checkRoute } from '@/lib/insight/route-check';
import { connected } from '@/lib/mesh/pods-connected';
import { routeCheckSchema, routeQuestionSchema } from '@/lib/proxies/contract';
import { loadTableVerdict } from '@/lib/proxies/load';
import { proxyParamsSchema } from '@/lib/proxies/params';

export const POST = handler({
  summary: "Where the proxy's own route table sends one request, and where configuration says it should.",
  role: 'viewer',
  params: proxyParamsSchema,
  body: routeQuestionSchema,
  answer: routeCheckSchema,
  load: async ({ params, body, sources, signal }) => {
    const { pod, verdict } = await loadTableVerdict(connected(sources.podPorts), params, body, signal);
    return checkRoute(sources.config, pod, verdict, body, signal);
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
