/** What a schema has at a path of an object: for findings, completion and the word under the pointer. */
import { isFields, type SchemaPath, type StructuralSchema, schemaOfField } from './structural-schema';

/** null = the schema says nothing of this place. */
export function schemaAtPath(schema: StructuralSchema, path: SchemaPath): StructuralSchema | null {
  let found: StructuralSchema | null = schema;
  for (const name of path) {
    if (found === null) return null;
    found = typeof name === 'number' ? (found.items ?? null) : schemaOfField(found, name);
  }
  return found;
}

/** Whether a field may be there at all. */
export function hasField(schema: StructuralSchema, path: SchemaPath): boolean {
  let around: StructuralSchema | null = schema;
  for (const name of path) {
    if (around['x-kubernetes-preserve-unknown-fields'] === true) return true;
    const below: StructuralSchema | null =
      typeof name === 'number' ? (around.items ?? null) : schemaOfField(around, name);
    if (below === null) return false;
    around = below;
  }
  return true;
}

/** Values that are allowed at a place; null where it lists none. */
export function valuesAt(schema: StructuralSchema, path: SchemaPath): readonly unknown[] | null {
  const found = schemaAtPath(schema, path);
  return found === null ? null : valuesOf(found);
}

export function valuesOf(schema: StructuralSchema): readonly unknown[] | null {
  return schema.enum ?? schema.items?.enum ?? null;
}

export interface SchemaField {
  readonly name: string;
  readonly schema: StructuralSchema;
  readonly isRequired: boolean;
}

/** Fields of an object by name, required ones first; of an entry where the place is a list. */
export function fieldsOfSchema(schema: StructuralSchema): readonly SchemaField[] {
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {}).map(([name, own]) => ({
    name,
    schema: own,
    isRequired: required.has(name),
  }));
  return fields.sort((a, b) => Number(b.isRequired) - Number(a.isRequired));
}

/** A default as it would be written, where it is short; '' where there is none. */
export function defaultText({ default: value }: StructuralSchema): string {
  if (value === undefined || value === null || isFields(value) || Array.isArray(value)) return '';
  return String(value);
}
