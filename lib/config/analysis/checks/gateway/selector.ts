/** A Gateway that no proxy takes up. */
import type { Check } from '@/lib/config/analysis/check';
import { ISTIO_GATEWAY } from '@/lib/config/analysis/kinds';
import { canJudgeSelector, podsAnywhereWith } from '@/lib/config/analysis/pods';
import { selectorOf } from '@/lib/config/analysis/readings';

export const gatewaySelector: Check = {
  code: 'PER0401',
  title: 'No workload is this gateway',
  condition: 'No workload of the mesh has the labels of the selector of a Gateway.',
  severity: 'warning',
  ist: ['IST0101'],
  kia: ['KIA0302'],
  kinds: [ISTIO_GATEWAY],
  fix: null,
  *run(object, mesh) {
    const selector = selectorOf(object);
    if (selector === null || !canJudgeSelector(mesh, selector.labels)) return;
    if (podsAnywhereWith(mesh, selector.labels).length > 0) return;
    const labels = Object.entries(selector.labels).map(([name, value]) => `${name}=${value}`);
    yield {
      path: selector.path,
      message: `No workload has ${labels.join(', ')}, so nothing listens for this Gateway. Correct the labels, or deploy the gateway.`,
    };
  },
};
