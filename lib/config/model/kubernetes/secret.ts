/** Secret: only that it is there and of which type; its contents are never read. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { looseObject } from './loose-object';

export const secretModel = looseObject('Secret', {
  type: field(z.string(), 'kubernetes.io/tls for certificates of a gateway.', {
    default: 'Opaque',
  }).optional(),
});
