/** A rule that says nothing of TLS takes the place of a wider one that does. */
import type { Check } from '@/lib/config/analysis/check';
import { facet } from '@/lib/config/analysis/facets';
import { fullHost } from '@/lib/config/analysis/hosts';
import { DESTINATION_RULE } from '@/lib/config/analysis/kinds';
import { destinationRuleOf } from '@/lib/config/analysis/readings';
import { objectName } from '@/lib/config/identity';
import { hostCovers } from '@/lib/config/simulation/host-names';
import { fieldsAt } from '@/lib/config/simulation/read/fields';

export const overridesMtls: Check = {
  code: 'PER0304',
  title: 'Rule drops the mTLS of a wider one',
  condition:
    'A DestinationRule says nothing of TLS while a wider one, with a wildcard host, asks for mTLS: rules are not added up, so this one decides alone. A hint where automatic mTLS is on.',
  severity: 'warning',
  ist: [],
  kia: ['KIA0204'],
  kinds: [DESTINATION_RULE],
  fix: 'Adds trafficPolicy.tls with ISTIO_MUTUAL.',
  *run(object, mesh) {
    const own = destinationRuleOf(object);
    if (own.policy.tlsMode !== null || own.host.startsWith('*')) return;
    if ([...own.policy.portLevel.values()].some(({ tlsMode }) => tlsMode !== null)) return;
    const host = fullHost(mesh, own.host, own.namespace);
    const wider = mesh
      .under(facet.wildcardDestinationRules)
      .map(destinationRuleOf)
      .find(
        (rule) =>
          isMutual(rule.policy.tlsMode) && hostCovers(fullHost(mesh, rule.host, rule.namespace), host),
      );
    if (wider === undefined || own.subsets.some(({ policy }) => policy.tlsMode !== null)) return;
    const hasPolicy = Object.keys(fieldsAt(fieldsAt(object.value, 'spec'), 'trafficPolicy')).length > 0;
    yield {
      path: hasPolicy ? ['spec', 'trafficPolicy'] : ['spec', 'host'],
      severity: mesh.settings.enableAutoMtls ? 'info' : 'warning',
      message: `${objectName(wider.id)} asks for mTLS to ${wider.host}, but does not count for ${own.host} because of this rule, which says nothing of TLS. ${mesh.settings.enableAutoMtls ? 'Automatic mTLS decides instead.' : 'Add trafficPolicy.tls.mode: ISTIO_MUTUAL here.'}`,
      related: [{ id: wider.id, path: ['spec', 'trafficPolicy', 'tls'] }],
      fix: {
        label: 'Add tls.mode: ISTIO_MUTUAL',
        steps: [{ kind: 'add', path: ['spec', 'trafficPolicy'], key: 'tls', value: '{mode: ISTIO_MUTUAL}' }],
      },
    };
  },
};

function isMutual(mode: string | null): boolean {
  return mode === 'ISTIO_MUTUAL' || mode === 'MUTUAL';
}
