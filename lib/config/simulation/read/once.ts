/** Each object read once: a store hands out the same object while nothing changes, so one edit re-reads one object. */
import type { StoredObject } from '@/lib/config/store';

export function once<T>(read: (object: StoredObject) => T): (object: StoredObject) => T {
  const known = new WeakMap<StoredObject, { readonly value: T }>();
  return (object) => {
    const before = known.get(object);
    if (before !== undefined) return before.value;
    const value = read(object);
    known.set(object, { value });
    return value;
  };
}
