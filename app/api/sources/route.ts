/** `GET /api/sources`: how each source does. */
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { sourcesAnswerSchema } from '@/lib/mesh/source-state';

export const GET = handler({
  summary: 'How each source does, from its last calls.',
  role: 'viewer',
  answer: sourcesAnswerSchema,
  load: async ({ sources, signal }) => ({ sources: await sources.states(signal) }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
