/**
 * Kubernetes' own kinds as far as a mesh looks at them: unknown fields are accepted, what is read is typed. A value of
 * another type is one that the API server refuses.
 */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { labelMap, objectMeta } from '@/lib/config/model/field-types';

/** A whole object of a kind, with the parts beside `metadata` that are read. */
export function looseObject<T extends z.ZodRawShape>(kind: string, parts: T) {
  return z.looseObject({
    apiVersion: field(z.string(), 'Group and version of the API, as in apps/v1.'),
    kind: field(z.literal(kind), 'Kind of the object.'),
    metadata: field(objectMeta, 'Name, namespace, labels and annotations.'),
    ...parts,
  });
}

export const labelSelector = z.looseObject({
  matchLabels: field(labelMap, 'Labels that must all be there with these values.', {
    names: 'label-key',
  }).optional(),
  matchExpressions: field(
    z.array(
      z.looseObject({
        key: field(z.string(), 'Label that is looked at.', { names: 'label-key' }),
        operator: field(z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']), 'How it is compared.'),
        values: field(z.array(z.string()), 'Values for In and NotIn.').nullable().optional(),
      }),
    ),
    'Conditions that must all hold, beside matchLabels.',
  ).optional(),
});

/** A number, or the name of a port. */
export const intOrString = z.union([z.int(), z.string()], { error: 'must be a number or a name' });
