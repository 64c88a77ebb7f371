/** `GET /api/config/mesh`: every object as a value, for the checks that run in the browser while someone types. */
import { configSource } from '@/lib/config/config-source';
import { meshAnswerSchema } from '@/lib/config/mesh-answer/contract';
import { loadMeshAnswer } from '@/lib/config/mesh-answer/load';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = handler({
  summary: 'Every object as a value, without texts and secrets, for checks that run in the browser.',
  role: 'viewer',
  contract: meshAnswerSchema,
  load: async ({ sources, signal, headers }) => {
    const { json, tag } = await loadMeshAnswer(configSource(sources), signal);
    const answer = { ETag: `"${tag}"` };
    // A proxy that compresses anew may have made the tag weak.
    if (headers.get('If-None-Match')?.replace(/^W\//, '') === answer.ETag) {
      return new Response(null, { status: 304, headers: answer });
    }
    return new Response(json, {
      headers: { ...answer, 'Content-Type': 'application/json; charset=utf-8' },
    });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
