/** A Sidecar where there are no sidecars. */
import { isAmbientNamespace } from '@/lib/config/analysis/ambient';
import type { Check } from '@/lib/config/analysis/check';
import { SIDECAR } from '@/lib/config/analysis/kinds';

export const sidecarAmbient: Check = {
  code: 'PER0509',
  title: 'Sidecar in ambient mode',
  condition: 'A Sidecar is in a namespace in ambient mode, where nothing reads it.',
  severity: 'warning',
  ist: ['IST0167'],
  kia: [],
  kinds: [SIDECAR],
  fix: null,
  *run(object, mesh) {
    const namespace = object.id.namespace ?? '';
    if (!isAmbientNamespace(mesh, namespace)) return;
    yield {
      path: ['spec'],
      message: `${namespace} is in ambient mode, where pods have no sidecar and nothing reads this. Remove it.`,
    };
  },
};
