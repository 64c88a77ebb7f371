/** PeerAuthentication against what clients do. */
import type { Check } from '@/lib/config/analysis/check';
import { ruleScope } from '@/lib/config/analysis/checks/destination-rule/mtls-scope';
import { facet } from '@/lib/config/analysis/facets';
import { DESTINATION_RULE, PEER_AUTHENTICATION } from '@/lib/config/analysis/kinds';
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import { writtenMode } from '@/lib/config/analysis/mtls';
import { destinationRuleOf, selectorOf } from '@/lib/config/analysis/readings';
import { objectName } from '@/lib/config/identity';
import type { DestinationRule } from '@/lib/config/simulation/read/destination-rule';

export const strictWithoutClient: Check = {
  code: 'PER0710',
  title: 'mTLS is required, and clients do not use it',
  condition:
    'Without automatic mTLS: a PeerAuthentication for the mesh or a namespace is STRICT, and no DestinationRule of that reach makes clients use mTLS.',
  severity: 'error',
  ist: [],
  kia: ['KIA0401', 'KIA0501'],
  kinds: [PEER_AUTHENTICATION],
  fix: null,
  *run(object, mesh) {
    if (mesh.settings.enableAutoMtls || selectorOf(object) !== null || writtenMode(object) !== 'STRICT')
      return;
    if (rulesFor(mesh, object.id.namespace ?? '').length > 0) return;
    yield {
      path: ['spec', 'mtls', 'mode'],
      message:
        'Servers take nothing but mTLS, while automatic mTLS is off and no DestinationRule makes clients use it: connections fail. Add one with tls.mode: ISTIO_MUTUAL for the same reach.',
    };
  },
};

export const disabledWithClient: Check = {
  code: 'PER0711',
  title: 'mTLS is disabled, and clients use it',
  condition:
    'A PeerAuthentication for the mesh or a namespace is DISABLE, and a DestinationRule makes clients use mTLS there.',
  severity: 'error',
  ist: [],
  kia: ['KIA0505', 'KIA0506'],
  kinds: [PEER_AUTHENTICATION],
  fix: null,
  *run(object, mesh) {
    if (selectorOf(object) !== null || writtenMode(object) !== 'DISABLE') return;
    const [rule] = rulesFor(mesh, object.id.namespace ?? '');
    if (rule === undefined) return;
    yield {
      path: ['spec', 'mtls', 'mode'],
      message: `Servers take no mTLS, while ${objectName(rule.id)} makes clients of ${rule.host} use it: connections fail. Change one of the two.`,
      related: [{ id: rule.id, path: ['spec', 'trafficPolicy', 'tls'] }],
    };
  },
};

/** Rules that make clients of the whole mesh, or of that namespace, use mTLS. */
function rulesFor(mesh: MeshIndex, namespace: string): readonly DestinationRule[] {
  const isRoot = namespace === mesh.settings.rootNamespace;
  if (mesh.count(facet.kind(DESTINATION_RULE)) === 0) return [];
  return mesh
    .under(facet.wildcardDestinationRules)
    .map(destinationRuleOf)
    .filter((rule) => {
      if (rule.policy.tlsMode !== 'ISTIO_MUTUAL' && rule.policy.tlsMode !== 'MUTUAL') return false;
      const scope = ruleScope(mesh, rule);
      if (scope === null) return false;
      return scope.kind === 'mesh' || (!isRoot && scope.namespace === namespace);
    });
}
