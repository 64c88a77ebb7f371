/** Objects of the mesh kinds: all of them, or those that rule one service (`applies=namespace/service`). */
import { z } from 'zod';
import { configSources } from '@/lib/config/config-source';
import { configListSchema } from '@/lib/config/contract';
import { loadConfigLists } from '@/lib/config/load';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';

const query = z.object({
  applies: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,252}\/[a-z0-9.*-]{1,253}$/, { error: 'applies is namespace/service' })
    .transform((text) => {
      const [namespace = '', service = ''] = text.split('/');
      return { namespace, service };
    })
    .optional(),
});

export const GET = handler({
  summary: 'The objects of the mesh kinds: all, or those that rule one service.',
  role: 'viewer',
  query,
  answer: configListSchema,
  load: ({ query: { applies }, sources, signal }) =>
    loadConfigLists(configSources(sources), { applies: applies ?? null }, signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
