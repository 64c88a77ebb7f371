/** Several rules for one host. */
import type { Check } from '@/lib/config/analysis/check';
import type { Draft } from '@/lib/config/analysis/finding';
import { destinationRulesOver, fullHost } from '@/lib/config/analysis/hosts';
import { DESTINATION_RULE } from '@/lib/config/analysis/kinds';
import { destinationRuleOf } from '@/lib/config/analysis/readings';
import { sharedScope } from '@/lib/config/analysis/scope';
import { objectName } from '@/lib/config/identity';
import type { DestinationRule } from '@/lib/config/simulation/read/destination-rule';

export const sameSubset: Check = {
  code: 'PER0302',
  title: 'Several rules for one host',
  condition:
    'Two DestinationRules of one namespace, or shown to a common namespace, have the same host and define the same subset, or define none (warning); one of them defines none, or one has a wildcard that covers the other (a hint).',
  severity: 'warning',
  ist: [],
  kia: ['KIA0201'],
  kinds: [DESTINATION_RULE],
  fix: null,
  *run(object, mesh) {
    const own = destinationRuleOf(object);
    const host = fullHost(mesh, own.host, own.namespace);
    for (const other of destinationRulesOver(mesh, host)) {
      if (other === own || isForOthers(own, other)) continue;
      if (sharedScope(own, other, mesh.settings.defaultDestinationRuleExportTo) === null) continue;
      const isSameHost = fullHost(mesh, other.host, other.namespace) === host;
      // A wildcard of another namespace is a default, as is one that only asks for mTLS.
      if (!isSameHost && (other.namespace !== own.namespace || other.policy.tlsMode === 'ISTIO_MUTUAL'))
        continue;
      yield* between(own, other, isSameHost);
    }
  },
};

function* between(own: DestinationRule, other: DestinationRule, isSameHost: boolean): Generator<Draft> {
  const names = other.subsets.map(({ name }) => name);
  const at = own.subsets.findIndex(({ name }) => names.includes(name));
  const bare = [own, other].filter(({ subsets }) => subsets.length === 0).length;
  if (at < 0 && bare === 0) return;
  const name = objectName(other.id);
  const related = [{ id: other.id, path: ['spec', 'host'] }];
  const path = at < 0 ? ['spec', 'host'] : ['spec', 'subsets', at, 'name'];
  if (!isSameHost) {
    const message = `${name} is for ${other.host}, which covers ${own.host}; clients get only the rule with the more specific host, and nothing of the other. Is that meant?`;
    yield { path, severity: 'info', message, related };
  } else if (at >= 0) {
    const message = `${name} defines subset ${own.subsets[at]?.name} of ${own.host} too; only the older counts. Keep one.`;
    yield { path, message, related };
  } else if (bare === 2) {
    const message = `${name} is for ${own.host} too; only one of the two counts for a client. Put them into one.`;
    yield { path, message, related };
  } else {
    const message = `${name} is for ${own.host} too: in one namespace the subsets are put together and only the older trafficPolicy counts. Put them into one.`;
    yield { path, severity: 'info', message, related };
  }
}

/** Rules for different clients do not meet. */
function isForOthers(a: DestinationRule, b: DestinationRule): boolean {
  return JSON.stringify(a.workloadSelector) !== JSON.stringify(b.workloadSelector);
}
