/** Clients that do not encrypt, for servers that insist on it. */
import type { Check } from '@/lib/config/analysis/check';
import { isOutsideMesh } from '@/lib/config/analysis/checks/workload/in-mesh';
import { fullHost, servicesOfHost } from '@/lib/config/analysis/hosts';
import { DESTINATION_RULE } from '@/lib/config/analysis/kinds';
import { serverPolicy } from '@/lib/config/analysis/mtls';
import { podsWith } from '@/lib/config/analysis/pods';
import { destinationRuleOf } from '@/lib/config/analysis/readings';
import { objectName } from '@/lib/config/identity';
import { ruleScope } from './mtls-scope';

export const disablesMtls: Check = {
  code: 'PER0306',
  title: 'Rule disables mTLS that servers require',
  condition:
    'A DestinationRule has TLS mode DISABLE for a host of the cluster, or a wildcard of its hosts, whose servers take nothing but mTLS. Servers outside the mesh take plain text whatever a policy says.',
  severity: 'error',
  ist: [],
  kia: ['KIA0207', 'KIA0208'],
  kinds: [DESTINATION_RULE],
  fix: 'Takes the TLS setting away, so that automatic mTLS decides.',
  *run(object, mesh) {
    const rule = destinationRuleOf(object);
    if (rule.policy.tlsMode !== 'DISABLE') return;
    const scope = ruleScope(mesh, rule);
    const host = fullHost(mesh, rule.host, rule.namespace);
    const service = servicesOfHost(mesh, host).find(
      ({ origin, external }) => origin === 'kubernetes' && !external,
    );
    const target =
      service === undefined
        ? scope === null
          ? null
          : { namespace: scope.kind === 'mesh' ? mesh.settings.rootNamespace : scope.namespace, labels: null }
        : {
            namespace: service.namespace,
            labels: service.endpoints.kind === 'selector' ? service.endpoints.labels : null,
          };
    if (target === null) return;
    const pods = scope?.kind === 'mesh' ? [] : podsWith(mesh, target.namespace, target.labels ?? {});
    if (pods.length > 0 && pods.every((one) => isOutsideMesh(mesh, one))) return;
    const { mode, by } = serverPolicy(mesh, target.namespace, target.labels);
    if (mode !== 'STRICT' || by === null) return;
    const path = ['spec', 'trafficPolicy', 'tls'];
    yield {
      path: [...path, 'mode'],
      message: `Clients of ${rule.host} send plain text, while ${objectName(by.id)} lets servers take nothing but mTLS: connections fail. Remove tls here, or make the policy PERMISSIVE.`,
      related: [{ id: by.id, path: ['spec', 'mtls', 'mode'] }],
      fix: { label: 'Remove tls', steps: [{ kind: 'remove', path }] },
    };
  },
};
