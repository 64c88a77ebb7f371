/** A subset that is the whole. */
import type { Check } from '@/lib/config/analysis/check';
import { DESTINATION_RULE } from '@/lib/config/analysis/kinds';
import { destinationRuleOf } from '@/lib/config/analysis/readings';

export const subsetLabels: Check = {
  code: 'PER0308',
  title: 'Subset has no labels',
  condition:
    'A subset of a DestinationRule has no labels, so it holds every pod of the host; said as a hint where it is the only one, which is a way to give settings a name.',
  severity: 'warning',
  ist: [],
  kia: ['KIA0209'],
  kinds: [DESTINATION_RULE],
  fix: null,
  *run(object) {
    const { subsets } = destinationRuleOf(object);
    for (const [index, { name, labels }] of subsets.entries()) {
      if (Object.keys(labels).length > 0) continue;
      yield {
        path: ['spec', 'subsets', index],
        severity: subsets.length === 1 ? 'info' : 'warning',
        message: `Subset ${name} has no labels, so it holds every pod of the host. Add the labels that tell its pods apart.`,
      };
    }
  },
};
