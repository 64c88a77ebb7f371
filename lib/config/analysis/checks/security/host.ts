/** A host to which no request goes. */
import type { Check } from '@/lib/config/analysis/check';
import { facet } from '@/lib/config/analysis/facets';
import { unknownHost, unknownHostDraft } from '@/lib/config/analysis/host-reason';
import { fullHost } from '@/lib/config/analysis/hosts';
import { AUTHORIZATION_POLICY, ISTIO_GATEWAY } from '@/lib/config/analysis/kinds';
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import { istioGatewayOf } from '@/lib/config/analysis/readings';
import { hostCovers } from '@/lib/config/simulation/host-names';
import { operationsOf, valuesOf } from './policy-parts';

export const policyHost: Check = {
  code: 'PER0703',
  title: 'Host of the policy does not exist',
  condition:
    'An operation of an AuthorizationPolicy names a host, without a wildcard, that is no service, no host of a ServiceEntry and none of a VirtualService or Gateway.',
  severity: 'error',
  ist: [],
  kia: ['KIA0104'],
  kinds: [AUTHORIZATION_POLICY],
  fix: 'Writes the full name of the service that was probably meant.',
  *run(object, mesh) {
    const namespace = object.id.namespace ?? '';
    for (const { text, path } of valuesOf(operationsOf(object), ['hosts', 'notHosts'])) {
      if (text.includes('*') || text === '') continue;
      const host = text.replace(/:\d+$/, '');
      const unknown = unknownHost(mesh, host, namespace);
      if (unknown === null || isRouted(mesh, fullHost(mesh, host, namespace))) continue;
      yield { ...unknownHostDraft(mesh, unknown, path), ...(host === text ? {} : { fix: null }) };
    }
  },
};

/** Hosts that clients outside use. */
function isRouted(mesh: MeshIndex, host: string): boolean {
  if (mesh.count(facet.virtualServiceHost(host)) > 0) return true;
  return mesh.ofKind(ISTIO_GATEWAY).some((gateway) =>
    istioGatewayOf(gateway).servers.some(({ hosts }) =>
      hosts.some((written) => {
        const name = written.split('/').at(-1) ?? '';
        return name !== '*' && hostCovers(name, host);
      }),
    ),
  );
}
