/** TLS settings that switch automatic mTLS off, as if the server were outside. */
import type { Check } from '@/lib/config/analysis/check';
import { fullHost, servicesOfHost } from '@/lib/config/analysis/hosts';
import { DESTINATION_RULE } from '@/lib/config/analysis/kinds';
import { serverPolicy } from '@/lib/config/analysis/mtls';
import { destinationRuleOf } from '@/lib/config/analysis/readings';
import { fieldsAt, optionalFieldsAt } from '@/lib/config/simulation/read/fields';

export const tlsToSidecar: Check = {
  code: 'PER0307',
  title: 'TLS setting switches automatic mTLS off',
  condition:
    'A DestinationRule for a service of the mesh has tls without a mode, which means plain text; or mode SIMPLE or MUTUAL while its servers take nothing but mTLS of the mesh.',
  severity: 'warning',
  ist: [],
  kia: [],
  kinds: [DESTINATION_RULE],
  fix: 'Takes the TLS setting away, so that automatic mTLS decides.',
  *run(object, mesh) {
    const rule = destinationRuleOf(object);
    const mode = rule.policy.tlsMode;
    if (mode === null || mode === 'ISTIO_MUTUAL') return;
    const tls = optionalFieldsAt(fieldsAt(fieldsAt(object.value, 'spec'), 'trafficPolicy'), 'tls');
    const hasNoMode = tls !== null && !('mode' in tls);
    if (mode === 'DISABLE' && !hasNoMode) return;
    const service = servicesOfHost(mesh, fullHost(mesh, rule.host, rule.namespace)).find(
      ({ origin, external }) => origin === 'kubernetes' && !external,
    );
    if (service === undefined) return;
    const labels = service.endpoints.kind === 'selector' ? service.endpoints.labels : null;
    if (!hasNoMode && serverPolicy(mesh, service.namespace, labels).mode !== 'STRICT') return;
    const path = ['spec', 'trafficPolicy', 'tls'];
    yield {
      path,
      message: hasNoMode
        ? `tls without a mode means DISABLE: clients of ${rule.host} send plain text instead of automatic mTLS. Remove it, or say the mode.`
        : `Mode ${mode} uses other certificates than the mesh's, but the servers of ${rule.host} take nothing but mTLS of the mesh. Remove tls, or use ISTIO_MUTUAL.`,
      fix: { label: 'Remove tls', steps: [{ kind: 'remove', path }] },
    };
  },
};
