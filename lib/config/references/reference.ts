/** One reference from an object to another. */
import type { ObjectId } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';

export interface Reference {
  readonly id: ObjectId;
  /** False when nothing of that name is stored. */
  readonly exists: boolean;
  /** Field that refers to it. */
  readonly path: ObjectPath;
  /** By labels, not by name. */
  readonly isSelected: boolean;
}

/** Notes a reference by name; of several to the same object the first stays. */
export type Add = (id: ObjectId, path: ObjectPath) => void;

export const ISTIO = 'networking.istio.io';
export const GATEWAY_API = 'gateway.networking.k8s.io';

export function secret(namespace: string, name: string): ObjectId {
  return { group: '', kind: 'Secret', namespace, name };
}

export function serviceAccount(namespace: string, name: string): ObjectId {
  return { group: '', kind: 'ServiceAccount', namespace, name };
}

export function namespaceId(name: string): ObjectId {
  return { group: '', kind: 'Namespace', namespace: null, name };
}

/** True for a name that means one thing: no pattern, no placeholder for "this" or "none". */
export function isName(written: string): boolean {
  return written !== '' && written !== '.' && written !== '~' && !written.includes('*');
}
