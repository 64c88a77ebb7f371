/** `POST …/logging`: sets the level of one of the proxy's loggers, or of all, until the pod is replaced. */
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { connected } from '@/lib/mesh/pods-connected';
import { logLevelSchema, logLevelsSchema } from '@/lib/proxies/contract';
import { listed, proxyPod } from '@/lib/proxies/load';
import { proxyParamsSchema } from '@/lib/proxies/params';

export const POST = handler({
  summary: "Sets the level of one of a proxy's loggers, or of all of them.",
  role: 'admin',
  params: proxyParamsSchema,
  body: logLevelSchema,
  answer: logLevelsSchema,
  load: async ({ params, body, sources, signal, describeWrite }) => {
    const ports = connected(sources.podPorts);
    const { proxy } = await proxyPod(ports, params, signal);
    describeWrite({ proxy: `${params.namespace}/${params.pod}`, ...body });
    const kind = proxy === 'ztunnel' ? 'ztunnel' : 'envoy';
    return { logLevels: listed(await ports.proxies.setLogLevel(params, kind, body, signal)) };
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
