/** ConfigMap: `istio` holds the settings of the mesh, others the authorities of certificates. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { looseObject } from './loose-object';

export const configMapModel = looseObject('ConfigMap', {
  data: field(z.record(z.string(), z.string()), 'Texts by name.').nullable().optional(),
});
