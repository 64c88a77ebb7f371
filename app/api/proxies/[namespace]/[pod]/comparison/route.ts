/** `GET …/comparison`: what istiod would send to the proxy against what it has, field by field. */
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { connected } from '@/lib/mesh/pods-connected';
import { comparisonSchema } from '@/lib/proxies/contract';
import { loadComparison } from '@/lib/proxies/load';
import { proxyParamsSchema } from '@/lib/proxies/params';

export const GET = handler({
  summary: 'What the control plane would send to a proxy against what the proxy has.',
  role: 'viewer',
  params: proxyParamsSchema,
  answer: comparisonSchema,
  load: ({ params, sources, signal }) => loadComparison(connected(sources.podPorts), params, signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
