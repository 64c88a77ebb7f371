/**
 * An object as the API server sees it when it begins to judge: without empty values where none may be, and with the
 * defaults of the schema put in. (k8s.io/apiextensions-apiserver, schema/defaulting.)
 */
import { isFields, type StructuralSchema, schemaOfField } from './structural-schema';

/** A copy; what was given stays as it is. */
export function withDefaults(value: unknown, schema: StructuralSchema | null): unknown {
  if (Array.isArray(value)) return listWithDefaults(value, schema?.items ?? null);
  if (!isFields(value)) return value;
  const made: Record<string, unknown> = {};
  for (const [name, entry] of Object.entries(value)) {
    const own = schema === null ? null : schemaOfField(schema, name);
    if (entry === null && own !== null && own.nullable !== true) {
      if (own.default !== undefined) made[name] = withDefaults(structuredClone(own.default), own);
    } else {
      made[name] = withDefaults(entry, own);
    }
  }
  for (const [name, own] of Object.entries(schema?.properties ?? {})) {
    if (own.default !== undefined && !Object.hasOwn(made, name))
      made[name] = withDefaults(structuredClone(own.default), own);
  }
  return made;
}

/** Entries stay, empty or not: their places count. */
function listWithDefaults(list: readonly unknown[], items: StructuralSchema | null): unknown[] {
  return list.map((entry) =>
    entry === null && items !== null && items.nullable !== true && items.default !== undefined
      ? structuredClone(items.default)
      : withDefaults(entry, items),
  );
}
