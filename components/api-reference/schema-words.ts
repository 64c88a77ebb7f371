/** A JSON Schema in words and as rows to list. Pure. */
import type { JsonSchema } from '@/lib/http/openapi/contract';

/** One field of an object, and what is in it. */
export interface SchemaField {
  readonly name: string;
  readonly required: boolean;
  readonly schema: JsonSchema;
}

/** `number`, `one of a, b`, `list of objects`, `text or null`. */
export function schemaWords(schema: JsonSchema): string {
  const options = list(schema.anyOf) ?? list(schema.oneOf);
  if (options !== null) return [...new Set(options.map(schemaWords))].join(' or ');
  if (Array.isArray(schema.enum)) return `one of ${schema.enum.map(String).join(', ')}`;
  if (schema.const !== undefined) return `always ${JSON.stringify(schema.const)}`;
  const { type } = schema;
  if (type === 'array') {
    const items = object(schema.items);
    return items === null ? 'list' : `list of ${plural(schemaWords(items))}`;
  }
  if (type === 'string') return 'text';
  if (type === 'integer') return 'whole number';
  if (type === 'boolean') return 'true or false';
  return typeof type === 'string' ? type : 'anything';
}

function plural(words: string): string {
  if (words === 'text') return 'texts';
  return ['object', 'number', 'whole number'].includes(words) ? `${words}s` : words;
}

/** Minimum, maximum, pattern and default, as far as they are stated. */
export function schemaLimits(schema: JsonSchema): string[] {
  const { minimum, maximum, pattern, minLength, maxLength } = schema;
  return [
    ...(schema.default === undefined || schema.default === ''
      ? []
      : [`${String(schema.default)} if left out`]),
    ...(typeof minimum === 'number' && minimum > Number.MIN_SAFE_INTEGER ? [`from ${minimum}`] : []),
    ...(typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER ? [`up to ${maximum}`] : []),
    ...(typeof minLength === 'number' && minLength > 0 ? [`at least ${minLength} letters`] : []),
    ...(typeof maxLength === 'number' ? [`at most ${maxLength} letters`] : []),
    ...(typeof pattern === 'string' ? [`like /${pattern}/`] : []),
  ];
}

/** The fields of an object, of the objects of a list, or of every alternative; each name once. */
export function schemaFields(schema: JsonSchema): SchemaField[] {
  const options = list(schema.anyOf) ?? list(schema.oneOf);
  if (options !== null) {
    const fields = new Map<string, SchemaField>();
    for (const field of options.flatMap(schemaFields))
      if (!fields.has(field.name)) fields.set(field.name, field);
    return [...fields.values()];
  }
  const items = object(schema.items);
  if (items !== null) return schemaFields(items);
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  return Object.entries(object(schema.properties) ?? {}).flatMap(([name, property]) => {
    const field = object(property);
    return field === null ? [] : [{ name, required: required.has(name), schema: field }];
  });
}

function object(value: unknown): JsonSchema | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

function list(value: unknown): JsonSchema[] | null {
  return Array.isArray(value) ? value.map(object).filter((one) => one !== null) : null;
}
