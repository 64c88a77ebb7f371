/** `GET /api/traces/services`: the names under which spans were recorded. */
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { traceServicesAnswerSchema } from '@/lib/traces/contract';
import { requireTraces } from '@/lib/traces/load';

export const GET = handler({
  summary: 'The names under which spans were recorded.',
  role: 'viewer',
  answer: traceServicesAnswerSchema,
  load: async ({ sources, signal }) => {
    const port = requireTraces(sources.traces);
    const [services, { allServices }] = await Promise.all([port.services(signal), port.abilities(signal)]);
    return { services: [...services], searchesAll: allServices };
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
