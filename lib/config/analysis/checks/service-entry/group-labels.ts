/** Groups whose machines cannot be told apart. */
import type { Check } from '@/lib/config/analysis/check';
import { WORKLOAD_GROUP } from '@/lib/config/analysis/kinds';
import { podSetOf } from '@/lib/config/analysis/readings';
import { objectName } from '@/lib/config/identity';

export const groupLabels: Check = {
  code: 'PER0505',
  title: 'WorkloadGroups have the same labels',
  condition: 'Two WorkloadGroups of a namespace give their machines the same labels.',
  severity: 'warning',
  ist: [],
  kia: ['KIA1702'],
  kinds: [WORKLOAD_GROUP],
  fix: null,
  *run(object, mesh) {
    const own = podSetOf(object)?.labels ?? {};
    if (Object.keys(own).length === 0) return;
    const text = JSON.stringify(Object.entries(own).sort());
    for (const other of mesh.ofKindIn(WORKLOAD_GROUP, object.id.namespace ?? '')) {
      if (other === object) continue;
      if (JSON.stringify(Object.entries(podSetOf(other)?.labels ?? {}).sort()) !== text) continue;
      yield {
        path: ['spec', 'metadata', 'labels'],
        message: `${objectName(other.id)} gives the same labels, so selectors cannot tell the two groups apart. Give one of them another label.`,
        related: [{ id: other.id, path: ['spec', 'metadata', 'labels'] }],
      };
    }
  },
};
