/** What the inventory is read from: objects as any store holds them, and the parts that all of them have. */
import { type Fields, fieldsAt, fieldsListAt, textAt, textMapAt } from '@/lib/mesh/fields';
import type { Labels } from './canonical-names';

/** Who an object is; `namespace` null for cluster-scoped kinds, `group` '' for the core group. */
export interface InventoryId {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}

/** An object of the configuration's store, or of a cluster's cache. */
export interface InventoryObject {
  readonly id: InventoryId;
  /** Parsed, with `metadata`, `spec` and, on a cluster, `status`. */
  readonly value: Fields;
}

export interface Metadata {
  readonly labels: Labels;
  readonly annotations: Labels;
  /** Unix seconds; null where nothing is said, as in a folder of files. */
  readonly createdSeconds: number | null;
  /** Another object made it, and is what people know. */
  readonly isOwned: boolean;
}

export function metadataOf({ value }: InventoryObject): Metadata {
  const metadata = fieldsAt(value, 'metadata');
  return {
    labels: textMapAt(metadata, 'labels'),
    annotations: textMapAt(metadata, 'annotations'),
    createdSeconds: secondsAt(metadata, 'creationTimestamp'),
    isOwned: fieldsListAt(metadata, 'ownerReferences').length > 0,
  };
}

/** The instant at `key` in Unix seconds; null when absent or unreadable. */
export function secondsAt(value: Fields, key: string): number | null {
  const ms = Date.parse(textAt(value, key) ?? '');
  return Number.isNaN(ms) ? null : ms / 1000;
}
