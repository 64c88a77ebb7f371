/** Kubernetes' selector of objects by labels, as the Gateway API uses it for namespaces. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { labelMap } from '@/lib/config/model/field-types';

export const labelSelector = z.strictObject({
  matchLabels: field(labelMap, 'Labels that must all be there with these values.').optional(),
  matchExpressions: field(
    z.array(
      z.strictObject({
        key: field(z.string(), 'Label that is looked at.', { names: 'label-key' }),
        operator: field(z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']), 'How it is compared.', {
          values: {
            In: 'the value is one of values',
            NotIn: 'the value is none of values, or the label is not there',
            Exists: 'the label is there',
            DoesNotExist: 'the label is not there',
          },
        }),
        values: field(z.array(z.string()), 'Values for In and NotIn; empty for the others.', {
          names: 'label-value',
        }).optional(),
      }),
    ),
    'Conditions that must all hold, beside matchLabels.',
  ).optional(),
});
