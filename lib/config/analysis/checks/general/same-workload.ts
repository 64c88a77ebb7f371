/** Two objects that choose the same pods, of which only the oldest counts. */
import type { Check } from '@/lib/config/analysis/check';
import { kindOf } from '@/lib/config/analysis/facets';
import { PEER_AUTHENTICATION, SIDECAR, TELEMETRY } from '@/lib/config/analysis/kinds';
import { podsWith } from '@/lib/config/analysis/pods';
import { podSetOf, selectorOf } from '@/lib/config/analysis/readings';
import { objectName } from '@/lib/config/identity';
import { labelsInclude } from '@/lib/config/simulation/source-filter';

export const sameWorkload: Check = {
  code: 'PER0103',
  title: 'Workload is chosen twice',
  condition:
    'Two Sidecars, PeerAuthentications or Telemetries of a namespace choose the same workload by their selectors; only the oldest counts.',
  severity: 'error',
  ist: ['IST0110', 'IST0159'],
  kia: ['KIA0003'],
  kinds: [SIDECAR, PEER_AUTHENTICATION, TELEMETRY],
  fix: null,
  *run(object, mesh) {
    const selector = selectorOf(object);
    const namespace = object.id.namespace ?? '';
    if (selector === null) return;
    const pods = podsWith(mesh, namespace, selector.labels);
    if (pods.length === 0) return;
    for (const other of mesh.ofKindIn(kindOf(object.id), namespace)) {
      const labels = other === object ? null : (selectorOf(other)?.labels ?? null);
      if (labels === null) continue;
      const shared = pods.find((pod) => labelsInclude(podSetOf(pod)?.labels ?? {}, labels));
      if (shared === undefined) continue;
      yield {
        path: selector.path,
        message: `${objectName(other.id)} chooses ${shared.id.kind} ${shared.id.name} too; only the older of the two counts for it. Make the selectors different, or put both into one.`,
        related: [
          { id: other.id, path: selectorOf(other)?.path ?? [] },
          { id: shared.id, path: ['metadata', 'labels'] },
        ],
      };
    }
  },
};
