/** ReplicaSet. https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { labelSelector, looseObject } from './loose-object';
import { podTemplate } from './pod-spec';

const spec = z.looseObject({
  replicas: field(z.int().min(0), 'Number of pods; 0 = nothing answers.', { default: '1' }).optional(),
  selector: field(labelSelector, 'Pods that belong to it.'),
  template: field(podTemplate, 'What its pods are made from.').optional(),
});

export const replicaSetModel = looseObject('ReplicaSet', { spec: field(spec, 'What is wanted.') });
