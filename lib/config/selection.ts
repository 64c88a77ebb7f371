/** Which workloads an object chooses by labels, for policies, gateways and entries. */

import type { MeshView } from './simulation/mesh-view';
import { fieldsAt, optionalFieldsAt, textMapAt } from './simulation/read/fields';
import type { MeshWorkload } from './simulation/read/workload';
import { labelsInclude } from './simulation/source-filter';
import type { StoredObject } from './store';

/** Labels of the selector, null when the object has none and means everything in its scope. */
export function selectorOf(object: StoredObject): Readonly<Record<string, string>> | null {
  const spec = fieldsAt(object.value, 'spec');
  for (const [key, labels] of [
    ['selector', 'matchLabels'],
    ['workloadSelector', 'matchLabels'],
    ['workloadSelector', 'labels'],
  ] as const) {
    const selector = optionalFieldsAt(spec, key);
    if (selector !== null && labels in selector) return textMapAt(selector, labels);
  }
  // Istio's Gateway has the labels directly under `selector`.
  return object.id.kind === 'Gateway' && optionalFieldsAt(spec, 'selector') !== null
    ? textMapAt(spec, 'selector')
    : null;
}

/** Workloads with the labels; in the object's namespace, or for a Gateway in all. */
export function selectedWorkloads(view: MeshView, object: StoredObject): readonly MeshWorkload[] {
  const selector = selectorOf(object);
  if (selector === null || Object.keys(selector).length === 0) return [];
  const scope =
    object.id.kind === 'Gateway'
      ? view.workloads
      : (view.workloadsByNamespace.get(object.id.namespace ?? '') ?? []);
  return scope.filter((workload) => labelsInclude(workload.labels, selector));
}
