/** The mesh's default Sidecar is one without a selector. */
import type { Check } from '@/lib/config/analysis/check';
import { SIDECAR } from '@/lib/config/analysis/kinds';
import { selectorOf } from '@/lib/config/analysis/readings';

export const sidecarRootSelector: Check = {
  code: 'PER0507',
  title: 'Sidecar of the root namespace has a selector',
  condition: 'A Sidecar of the root namespace, which is the default of the mesh, has a workloadSelector.',
  severity: 'warning',
  ist: [],
  kia: ['KIA1006'],
  kinds: [SIDECAR],
  fix: null,
  *run(object, mesh) {
    const selector = selectorOf(object);
    if (selector === null || object.id.namespace !== mesh.settings.rootNamespace) return;
    yield {
      path: ['spec', 'workloadSelector'],
      message: `In ${mesh.settings.rootNamespace} a Sidecar is the default of the whole mesh, and with a selector it is not: it holds for pods of this namespace only. Remove the selector, or move it to the namespace of the pods.`,
    };
  },
};
