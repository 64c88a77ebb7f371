/** One object: read it, save it over the version it was read in, delete it. */
import { z } from 'zod';
import { configSource, connectedStore } from '@/lib/config/config-source';
import { configObjectSchema, saveSchema } from '@/lib/config/contract';
import { objectIdOf, objectKey } from '@/lib/config/identity';
import { loadConfigObject, saveObject } from '@/lib/config/load';
import { MAX_OBJECT_BODY_BYTES } from '@/lib/config/yaml/read-yaml';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';

const params = z
  .object({ group: z.string(), kind: z.string(), namespace: z.string(), name: z.string() })
  .transform((parts, context) => {
    const id = objectIdOf(parts);
    if (id !== null) return id;
    context.issues.push({ code: 'custom', message: 'this is no name of an object', input: parts });
    return z.NEVER;
  });

export const GET = handler({
  summary: 'One object of the configuration, with what it means and what rules it.',
  role: 'viewer',
  params,
  answer: configObjectSchema,
  load: ({ params: id, sources, signal }) => loadConfigObject(configSource(sources), id, signal),
});

export const PUT = handler({
  summary: 'Saves an object over the version that it was read in.',
  role: 'admin',
  params,
  body: saveSchema,
  maxBodyBytes: MAX_OBJECT_BODY_BYTES,
  answer: configObjectSchema,
  load: async ({ params: id, body, sources, session, signal, describeWrite }) => {
    describeWrite({ object: objectKey(id), versionBefore: body.baseVersion });
    const saved = await saveObject(
      configSource(sources),
      id,
      body.text,
      body.baseVersion,
      signal,
      session.identity.name,
    );
    describeWrite({ versionAfter: saved.object.version });
    return saved;
  },
});

export const DELETE = handler({
  summary: 'Deletes an object in the version that it was read in.',
  role: 'admin',
  params,
  query: z.object({ version: z.string().min(1) }),
  status: 204,
  load: async ({ params: id, query, sources, session, signal, describeWrite }) => {
    describeWrite({ object: objectKey(id), versionBefore: query.version });
    await connectedStore(sources.config).remove(id, query.version, signal, session.identity.name);
    return null;
  },
});

export const { POST, PATCH, OPTIONS } = otherMethods('GET', 'PUT', 'DELETE');
