/** The routes of a VirtualService as they are written, with their places. */
import { once } from '@/lib/config/analysis/readings';
import { type Fields, fieldsAt, fieldsListAt } from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';

export interface WrittenRoute {
  readonly key: 'http' | 'tls' | 'tcp';
  readonly fields: Fields;
  readonly matches: readonly Fields[];
  readonly destinations: readonly Fields[];
  /** Of the route, as in `spec.http[0]`. */
  readonly path: ObjectPath;
}

export const writtenRoutes: (object: StoredObject) => readonly WrittenRoute[] = once((object) => {
  const spec = fieldsAt(object.value, 'spec');
  return (['http', 'tls', 'tcp'] as const).flatMap((key) =>
    fieldsListAt(spec, key).map((fields, at) => ({
      key,
      fields,
      matches: fieldsListAt(fields, 'match'),
      destinations: fieldsListAt(fields, 'route'),
      path: ['spec', key, at],
    })),
  );
});
