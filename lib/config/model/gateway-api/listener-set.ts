/** ListenerSet: listeners that another team adds to a Gateway. https://gateway-api.sigs.k8s.io/reference/spec/#listenerset */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { objectModel } from '@/lib/config/model/field-types';
import { listeners } from './listener';
import { apiGroup, kindName, namespaceName, objectName } from './names';

const parentRef = z.strictObject({
  group: field(apiGroup(), 'API group of the parent.', { default: 'gateway.networking.k8s.io' }).optional(),
  kind: field(kindName(), 'Kind of the parent.', { default: 'Gateway' }).optional(),
  name: field(objectName(), 'Name of the Gateway.', { names: 'gateway' }),
  namespace: field(
    namespaceName(),
    'Namespace of the Gateway, which must allow this one in allowedListeners.',
    { default: 'the namespace of the ListenerSet', names: 'namespace' },
  ).optional(),
});

const spec = z.strictObject({
  parentRef: field(parentRef, 'Gateway that the listeners are added to.'),
  listeners: listeners(),
});

export const listenerSetModel = objectModel('ListenerSet', spec);
