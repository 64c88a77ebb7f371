/** Who an object is, read from its own text, and how that is written in URLs and messages. */
import type { ObjectId } from './store';

/** Kinds that live outside namespaces; everything else without a namespace belongs to `default`. */
const CLUSTER_SCOPED = new Set([
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  'gateway.networking.k8s.io/GatewayClass',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
]);

/** RFC 1123 subdomain, what Kubernetes takes as a name. */
const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
const KIND = /^[A-Za-z][A-Za-z0-9]{0,62}$/;
const GROUP = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

export type IdentityReading =
  | { readonly kind: 'identity'; readonly id: ObjectId; readonly apiVersion: string }
  | { readonly kind: 'missing'; readonly message: string; readonly path: readonly string[] };

/** Reads `apiVersion`, `kind` and `metadata`; says which is missing or malformed. */
export function readIdentity(value: unknown): IdentityReading {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return missing('A Kubernetes object is expected: a map with apiVersion, kind and metadata.', []);
  }
  const { apiVersion, kind, metadata } = value as Record<string, unknown>;
  if (typeof apiVersion !== 'string' || apiVersion === '') {
    return missing('apiVersion is missing, for example networking.istio.io/v1.', ['apiVersion']);
  }
  if (typeof kind !== 'string' || !KIND.test(kind)) {
    return missing('kind is missing, for example VirtualService.', ['kind']);
  }
  const { name, namespace } = (typeof metadata === 'object' && metadata !== null ? metadata : {}) as Record<
    string,
    unknown
  >;
  if (typeof name !== 'string' || !NAME.test(name)) {
    return missing(
      typeof name === 'string'
        ? `metadata.name "${name.slice(0, 80)}" is not allowed: lower case letters, digits, "-" and ".".`
        : 'metadata.name is missing.',
      ['metadata', 'name'],
    );
  }
  if (namespace !== undefined && (typeof namespace !== 'string' || !NAME.test(namespace))) {
    return missing('metadata.namespace is not allowed: lower case letters, digits and "-".', [
      'metadata',
      'namespace',
    ]);
  }
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  return {
    kind: 'identity',
    apiVersion,
    id: { group, kind, name, namespace: isClusterScoped(group, kind) ? null : (namespace ?? 'default') },
  };
}

function missing(message: string, path: readonly string[]): IdentityReading {
  return { kind: 'missing', message, path };
}

export function isClusterScoped(group: string, kind: string): boolean {
  return CLUSTER_SCOPED.has(`${group}/${kind}`);
}

/** True when every part is a name that Kubernetes could have; anything else is refused before any look-up. */
export function isObjectId(id: ObjectId): boolean {
  return (
    (id.group === '' || GROUP.test(id.group)) &&
    KIND.test(id.kind) &&
    NAME.test(id.name) &&
    (id.namespace === null || NAME.test(id.namespace))
  );
}

export function objectKey(id: ObjectId): string {
  const key = `${id.group}/${id.kind}/${id.namespace ?? '_'}/${id.name}`;
  return id.cluster === undefined ? key : `${key}/${id.cluster}`;
}

/** The object that a key names. */
export function objectIdOfKey(key: string): ObjectId {
  const [group = '', kind = '', namespace = '', name = '', cluster] = key.split('/');
  const id = { group, kind, namespace: namespace === '_' ? null : namespace, name };
  return cluster === undefined ? id : { ...id, cluster };
}

export function isSameObject(a: ObjectId, b: ObjectId): boolean {
  return objectKey(a) === objectKey(b);
}

/** As in a sentence: "VirtualService reviews in bookinfo". */
export function objectName(id: ObjectId): string {
  const name = id.namespace === null ? `${id.kind} ${id.name}` : `${id.kind} ${id.name} in ${id.namespace}`;
  return id.cluster === undefined ? name : `${name} of cluster ${id.cluster}`;
}

/** Path of the object's page; the core group is written `core`. With `?cluster=` where the id names one. */
export function objectHref(id: ObjectId): string {
  const path = `/config/${id.group || 'core'}/${id.kind}/${id.namespace ?? '_'}/${id.name}`;
  return id.cluster === undefined ? path : `${path}?cluster=${encodeURIComponent(id.cluster)}`;
}

/** The object that a page's or an API route's path means; null when a part is no name. */
export function objectIdOf(parts: {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}): ObjectId | null {
  const id: ObjectId = {
    group: parts.group === 'core' ? '' : parts.group,
    kind: parts.kind,
    namespace: parts.namespace === '_' ? null : parts.namespace,
    name: parts.name,
  };
  return isObjectId(id) ? id : null;
}
