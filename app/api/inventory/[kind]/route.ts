/**
 * `GET /api/inventory/<kind>`: namespaces, applications, services or workloads, chosen (`q`, `health`, `plane`, `type`,
 * `findings`), sorted (`sort`, `descending`) and cut (`offset`, `limit`) here. `figures=false` answers at once, without metrics.
 */
import { z } from 'zod';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { sharedRows } from '@/lib/http/shared-inventory';
import { resolveNamespaces, resolveWindow, windowQuery } from '@/lib/http/window-query';
import { inventoryListSchema } from '@/lib/insight/inventory/contract';
import { listOf } from '@/lib/insight/inventory/load-list';
import {
  findingChoices,
  healthChoices,
  inventoryKinds,
  inventorySorts,
  MOST_ROWS,
  planes,
} from '@/lib/insight/inventory/vocabulary';

const flag = (initial: 'true' | 'false') =>
  z
    .enum(['true', 'false'], 'must be true or false')
    .default(initial)
    .transform((text) => text === 'true');

const listed = z
  .string()
  .max(500)
  .default('')
  .transform((text) => text.split(',').filter((word) => word !== ''));

const some = <const T extends readonly string[]>(words: T) =>
  listed.pipe(z.array(z.enum(words, `must be some of ${words.join(', ')}`)));

const whole = (most: number, initial: number) =>
  z.coerce
    .number('must be a number')
    .int('must be whole')
    .min(0, 'must be 0 or more')
    .max(most)
    .default(initial);

const query = z.object({
  ...windowQuery.shape,
  q: z.string().max(500, 'must be at most 500 characters').default(''),
  health: some(healthChoices),
  plane: some(planes),
  type: listed,
  findings: some(findingChoices),
  sort: z.enum(inventorySorts, `must be one of ${inventorySorts.join(', ')}`).default('health'),
  descending: flag('true'),
  offset: whole(1_000_000, 0),
  limit: whole(MOST_ROWS, 100),
  figures: flag('true'),
});

export const GET = handler({
  summary: 'Namespaces, applications, services or workloads with their figures, a part of the list.',
  role: 'viewer',
  params: z.object({ kind: z.enum(inventoryKinds, `must be one of ${inventoryKinds.join(', ')}`) }),
  query,
  answer: inventoryListSchema,
  load: async ({ params: { kind }, query: asked, sources, signal, windowLimits }) => {
    const { q, health, plane, type, findings, sort, descending, offset, limit, figures } = asked;
    const window = resolveWindow(asked, await windowLimits());
    const all = await sharedRows(sources, { kind, window, figures, trends: true }, signal);
    return listOf(all, {
      kind,
      choice: { text: q, health, planes: plane, types: type, findings, namespaces: resolveNamespaces(asked) },
      order: { by: sort, descending },
      offset,
      limit,
      figures,
    });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
