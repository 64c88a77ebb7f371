/** The explanation of an object by its kind; kinds without one get a line that names what they hold. */
import { type Fields, fieldsAt, fieldsListAt, textAt, textsAt } from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import { explainDestinationRule } from './destination-rule';
import type { Explanation } from './explanation';
import { explainIstioGateway, explainKubernetesGateway } from './gateway';
import { explainVirtualService } from './virtual-service';

const EXPLAINERS: ReadonlyMap<string, (object: StoredObject) => Explanation> = new Map([
  ['networking.istio.io/VirtualService', explainVirtualService],
  ['networking.istio.io/DestinationRule', explainDestinationRule],
  ['networking.istio.io/Gateway', explainIstioGateway],
  ['gateway.networking.k8s.io/Gateway', explainKubernetesGateway],
]);

/** Null for kinds that are not explained yet. */
export function explain(object: StoredObject): Explanation | null {
  return EXPLAINERS.get(`${object.id.group}/${object.id.kind}`)?.(object) ?? null;
}

/** The one line that a list shows for an object; empty when there is nothing short to say. */
export function summaryLine(object: StoredObject): string {
  const explained = explain(object);
  if (explained !== null) return explained.line;
  const spec = fieldsAt(object.value, 'spec');
  switch (object.id.kind) {
    case 'PeerAuthentication':
      return `mTLS ${textAt(fieldsAt(spec, 'mtls'), 'mode') ?? 'as inherited'}`;
    case 'AuthorizationPolicy': {
      const rules = fieldsListAt(spec, 'rules').length;
      const action = textAt(spec, 'action') ?? 'ALLOW';
      return rules === 0 && action === 'ALLOW'
        ? 'ALLOW nothing'
        : `${action}, ${rules} ${rules === 1 ? 'rule' : 'rules'}`;
    }
    case 'ServiceEntry':
      return textsAt(spec, 'hosts').join(', ');
    case 'HTTPRoute':
    case 'GRPCRoute':
    case 'TLSRoute':
    case 'TCPRoute':
      return routeLine(spec);
    case 'Sidecar':
      return fieldsListAt(spec, 'egress')
        .flatMap((egress) => textsAt(egress, 'hosts'))
        .join(', ');
    case 'WorkloadEntry':
      return textAt(spec, 'address') ?? '';
    case 'RequestAuthentication':
      return fieldsListAt(spec, 'jwtRules')
        .map((rule) => textAt(rule, 'issuer') ?? '')
        .join(', ');
    default:
      return '';
  }
}

/** "example.com: to web, web-next". */
function routeLine(spec: Fields): string {
  const hosts = textsAt(spec, 'hostnames').join(', ') || '*';
  const backends = fieldsListAt(spec, 'rules')
    .flatMap((rule) => fieldsListAt(rule, 'backendRefs'))
    .map((backend) => textAt(backend, 'name') ?? '');
  return backends.length === 0 ? hosts : `${hosts}: to ${[...new Set(backends)].join(', ')}`;
}
