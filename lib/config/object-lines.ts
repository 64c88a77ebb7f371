/** The line of an object's text at which a field stands. */
import type { StoredObject } from './store';
import { type ObjectPath, type Positions, positionsOf } from './yaml/positions';
import { placeAt } from './yaml/problem';

/** Stores hand out the same value while an object is unchanged, so each text is measured once. */
const known = new WeakMap<StoredObject, Positions | null>();

/** From 1; of the nearest field around it where it is not written. Null where the text cannot be read. */
export function lineOf(object: StoredObject, path: ObjectPath): number | null {
  let positions = known.get(object);
  if (positions === undefined) {
    positions = measured(object.text);
    known.set(object, positions);
  }
  return positions === null ? null : placeAt(object.text, positions.nearest(path).keyFrom).line;
}

function measured(text: string): Positions | null {
  try {
    return positionsOf(text);
  } catch {
    return null;
  }
}
