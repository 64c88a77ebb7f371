/** GatewayClass: which controller runs Gateways of a class. https://gateway-api.sigs.k8s.io/reference/spec/#gatewayclass */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { objectModel } from '@/lib/config/model/field-types';
import { apiGroup, kindName, namespaceName, objectName, textOf } from './names';

const CONTROLLER =
  /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*\/[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;

const spec = z.strictObject({
  controllerName: field(
    textOf(
      CONTROLLER,
      253,
      (value) =>
        `"${value}" is no controller; a domain and a path are wanted, as in istio.io/gateway-controller`,
    ),
    'Controller that runs the class: istio.io/gateway-controller, istio.io/mesh-controller for waypoints, istio.io/unmanaged-gateway. It cannot be changed later.',
  ),
  parametersRef: field(
    z.strictObject({
      group: field(apiGroup(), 'API group of the object; "" is the core group.'),
      kind: field(kindName(), 'Kind of the object.'),
      name: field(objectName(), 'Name of the object.', { names: 'object-name' }),
      namespace: field(namespaceName(), 'Namespace of the object; left out for kinds outside namespaces.', {
        names: 'namespace',
      }).optional(),
    }),
    'Object with settings for all Gateways of the class.',
  ).optional(),
  description: field(z.string().max(64), 'What the class is for, at most 64 letters.').optional(),
});

export const gatewayClassModel = objectModel('GatewayClass', spec);
