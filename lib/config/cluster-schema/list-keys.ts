/**
 * Lists that are sets, or maps by some of their entries' fields: each entry may be there once.
 * (k8s.io/apiextensions-apiserver, schema/listtype.)
 */
import type { SchemaIssue } from './schema-issue';
import { isFields, type SchemaPath, type StructuralSchema, schemaOfField } from './structural-schema';

export function repeatedEntries(
  value: unknown,
  schema: StructuralSchema,
  path: SchemaPath = [],
): readonly SchemaIssue[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    const below =
      items === undefined
        ? []
        : value.flatMap((entry, index) => repeatedEntries(entry, items, [...path, index]));
    return [...ofList(value, schema, path), ...below];
  }
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([name, entry]) => {
    const own = schemaOfField(schema, name);
    return own === null ? [] : repeatedEntries(entry, own, [...path, name]);
  });
}

function ofList(
  list: readonly unknown[],
  schema: StructuralSchema,
  path: SchemaPath,
): readonly SchemaIssue[] {
  const type = schema['x-kubernetes-list-type'];
  if (type !== 'set' && type !== 'map') return [];
  const keys = type === 'map' ? (schema['x-kubernetes-list-map-keys'] ?? []) : null;
  const first = new Map<string, number>();
  const told = new Set<string>();
  return list.flatMap((entry, index): SchemaIssue[] => {
    const key = keyOf(entry, keys);
    const before = first.get(key);
    if (before === undefined) first.set(key, index);
    if (before === undefined || told.has(key)) return [];
    told.add(key);
    const what = keys === null ? 'The same entry' : `An entry with the same ${keys.join(' and ')}`;
    return [
      {
        kind: 'duplicate',
        path: [...path, index],
        message: `${what} stands already at ${String(path.at(-1) ?? '')}[${before}]; each may be there once.`,
        keepsRulesFromBeingAsked: false,
      },
    ];
  });
}

/** Equal for equal entries, whatever the order of their fields. */
function keyOf(entry: unknown, keys: readonly string[] | null): string {
  if (keys === null) return JSON.stringify(inOrder(entry));
  if (!isFields(entry)) return '{}';
  return JSON.stringify(
    keys.flatMap((key) => (Object.hasOwn(entry, key) ? [[key, inOrder(entry[key])]] : [])),
  );
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isFields(value)) return value;
  return Object.keys(value)
    .sort()
    .map((name) => [name, inOrder(value[name])]);
}
