/** Endpoints: the older form of EndpointSlice. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { portNumber } from '@/lib/config/model/field-types';
import { looseObject } from './loose-object';

const address = z.looseObject({ ip: field(z.string(), 'Address of the endpoint.') });

const subset = z.looseObject({
  addresses: field(z.array(address), 'Addresses that take requests.').nullable().optional(),
  notReadyAddresses: field(z.array(address), 'Addresses that do not yet.').nullable().optional(),
  ports: field(
    z.array(
      z.looseObject({
        name: field(z.string(), 'Name of the Service’s port.').optional(),
        port: field(portNumber, 'Port of the addresses.'),
      }),
    ),
    'Ports of these addresses.',
  )
    .nullable()
    .optional(),
});

export const endpointsModel = looseObject('Endpoints', {
  subsets: field(z.array(subset), 'Addresses with their ports.').nullable().optional(),
});
