/** EndpointSlice: addresses behind a Service, written by Kubernetes or by hand. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { looseObject } from './loose-object';

const endpoint = z.looseObject({
  addresses: field(z.array(z.string()), 'Addresses of the endpoint; all are the same one.'),
  conditions: field(
    z.looseObject({
      ready: field(z.boolean(), 'Whether it takes requests.', { default: 'true' }).nullable().optional(),
    }),
    'How it is.',
  ).optional(),
});

const port = z.looseObject({
  name: field(z.string(), 'Name of the Service’s port.').nullable().optional(),
  port: field(z.int().min(1).max(65_535), 'Port of the addresses.').nullable().optional(),
});

export const endpointSliceModel = looseObject('EndpointSlice', {
  addressType: field(z.enum(['IPv4', 'IPv6', 'FQDN']), 'What the addresses are.'),
  endpoints: field(z.array(endpoint), 'Who answers.').nullable(),
  ports: field(z.array(port), 'On which ports.').nullable().optional(),
});
