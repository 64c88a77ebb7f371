/** `GET /api/config/schema`: by what the cluster itself judges objects of a kind and version. */
import { type SchemaAnswer, schemaAnswerSchema, schemaQuery } from '@/lib/config/cluster-schema/contract';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = handler({
  summary: 'The schema by which the cluster judges objects of a kind and version, its rules included.',
  role: 'viewer',
  query: schemaQuery,
  contract: schemaAnswerSchema,
  load: async ({ query, sources: { schemas }, signal, headers }) => {
    const served = (await schemas?.schemaOf(query, signal)) ?? null;
    const tag = { ETag: `"${served?.tag ?? 'none'}"` };
    // A proxy that compresses anew may have made the tag weak.
    if (headers.get('If-None-Match')?.replace(/^W\//, '') === tag.ETag)
      return new Response(null, { status: 304, headers: tag });
    const answer: SchemaAnswer = { schema: served?.schema ?? null, isCluster: schemas !== null };
    return Response.json(answer, { headers: tag });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
