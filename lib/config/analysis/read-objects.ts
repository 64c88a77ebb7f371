/** Objects from YAML as tests and the bench write it. */
import type { StoredObject } from '@/lib/config/store';
import { storedObjects } from '@/lib/config/stored-objects';

let version = 0;

/** The objects of a text with any number of documents. Throws where one cannot be read. */
export function objectsOf(text: string, origin = 'test.yaml'): readonly StoredObject[] {
  const { placed, unreadable } = storedObjects(text, origin, () => {
    version += 1;
    return String(version);
  });
  const [broken] = unreadable;
  if (broken !== undefined) throw new Error(`${broken.origin}:${broken.line}: ${broken.message}`);
  return placed.map(({ object }) => object);
}
