/** Which objects are so large that everybody else would wait while they are looked at. */
import { meshKind } from './kind-lookup';
import type { StoredObject } from './store';
import { LARGE_TEXT } from './yaml/limits';
import { hasLargeText } from './yaml/object-text';

/** Without making a text that is not there yet. */
export function isLargeObject(object: StoredObject): boolean {
  return object.isRendered === true ? hasLargeText(object.value) : object.text.length >= LARGE_TEXT;
}

/** Kinds of Kubernetes itself are not judged, however large they are. */
export function holdsLargeText(objects: readonly StoredObject[]): boolean {
  return objects.some(isLargeMeshObject);
}

export function isLargeMeshObject(object: StoredObject): boolean {
  return meshKind(object.id.group, object.id.kind) !== null && isLargeObject(object);
}
