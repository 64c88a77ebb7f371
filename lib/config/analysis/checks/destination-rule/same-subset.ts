/** Several rules for one host. */
import type { Check } from '@/lib/config/analysis/check';
import { destinationRulesOfHost, fullHost } from '@/lib/config/analysis/hosts';
import { DESTINATION_RULE } from '@/lib/config/analysis/kinds';
import { destinationRuleOf } from '@/lib/config/analysis/readings';
import { sharedScope } from '@/lib/config/analysis/scope';
import { objectName } from '@/lib/config/identity';
import type { DestinationRule } from '@/lib/config/simulation/read/destination-rule';

export const sameSubset: Check = {
  code: 'PER0302',
  title: 'Several rules for one host',
  condition:
    'Two DestinationRules of one namespace, or shown to a common namespace, have the same host and define the same subset, or define none.',
  severity: 'warning',
  ist: [],
  kia: ['KIA0201'],
  kinds: [DESTINATION_RULE],
  fix: null,
  *run(object, mesh) {
    const own = destinationRuleOf(object);
    for (const other of destinationRulesOfHost(mesh, fullHost(mesh, own.host, own.namespace))) {
      if (other === own || isForOthers(own, other)) continue;
      if (sharedScope(own, other, mesh.settings.defaultDestinationRuleExportTo) === null) continue;
      const names = other.subsets.map(({ name }) => name);
      const at = own.subsets.findIndex(({ name }) => names.includes(name));
      const isBare = own.subsets.length === 0 && names.length === 0;
      if (at < 0 && !isBare) continue;
      yield {
        path: at < 0 ? ['spec', 'host'] : ['spec', 'subsets', at, 'name'],
        message: isBare
          ? `${objectName(other.id)} is for ${own.host} too; only one of the two counts for a client. Put them into one.`
          : `${objectName(other.id)} defines subset ${own.subsets[at]?.name} of ${own.host} too; only the older counts. Keep one.`,
        related: [{ id: other.id, path: ['spec', 'host'] }],
      };
    }
  },
};

/** Rules for different clients do not meet. */
function isForOthers(a: DestinationRule, b: DestinationRule): boolean {
  return JSON.stringify(a.workloadSelector) !== JSON.stringify(b.workloadSelector);
}
