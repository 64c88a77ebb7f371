/** Looking into a model: which fields are known at a path, and where else a field of that name lives. */
import type { z } from 'zod';
import { type FieldFacts, fieldNote } from '@/lib/config/model/field';
import type { ObjectPath } from '@/lib/config/yaml/positions';

type Shape = Readonly<Record<string, z.ZodType>>;

interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly shape?: Shape;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
}

function definition(schema: z.ZodType): Definition {
  return schema.def as unknown as Definition;
}

/** The schema without `optional`, `nullable` and `default` around it. */
function bare(schema: z.ZodType): z.ZodType {
  const { innerType } = definition(schema);
  return innerType === undefined ? schema : bare(innerType);
}

/** The model of the value at `path`; null where nothing is known there. */
export function schemaAt(schema: z.ZodType, path: ObjectPath): z.ZodType | null {
  let at: z.ZodType | undefined = schema;
  for (const part of path) {
    const { shape, element, valueType }: Definition = definition(bare(at));
    at = typeof part === 'number' ? element : (shape?.[part] ?? valueType);
    if (at === undefined) return null;
  }
  return bare(at);
}

/** The schema of one field or list entry of an object, with what the model says of it; null where none is known. */
export function entrySchema(schema: z.ZodType, part: string | number): z.ZodType | null {
  const { shape, element, valueType } = definition(bare(schema));
  return (typeof part === 'number' ? element : (shape?.[part] ?? valueType)) ?? null;
}

/** Names of the fields that the object at `path` may have. */
export function knownFields(schema: z.ZodType, path: ObjectPath): readonly string[] {
  const at = schemaAt(schema, path);
  return at === null ? [] : Object.keys(definition(at).shape ?? {});
}

/** Schemas of the fields of an object; empty for anything else. */
export function fieldSchemas(schema: z.ZodType): Shape {
  return definition(bare(schema)).shape ?? {};
}

/** What the model says about the field at `path`; null where it says nothing. */
export function fieldAt(
  schema: z.ZodType,
  path: ObjectPath,
): { readonly description: string; readonly facts: FieldFacts } | null {
  const parent = schemaAt(schema, path.slice(0, -1));
  const last = path.at(-1);
  if (parent === null || last === undefined) return null;
  const { shape, element, valueType } = definition(parent);
  const own = typeof last === 'number' ? element : (shape?.[last] ?? valueType);
  return own === undefined ? null : fieldNote(own);
}

export interface ModelField {
  /** `spec.http[].match[].uri`, with `*` for the keys of a map. */
  readonly place: string;
  readonly schema: z.ZodType;
}

/** Every field of a model, nested ones too, from the top to the bottom. */
export function allFields(schema: z.ZodType): readonly ModelField[] {
  const found: ModelField[] = [];
  const visit = (at: z.ZodType, place: string) => {
    const { shape, element, valueType } = definition(bare(at));
    for (const [name, child] of Object.entries(shape ?? {})) {
      const own = place === '' ? name : `${place}.${name}`;
      found.push({ place: own, schema: child });
      visit(child, own);
    }
    if (element !== undefined) visit(element, `${place}[]`);
    if (valueType !== undefined) visit(valueType, `${place}.*`);
  };
  visit(schema, '');
  return found;
}

const MAX_SEARCH_DEPTH = 10;

/** Places (`fault.abort`, `http[]`) below `schema` whose object has a field of that name, nearest to the root first. */
export function placesOfField(schema: z.ZodType, field: string): readonly string[] {
  const found: string[] = [];
  const visit = (at: z.ZodType, place: string, depth: number) => {
    if (depth > MAX_SEARCH_DEPTH) return;
    const { shape, element, valueType } = definition(bare(at));
    if (shape !== undefined && field in shape && place !== '') found.push(place);
    for (const [name, child] of Object.entries(shape ?? {})) {
      visit(child, place === '' ? name : `${place}.${name}`, depth + 1);
    }
    if (element !== undefined) visit(element, `${place}[]`, depth + 1);
    if (valueType !== undefined) visit(valueType, `${place}.*`, depth + 1);
  };
  visit(schema, '', 0);
  return found.sort((a, b) => a.length - b.length);
}
