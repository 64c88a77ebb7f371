/** `GET /api/logs/pods`: the pods of a namespace or of one workload, with their containers. */
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { podsAnswerSchema, podsQuerySchema } from '@/lib/logs/contract';
import { connected } from '@/lib/mesh/pods-connected';

export const GET = handler({
  summary: 'The pods of a namespace or of one workload, with their containers and the proxy that each has.',
  role: 'viewer',
  query: podsQuerySchema,
  answer: podsAnswerSchema,
  load: async ({ query: { namespace, workload }, sources, signal }) => ({
    pods: [...(await connected(sources.podPorts).pods.pods(namespace, workload ?? null, signal))].map(
      (pod) => ({ ...pod, containers: [...pod.containers] }),
    ),
  }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
