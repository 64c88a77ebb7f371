/** `GET /api/mesh/proxies`: which proxies are connected to the control plane, and which are behind. */
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { type MeshProxiesAnswer, meshProxiesSchema } from '@/lib/insight/mesh-page/contract';
import { proxiesInStep } from '@/lib/insight/mesh-page/proxies-in-step';
import { Fault } from '@/lib/mesh/fault';

export const GET = handler({
  summary: 'Which proxies are connected to the control plane, in which versions, and which are behind.',
  role: 'viewer',
  answer: meshProxiesSchema,
  load: async ({ sources: { podPorts }, signal }): Promise<MeshProxiesAnswer> => {
    if (podPorts === null) return { proxies: null, because: 'No cluster is connected to ask it through.' };
    try {
      const view = await podPorts.proxies.synchronisation(signal);
      if (view.answers.length > 0) return { proxies: proxiesInStep(view), because: null };
      return { proxies: null, because: view.silent[0]?.because ?? 'No pod of the control plane was found.' };
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return { proxies: null, because: error.message };
    }
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
