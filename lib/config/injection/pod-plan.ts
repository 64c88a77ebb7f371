/** What decides about the proxy of a pod, read from the template of its workload. */

import type { Labels } from '@/lib/config/label-selector';
import { type Fields, fieldsAt, flagAt, textMapAt } from '@/lib/config/simulation/read/fields';
import { actualProxy, isGatewayPod } from './actual';
import type { PodPlan } from './plan';

/** `namespaceLabels` null = the namespace is not among the objects. */
export function podPlan(namespace: string, namespaceLabels: Labels | null, template: Fields): PodPlan {
  const metadata = fieldsAt(template, 'metadata');
  return {
    namespace,
    namespaceLabels,
    labels: textMapAt(metadata, 'labels'),
    annotations: textMapAt(metadata, 'annotations'),
    hostNetwork: flagAt(fieldsAt(template, 'spec'), 'hostNetwork'),
    hasProxy: actualProxy(template).kind === 'sidecar',
    isGateway: isGatewayPod(template),
  };
}
