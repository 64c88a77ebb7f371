/** Deployment. https://kubernetes.io/docs/concepts/workloads/controllers/deployment/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { labelSelector, looseObject } from './loose-object';
import { podTemplate } from './pod-spec';

const spec = z.looseObject({
  replicas: field(z.int().min(0), 'Number of pods; 0 = nothing answers.', { default: '1' }).optional(),
  selector: field(labelSelector, 'Pods that belong to it.'),
  template: field(podTemplate, 'What its pods are made from.'),
});

export const deploymentModel = looseObject('Deployment', { spec: field(spec, 'What is wanted.') });
