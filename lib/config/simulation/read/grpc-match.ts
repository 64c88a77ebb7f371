/**
 * GRPCRoute matches as what they are on the wire: paths `/service/method`.
 * Source: istio/istio pilot/pkg/config/kube/gateway/conversion.go (createGRPCURIMatch).
 */
import { type Fields, fieldsAt, textAt } from './fields';
import type { GatewayMatch } from './http-route';

export function readGrpcPath(match: Fields): GatewayMatch['path'] {
  const method = fieldsAt(match, 'method');
  const service = textAt(method, 'service') ?? '';
  const name = textAt(method, 'method') ?? '';
  if (textAt(method, 'type') === 'RegularExpression') {
    if (service === '' && name === '') return ANY;
    return { type: 'RegularExpression', value: `/${service || '[^/]+'}/${name || '[^/]+'}` };
  }
  if (service !== '' && name !== '') return { type: 'Exact', value: `/${service}/${name}` };
  if (service !== '') return { type: 'PathPrefix', value: `/${service}` };
  return name === '' ? ANY : { type: 'RegularExpression', value: `/[^/]+/${name}` };
}

const ANY: GatewayMatch['path'] = { type: 'PathPrefix', value: '/' };
