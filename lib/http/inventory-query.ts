/** The question of a list of the inventory, as its routes take it: chosen, sorted and cut. */
import 'server-only';
import { z } from 'zod';
import type { ListQuestion } from '@/lib/insight/inventory/load-list';
import {
  findingChoices,
  healthChoices,
  inventoryKinds,
  inventorySorts,
  MOST_ROWS,
  planes,
} from '@/lib/insight/inventory/vocabulary';
import { instantQuery, resolveNamespaces, windowQuery } from './window-query';

export const inventoryParams = z.object({
  kind: z.enum(inventoryKinds, `must be one of ${inventoryKinds.join(', ')}`),
});

export const flag = (initial: 'true' | 'false') =>
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

export const inventoryQuery = z.object({
  ...windowQuery.shape,
  q: z.string().max(500, 'must be at most 500 characters').default(''),
  health: some(healthChoices),
  plane: some(planes),
  type: listed,
  findings: some(findingChoices),
  cluster: listed,
  sort: z.enum(inventorySorts, `must be one of ${inventorySorts.join(', ')}`).default('health'),
  descending: flag('true'),
  offset: whole(1_000_000, 0),
  limit: whole(MOST_ROWS, 100),
  /** The end of the window whose rows the reader has on screen: a choice among them is answered from those. */
  seen: instantQuery.optional(),
});

/** Of which rows there is talk, whoever asks about them. */
export function questionOf(
  asked: z.infer<typeof inventoryQuery>,
  kind: ListQuestion['kind'],
): Omit<ListQuestion, 'figures'> {
  const { q, health, plane, type, findings, cluster, sort, descending, offset, limit } = asked;
  return {
    kind,
    choice: {
      ...{ text: q, health, planes: plane, types: type, findings, clusters: cluster },
      namespaces: resolveNamespaces(asked),
    },
    order: { by: sort, descending },
    offset,
    limit,
  };
}
