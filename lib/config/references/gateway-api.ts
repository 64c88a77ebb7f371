/** References of the Gateway API's objects. https://gateway-api.sigs.k8s.io/reference/spec/ */
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  optionalFieldsAt,
  textAt,
} from '@/lib/config/simulation/read/fields';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import { type Add, GATEWAY_API, namespaceId } from './reference';

/** What a reference means where it leaves parts out. */
interface Otherwise {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
}

/** Null where no name is written. */
function target(fields: Fields, otherwise: Otherwise): ObjectId | null {
  const name = textAt(fields, 'name');
  if (name === null || name === '') return null;
  const written = textAt(fields, 'group') ?? otherwise.group;
  const kind = textAt(fields, 'kind') ?? otherwise.kind;
  const isWide = kind === 'GatewayClass' || kind === 'Namespace';
  return {
    group: written === 'core' ? '' : written,
    kind,
    namespace: isWide ? null : (textAt(fields, 'namespace') ?? otherwise.namespace),
    name,
  };
}

function addEach(list: readonly Fields[], path: ObjectPath, otherwise: Otherwise, add: Add): void {
  for (const [index, fields] of list.entries()) {
    const id = target(fields, otherwise);
    if (id !== null) add(id, [...path, index]);
  }
}

const specOf = (object: StoredObject) => fieldsAt(object.value, 'spec');

/** HTTPRoute, GRPCRoute, TLSRoute, TCPRoute, UDPRoute: parents, backends, mirrors, and filters of others. */
export function routeReferences(object: StoredObject, add: Add): void {
  const namespace = object.id.namespace ?? '';
  const parents: Otherwise = { group: GATEWAY_API, kind: 'Gateway', namespace };
  addEach(fieldsListAt(specOf(object), 'parentRefs'), ['spec', 'parentRefs'], parents, add);
  for (const [at, rule] of fieldsListAt(specOf(object), 'rules').entries()) {
    const path = ['spec', 'rules', at];
    const backends = fieldsListAt(rule, 'backendRefs');
    addEach(backends, [...path, 'backendRefs'], { group: '', kind: 'Service', namespace }, add);
    filterReferences(rule, path, namespace, add);
    for (const [index, backend] of backends.entries())
      filterReferences(backend, [...path, 'backendRefs', index], namespace, add);
  }
}

function filterReferences(owner: Fields, path: ObjectPath, namespace: string, add: Add): void {
  for (const [index, filter] of fieldsListAt(owner, 'filters').entries()) {
    const at = [...path, 'filters', index];
    const mirror = fieldsAt(fieldsAt(filter, 'requestMirror'), 'backendRef');
    const mirrored = target(mirror, { group: '', kind: 'Service', namespace });
    if (mirrored !== null) add(mirrored, [...at, 'requestMirror', 'backendRef']);
    const extension = target(fieldsAt(filter, 'extensionRef'), { group: '', kind: '', namespace });
    if (extension !== null) add(extension, [...at, 'extensionRef']);
  }
}

export function kubernetesGatewayReferences(object: StoredObject, add: Add): void {
  const spec = specOf(object);
  const namespace = object.id.namespace ?? '';
  const name = textAt(spec, 'gatewayClassName');
  if (name !== null)
    add({ group: GATEWAY_API, kind: 'GatewayClass', namespace: null, name }, ['spec', 'gatewayClassName']);
  listenerReferences(object, add);
  const parameters = fieldsAt(fieldsAt(spec, 'infrastructure'), 'parametersRef');
  const id = target(parameters, { group: '', kind: 'ConfigMap', namespace });
  if (id !== null) add(id, ['spec', 'infrastructure', 'parametersRef']);
}

export function listenerSetReferences(object: StoredObject, add: Add): void {
  const namespace = object.id.namespace ?? '';
  const parent = target(fieldsAt(specOf(object), 'parentRef'), {
    group: GATEWAY_API,
    kind: 'Gateway',
    namespace,
  });
  if (parent !== null) add(parent, ['spec', 'parentRef']);
  listenerReferences(object, add);
}

/** Certificates of listeners. */
function listenerReferences(object: StoredObject, add: Add): void {
  const otherwise = { group: '', kind: 'Secret', namespace: object.id.namespace ?? '' };
  for (const [index, listener] of fieldsListAt(specOf(object), 'listeners').entries()) {
    const refs = fieldsListAt(fieldsAt(listener, 'tls'), 'certificateRefs');
    addEach(refs, ['spec', 'listeners', index, 'tls', 'certificateRefs'], otherwise, add);
  }
}

export function gatewayClassReferences(object: StoredObject, add: Add): void {
  const parameters = optionalFieldsAt(specOf(object), 'parametersRef');
  const id = parameters === null ? null : target(parameters, { group: '', kind: 'ConfigMap', namespace: '' });
  if (id !== null) add(id, ['spec', 'parametersRef']);
}

/** Namespaces that it lets in, and the objects that it opens by name. */
export function referenceGrantReferences(object: StoredObject, add: Add): void {
  const namespace = object.id.namespace ?? '';
  for (const [index, from] of fieldsListAt(specOf(object), 'from').entries()) {
    const name = textAt(from, 'namespace');
    if (name !== null && name !== '') add(namespaceId(name), ['spec', 'from', index, 'namespace']);
  }
  addEach(fieldsListAt(specOf(object), 'to'), ['spec', 'to'], { group: '', kind: 'Service', namespace }, add);
}

export function backendTlsPolicyReferences(object: StoredObject, add: Add): void {
  const spec = specOf(object);
  const namespace = object.id.namespace ?? '';
  addEach(
    fieldsListAt(spec, 'targetRefs'),
    ['spec', 'targetRefs'],
    { group: '', kind: 'Service', namespace },
    add,
  );
  const authorities = fieldsListAt(fieldsAt(spec, 'validation'), 'caCertificateRefs');
  const path = ['spec', 'validation', 'caCertificateRefs'];
  addEach(authorities, path, { group: '', kind: 'ConfigMap', namespace }, add);
}
