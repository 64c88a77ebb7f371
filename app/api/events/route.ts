/** `GET /api/events`: the recent events of Kubernetes about one object, by the rights of whoever asks. */
import { eventsAnswerSchema, eventsQuerySchema } from '@/lib/events/contract';
import { loadEvents } from '@/lib/events/load';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = handler({
  summary: 'The recent events of Kubernetes about one object; of a workload, about its pods too.',
  role: 'viewer',
  query: eventsQuerySchema,
  answer: eventsAnswerSchema,
  load: ({ query: { namespace, ...subject }, sources: { podPorts }, signal }) =>
    loadEvents(podPorts?.events ?? null, { ...subject, namespace: namespace ?? null }, signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
