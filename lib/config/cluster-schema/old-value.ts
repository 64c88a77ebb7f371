/**
 * What stood where something stands now, as far as the API server can tell: entries of a list are the same only where
 * the list is a map by some of their fields. (k8s.io/apiserver, cel/common: CorrelatedObject.)
 */
import { isFields, type StructuralSchema } from './structural-schema';

/** undefined = nothing, or nothing that it can be told of. */
export function oldFieldOf(old: unknown, name: string, schema: StructuralSchema): unknown {
  if (!isFields(old) || schema['x-kubernetes-map-type'] === 'atomic') return undefined;
  return Object.hasOwn(old, name) ? old[name] : undefined;
}

export function oldEntryOf(old: unknown, entry: unknown, schema: StructuralSchema): unknown {
  if (!Array.isArray(old) || schema['x-kubernetes-list-type'] !== 'map' || !isFields(entry)) return undefined;
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  return old.find((other: unknown) => isFields(other) && keys.every((key) => isSame(other[key], entry[key])));
}

/** Whether two values are the same, whatever the order of their fields. */
export function isSame(some: unknown, other: unknown): boolean {
  if (some === other) return true;
  if (Array.isArray(some)) {
    return (
      Array.isArray(other) &&
      some.length === other.length &&
      some.every((entry, index) => isSame(entry, other[index]))
    );
  }
  if (!isFields(some) || !isFields(other)) return false;
  const names = Object.keys(some);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSame(some[name], other[name]))
  );
}
