/** A selector that chooses nothing: the object has no effect. */
import type { Check } from '@/lib/config/analysis/check';
import { facet, kindOf } from '@/lib/config/analysis/facets';
import { AUTHORIZATION_POLICY, NAMESPACE, SELECTING_KINDS } from '@/lib/config/analysis/kinds';
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import { canJudgeSelector, podsAnywhereWith, podsWith } from '@/lib/config/analysis/pods';
import { selectorOf } from '@/lib/config/analysis/readings';
import { targetsOf } from '@/lib/config/analysis/targets';
import type { StoredObject } from '@/lib/config/store';

export const selectorEmpty: Check = {
  code: 'PER0104',
  title: 'Selector chooses no workload',
  condition:
    'No workload of the namespace (of the whole mesh, in the root namespace) has the labels of the selector; or an AuthorizationPolicy is for all of a namespace in which there is none.',
  severity: 'warning',
  ist: ['IST0127', 'IST0101'],
  kia: ['KIA0004'],
  kinds: [...SELECTING_KINDS],
  fix: null,
  *run(object, mesh) {
    const selector = selectorOf(object);
    const namespace = object.id.namespace ?? '';
    if (selector === null) {
      if (isForEmptyNamespace(object, mesh))
        yield { path: ['metadata', 'namespace'], message: empty(namespace) };
      return;
    }
    if (!canJudgeSelector(mesh, selector.labels)) return;
    const isRoot = namespace === mesh.settings.rootNamespace;
    const pods = isRoot
      ? podsAnywhereWith(mesh, selector.labels)
      : podsWith(mesh, namespace, selector.labels);
    if (pods.length > 0) return;
    const labels = Object.entries(selector.labels).map(([name, value]) => `${name}=${value}`);
    yield {
      path: selector.path,
      message: `No workload${isRoot ? '' : ` in ${namespace}`} has ${labels.join(', ')}, so this has no effect. Correct the labels.`,
    };
  },
};

/** Said of namespaces only that are themselves among the objects: of others nothing shows that they are complete. */
function isForEmptyNamespace(object: StoredObject, mesh: MeshIndex): boolean {
  const namespace = object.id.namespace ?? '';
  if (kindOf(object.id) !== AUTHORIZATION_POLICY || targetsOf(object).length > 0) return false;
  if (!mesh.known.workloads || namespace === mesh.settings.rootNamespace) return false;
  const own = mesh.object({ group: '', kind: NAMESPACE.slice(1), namespace: null, name: namespace });
  return own !== null && mesh.count(facet.pods(namespace)) === 0;
}

function empty(namespace: string): string {
  return `${namespace} has no workload, so the policy guards nothing there. Move it to the namespace that it is meant for, or delete it.`;
}
