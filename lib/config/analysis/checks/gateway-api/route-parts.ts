/** What all routes of the Gateway API have: parents and backends, with their places. */
import { type Fields, fieldsAt, fieldsListAt, numberAt, textAt } from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';

export interface RouteReference {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly port: number | null;
  readonly sectionName: string | null;
  readonly path: ObjectPath;
}

export function parentsOf(route: StoredObject): readonly RouteReference[] {
  return fieldsListAt(fieldsAt(route.value, 'spec'), 'parentRefs').map((fields, index) =>
    reference(fields, route, ['spec', 'parentRefs', index], 'gateway.networking.k8s.io', 'Gateway'),
  );
}

/** Backends of the rules, and those that get copies. */
export function backendsOf(route: StoredObject): readonly RouteReference[] {
  return fieldsListAt(fieldsAt(route.value, 'spec'), 'rules').flatMap((rule, at) => {
    const path: ObjectPath = ['spec', 'rules', at];
    const served = fieldsListAt(rule, 'backendRefs').map((fields, index) =>
      reference(fields, route, [...path, 'backendRefs', index], '', 'Service'),
    );
    const copies = fieldsListAt(rule, 'filters').flatMap((filter, index) => {
      const backend = fieldsAt(fieldsAt(filter, 'requestMirror'), 'backendRef');
      const place = [...path, 'filters', index, 'requestMirror', 'backendRef'];
      return Object.keys(backend).length === 0 ? [] : [reference(backend, route, place, '', 'Service')];
    });
    return [...served, ...copies];
  });
}

function reference(
  fields: Fields,
  { id }: StoredObject,
  path: ObjectPath,
  group: string,
  kind: string,
): RouteReference {
  return {
    group: textAt(fields, 'group') ?? group,
    kind: textAt(fields, 'kind') ?? kind,
    namespace: textAt(fields, 'namespace') ?? id.namespace ?? '',
    name: textAt(fields, 'name') ?? '',
    port: numberAt(fields, 'port'),
    sectionName: textAt(fields, 'sectionName'),
    path,
  };
}
