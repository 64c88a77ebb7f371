/** Clients are told to encrypt, and no policy says that servers take it: only of interest without automatic mTLS. */
import type { Check } from '@/lib/config/analysis/check';
import { DESTINATION_RULE } from '@/lib/config/analysis/kinds';
import { namespacePolicy, writtenMode } from '@/lib/config/analysis/mtls';
import { destinationRuleOf } from '@/lib/config/analysis/readings';
import { ruleScope } from './mtls-scope';

export const mtlsWithoutServer: Check = {
  code: 'PER0305',
  title: 'mTLS for clients without a policy for servers',
  condition:
    'Without automatic mTLS: a DestinationRule asks for mTLS for the whole mesh or a whole namespace, and no PeerAuthentication of the same reach says that servers take it.',
  severity: 'error',
  ist: [],
  kia: ['KIA0205', 'KIA0206'],
  kinds: [DESTINATION_RULE],
  fix: null,
  *run(object, mesh) {
    if (mesh.settings.enableAutoMtls) return;
    const rule = destinationRuleOf(object);
    const scope = ruleScope(mesh, rule);
    if (scope === null || rule.policy.tlsMode !== 'ISTIO_MUTUAL') return;
    const root = namespacePolicy(mesh, mesh.settings.rootNamespace);
    const own = scope.kind === 'mesh' ? null : namespacePolicy(mesh, scope.namespace);
    const takes = [root, own].some((policy) => {
      const mode = policy === null ? null : writtenMode(policy);
      return mode === 'STRICT' || mode === 'PERMISSIVE';
    });
    if (takes) return;
    const where = scope.kind === 'mesh' ? mesh.settings.rootNamespace : scope.namespace;
    yield {
      path: ['spec', 'trafficPolicy', 'tls', 'mode'],
      message: `Clients of ${rule.host} use mTLS, but no PeerAuthentication says that servers take it. Add one without a selector to ${where}.`,
    };
  },
};
