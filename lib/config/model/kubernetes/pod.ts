/** Pod. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { looseObject } from './loose-object';
import { podSpec } from './pod-spec';

const status = z.looseObject({
  phase: field(z.string(), 'Pending, Running, Succeeded, Failed or Unknown.').optional(),
  podIP: field(z.string(), 'Address of the pod.').optional(),
});

export const podModel = looseObject('Pod', {
  spec: field(podSpec, 'Containers and identity.'),
  status: field(status, 'Written by Kubernetes.').optional(),
});
