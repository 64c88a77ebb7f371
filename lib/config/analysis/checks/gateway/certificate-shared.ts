/** One certificate in several Gateways: HTTP/2 clients reuse the connection of one for the hosts of another and get 404. */
import type { Check } from '@/lib/config/analysis/check';
import { ISTIO_GATEWAY } from '@/lib/config/analysis/kinds';
import { istioGatewayOf } from '@/lib/config/analysis/readings';
import { objectName } from '@/lib/config/identity';
import { fieldsAt, fieldsListAt, textAt } from '@/lib/config/simulation/read/fields';
import { labelsInclude } from '@/lib/config/simulation/source-filter';
import type { StoredObject } from '@/lib/config/store';

export const certificateShared: Check = {
  code: 'PER0406',
  title: 'Certificate is shared by Gateways',
  condition:
    'Two Gateways for the same workloads use the same certificate: clients that speak HTTP/2 reuse a connection for the hosts of the other one and get 404.',
  severity: 'warning',
  ist: ['IST0138'],
  kia: [],
  kinds: [ISTIO_GATEWAY],
  fix: null,
  *run(object, mesh) {
    const own = certificates(object);
    if (own.length === 0) return;
    const { selector, namespace } = istioGatewayOf(object);
    for (const stored of mesh.ofKind(ISTIO_GATEWAY)) {
      if (stored === object) continue;
      const other = istioGatewayOf(stored);
      const isSame = labelsInclude(selector, other.selector) && labelsInclude(other.selector, selector);
      if (!isSame || (Object.keys(selector).length === 0 && other.namespace !== namespace)) continue;
      const theirs = certificates(stored).map(({ name }) => name);
      const shared = own.find(({ name }) => theirs.includes(name));
      if (shared === undefined) continue;
      yield {
        path: ['spec', 'servers', shared.index, 'tls'],
        message: `${objectName(stored.id)} uses the certificate ${shared.name} too. HTTP/2 clients reuse one connection for the hosts of both and get 404 for one of them. Put the servers into one Gateway.`,
        related: [{ id: stored.id, path: ['spec', 'servers'] }],
      };
    }
  },
};

function certificates(gateway: StoredObject): readonly { readonly name: string; readonly index: number }[] {
  return fieldsListAt(fieldsAt(gateway.value, 'spec'), 'servers').flatMap((server, index) => {
    const tls = fieldsAt(server, 'tls');
    const name = textAt(tls, 'credentialName') ?? textAt(tls, 'serverCertificate') ?? '';
    return name === '' ? [] : [{ name, index }];
  });
}
