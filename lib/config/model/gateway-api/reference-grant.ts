/**
 * ReferenceGrant: lets objects of other namespaces refer to objects of its own.
 * https://gateway-api.sigs.k8s.io/reference/spec/#referencegrant
 */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { objectModel } from '@/lib/config/model/field-types';
import { apiGroup, kindName, namespaceName, objectName } from './names';

const from = z.strictObject({
  group: field(apiGroup(), 'API group of the referring objects, for example gateway.networking.k8s.io.'),
  kind: field(
    kindName(),
    'Kind of the referring objects, for example HTTPRoute, or Gateway for certificates.',
  ),
  namespace: field(namespaceName(), 'Namespace of the referring objects.', { names: 'namespace' }),
});

const to = z.strictObject({
  group: field(
    apiGroup(),
    'API group of what may be referred to; "" is the core group of Services and Secrets.',
  ),
  kind: field(kindName(), 'Kind of what may be referred to, for example Service or Secret.'),
  name: field(objectName(), 'The one object that is meant.', {
    default: 'every object of the kind in this namespace',
    names: 'object-name',
  }).optional(),
});

const spec = z.strictObject({
  from: field(
    z.array(from).min(1).max(16),
    'Who may refer to objects of this namespace; one of the entries must fit.',
  ),
  to: field(z.array(to).min(1).max(16), 'What they may refer to; one of the entries must fit.'),
});

export const referenceGrantModel = objectModel('ReferenceGrant', spec);
