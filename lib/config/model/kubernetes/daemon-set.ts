/** DaemonSet. https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { labelSelector, looseObject } from './loose-object';
import { podTemplate } from './pod-spec';

const spec = z.looseObject({
  selector: field(labelSelector, 'Pods that belong to it.'),
  template: field(podTemplate, 'What its pods are made from.'),
});

export const daemonSetModel = looseObject('DaemonSet', { spec: field(spec, 'What is wanted.') });
