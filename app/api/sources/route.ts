/** `GET /api/sources`: how each source does, and of which namespaces the reader is told. */
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { WHOLE_MESH } from '@/lib/mesh/scope';
import { sourcesAnswerSchema } from '@/lib/mesh/source-state';

export const GET = handler({
  summary: 'How each source does, from its last calls.',
  role: 'viewer',
  answer: sourcesAnswerSchema,
  load: async ({ sources, signal }) => {
    // Where rights cannot be learnt nothing is shown, which the pages say themselves.
    const scope = sources.scope(signal).catch(() => WHOLE_MESH);
    const [states, { namespaces }] = await Promise.all([sources.states(signal), scope]);
    return { sources: states, namespaces: namespaces === null ? null : [...namespaces] };
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
