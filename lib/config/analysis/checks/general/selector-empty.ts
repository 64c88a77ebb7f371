/** A selector that chooses nothing: the object has no effect. */
import type { Check } from '@/lib/config/analysis/check';
import { SELECTING_KINDS } from '@/lib/config/analysis/kinds';
import { canJudgeSelector, podsAnywhereWith, podsWith } from '@/lib/config/analysis/pods';
import { selectorOf } from '@/lib/config/analysis/readings';

export const selectorEmpty: Check = {
  code: 'PER0104',
  title: 'Selector chooses no workload',
  condition:
    'No workload of the namespace (of the whole mesh, in the root namespace) has the labels of the selector.',
  severity: 'warning',
  ist: ['IST0127', 'IST0101'],
  kia: ['KIA0004'],
  kinds: [...SELECTING_KINDS],
  fix: null,
  *run(object, mesh) {
    const selector = selectorOf(object);
    if (selector === null || !canJudgeSelector(mesh, selector.labels)) return;
    const namespace = object.id.namespace ?? '';
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
