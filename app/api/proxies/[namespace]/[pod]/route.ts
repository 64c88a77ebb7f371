/** `GET /api/proxies/<namespace>/<pod>`: what the proxy is, and what the control plane says of it. */
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { connected } from '@/lib/mesh/pods-connected';
import { overviewSchema } from '@/lib/proxies/contract';
import { loadOverview } from '@/lib/proxies/load';
import { proxyParamsSchema } from '@/lib/proxies/params';

export const GET = handler({
  summary: 'What the proxy of a pod is, its log levels, and whether it has what the control plane sent.',
  role: 'viewer',
  params: proxyParamsSchema,
  answer: overviewSchema,
  load: ({ params, sources, signal }) => loadOverview(connected(sources.podPorts), params, signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
