/** `targetRef` and `targetRefs` of policies. */
import { fieldsAt, fieldsListAt, optionalFieldsAt, textAt } from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';

export interface Target {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly path: ObjectPath;
}

export function targetsOf(object: StoredObject): readonly Target[] {
  const spec = fieldsAt(object.value, 'spec');
  const single = optionalFieldsAt(spec, 'targetRef');
  const placed = [
    ...(single === null ? [] : [{ fields: single, path: ['spec', 'targetRef'] as ObjectPath }]),
    ...fieldsListAt(spec, 'targetRefs').map((fields, index) => ({
      fields,
      path: ['spec', 'targetRefs', index] as ObjectPath,
    })),
  ];
  return placed.map(({ fields, path }) => ({
    group: textAt(fields, 'group') ?? '',
    kind: textAt(fields, 'kind') ?? '',
    name: textAt(fields, 'name') ?? '',
    path,
  }));
}

export function hasTargets(object: StoredObject): boolean {
  return targetsOf(object).length > 0;
}
