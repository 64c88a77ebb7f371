/** `GET /api/config/injection`: which pods get a proxy, which have one, and why. */
import { connectedStore } from '@/lib/config/config-source';
import { injectionAnswerSchema } from '@/lib/config/injection/contract';
import { loadInjection } from '@/lib/config/injection/load';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = handler({
  summary: 'Which namespaces and workloads get a proxy, which have one, and why.',
  role: 'viewer',
  answer: injectionAnswerSchema,
  load: ({ sources, signal }) => loadInjection(connectedStore(sources.config), signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
