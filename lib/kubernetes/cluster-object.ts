/**
 * An object as the API server sends it, made into one of ours: without what only fills memory or may tell secrets, and
 * with a version that says which of content and status changed.
 */
import 'server-only';
import { createHash } from 'node:crypto';
import type { StoredObject } from '@/lib/config/store';
import { objectText } from '@/lib/config/yaml/object-text';

/** `kubectl apply` keeps whole texts there, Secrets among them. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

export type WireObject = Record<string, unknown> & { metadata?: WireMetadata };

export interface WireMetadata extends Record<string, unknown> {
  name?: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  managedFields?: WireManager[];
}

export interface WireManager {
  readonly manager?: string;
  readonly operation?: string;
  readonly time?: string;
  readonly subresource?: string;
}

/** Items of lists come without these two. */
export interface WireKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** Takes the object over (it is changed in place, not copied). null for what has no name. */
export function clusterObject(wire: WireObject, of: WireKind, origin: string): StoredObject | null {
  const metadata = wire.metadata;
  if (metadata === undefined || typeof metadata.name !== 'string') return null;
  const apiVersion = of.group === '' ? of.version : `${of.group}/${of.version}`;
  const { apiVersion: _, kind: __, ...rest } = wire;
  const value = { apiVersion, kind: of.kind, ...rest };
  strip(metadata);
  return {
    id: { group: of.group, kind: of.kind, namespace: metadata.namespace ?? null, name: metadata.name },
    apiVersion,
    version: versionOf(metadata),
    value,
    origin,
    isRendered: true,
    get text() {
      return objectText(value);
    },
  };
}

/** Who changed the object when is kept, which fields is not: it is larger than the object. */
function strip(metadata: WireMetadata): void {
  if (metadata.managedFields !== undefined) {
    metadata.managedFields = metadata.managedFields.map(({ manager, operation, time, subresource }) => ({
      ...(manager === undefined ? {} : { manager }),
      ...(operation === undefined ? {} : { operation }),
      ...(time === undefined ? {} : { time }),
      ...(subresource === undefined ? {} : { subresource }),
    }));
  }
  if (metadata.annotations?.[LAST_APPLIED] !== undefined) {
    const { [LAST_APPLIED]: _, ...annotations } = metadata.annotations;
    if (Object.keys(annotations).length > 0) metadata.annotations = annotations;
    else delete metadata.annotations;
  }
}

/**
 * `<resourceVersion>.<content>`. The resourceVersion changes with every write, of status too. The content changes only
 * with what a person edits, as far as the server counts that (`metadata.generation`); where it does not count, content
 * is the resourceVersion again.
 */
function versionOf(metadata: WireMetadata): string {
  const { resourceVersion = '', generation } = metadata;
  if (generation === undefined) return `${resourceVersion}.r${resourceVersion}`;
  const { uid, labels, annotations, ownerReferences, finalizers, deletionTimestamp } = metadata;
  const rest = JSON.stringify([uid, labels, annotations, ownerReferences, finalizers, deletionTimestamp]);
  const hash = createHash('sha1').update(rest).digest('base64url').slice(0, 12);
  return `${resourceVersion}.g${generation}-${hash}`;
}

export function resourceVersionOf(version: string): string {
  return version.slice(0, version.indexOf('.'));
}

/** The part of a version that a change of status leaves alone. */
export function contentVersionOf(version: string): string {
  return version.slice(version.indexOf('.') + 1);
}

/** A change of status alone is nobody's edit: what was opened is still what stands there. */
export function isSameContent(some: string, other: string): boolean {
  return some === other || (some.includes('.') && contentVersionOf(some) === contentVersionOf(other));
}

/** Whether `a` is older than `b`; resource versions of one kind grow, and are numbers on every server that is known. */
export function isOlder(a: string, b: string): boolean {
  const [first, second] = [resourceVersionOf(a), resourceVersionOf(b)];
  if (!/^\d+$/.test(first) || !/^\d+$/.test(second)) return false;
  return first.length === second.length ? first < second : first.length < second.length;
}
