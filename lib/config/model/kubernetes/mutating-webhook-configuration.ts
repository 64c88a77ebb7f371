/** MutatingWebhookConfiguration: which pods are given a proxy as they are made. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { labelSelector, looseObject } from './loose-object';

const webhook = z.looseObject({
  name: field(z.string(), 'Name of the webhook.'),
  failurePolicy: field(z.enum(['Ignore', 'Fail']), 'What happens where the webhook does not answer.', {
    default: 'Fail',
  }).optional(),
  namespaceSelector: field(labelSelector, 'Namespaces whose objects are shown to it.').nullable().optional(),
  objectSelector: field(labelSelector, 'Objects that are shown to it.').nullable().optional(),
});

export const mutatingWebhookConfigurationModel = looseObject('MutatingWebhookConfiguration', {
  webhooks: field(z.array(webhook), 'Webhooks, asked in the order of their names.').nullable().optional(),
});
