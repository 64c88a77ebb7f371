/** Types of values as schemas name them. */
import type { StructuralSchema } from './structural-schema';

/** Empty values fit what is nullable, or has no type. */
export function isOfType(value: unknown, schema: StructuralSchema): boolean {
  const types = typesOf(schema);
  if (types.length === 0) return true;
  if (value === null) return schema.nullable === true;
  return types.some((type) => isOf(value, type));
}

function typesOf(schema: StructuralSchema): readonly string[] {
  if (schema['x-kubernetes-int-or-string'] === true) return ['integer', 'string'];
  return schema.type === undefined || schema.type === '' ? [] : [schema.type];
}

function isOf(value: unknown, type: string): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with fields',
};

/** What a value of the schema is, in words. */
export function typeText(schema: StructuralSchema): string {
  const words = typesOf(schema).map((type) => WORDS[type] ?? type);
  return words.length === 0 ? 'anything' : words.join(' or ');
}

export function valueText(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' && !Number.isInteger(value)) return 'a number with a fraction';
  return WORDS[typeof value] ?? typeof value;
}
