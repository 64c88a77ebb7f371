/** The form of a value as its model wants it: what completion offers and inserts. */
import type { z } from 'zod';
import { type FieldFacts, fieldNote } from '@/lib/config/model/field';

export type Shape = 'object' | 'list' | 'map' | 'choice' | 'switch' | 'number' | 'text' | 'anything';

interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
}

const SHAPES: Readonly<Record<string, Shape>> = {
  object: 'object',
  array: 'list',
  record: 'map',
  enum: 'choice',
  literal: 'choice',
  boolean: 'switch',
  number: 'number',
  string: 'text',
};

function definition(schema: z.ZodType): Definition {
  return schema.def as unknown as Definition;
}

/** Without `optional`, `nullable` and `default` around it. */
export function bareSchema(schema: z.ZodType): z.ZodType {
  const { innerType } = definition(schema);
  return innerType === undefined ? schema : bareSchema(innerType);
}

export function shapeOf(schema: z.ZodType): Shape {
  return SHAPES[definition(bareSchema(schema)).type] ?? 'anything';
}

export function elementOf(schema: z.ZodType): z.ZodType | null {
  return definition(bareSchema(schema)).element ?? null;
}

/** Values that are allowed, where the model lists them. */
export function choicesOf(schema: z.ZodType): readonly string[] {
  const { entries, values } = definition(bareSchema(schema));
  if (entries !== undefined) return Object.values(entries);
  return (values ?? []).filter((value): value is string => typeof value === 'string');
}

export interface FieldShape {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly isRequired: boolean;
  readonly description: string;
  readonly facts: FieldFacts;
}

/** Fields of an object, required ones first, each group in the order of the model, deprecated ones last. */
export function fieldsOf(schema: z.ZodType): readonly FieldShape[] {
  const shape = definition(bareSchema(schema)).shape ?? {};
  const fields = Object.entries(shape).map(([name, own]): FieldShape => {
    const note = fieldNote(own);
    return {
      name,
      schema: own,
      isRequired: definition(own).type !== 'optional',
      description: note?.description ?? '',
      facts: note?.facts ?? {},
    };
  });
  const rank = ({ isRequired, facts }: FieldShape) =>
    facts.deprecated !== undefined ? 2 : isRequired ? 0 : 1;
  return fields.sort((a, b) => rank(a) - rank(b));
}
