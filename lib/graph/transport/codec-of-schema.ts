/**
 * The columns of a contract, read off its zod schema: what the contract gains, the transport carries, and there is no
 * second description to forget.
 */
import type { z } from 'zod';
import {
  type Codec,
  type ColumnPlan,
  choice,
  dictionary,
  exactNumber,
  keyedList,
  list,
  nullable,
  number,
  optional,
  record,
  text,
  variants,
} from './codec';
import { namedText } from './names-in-text';
import { figure, sentence } from './sentence';

/** What of a schema is looked at; zod's own types name each kind apart. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly element?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
  readonly options?: readonly z.core.$ZodType[];
  readonly discriminator?: string;
}

/** Fields that hold Unix seconds, which seven digits cannot tell apart. */
const INSTANT = /(^|[a-z])(From|To|At|from|to|at)Seconds$/;
/** Fields that hold sentences with figures in them: the words repeat, the figures do not. */
const SENTENCES = /^(reasons|because|message)$/;

/** Fields made of the names of their node, or of one end of their edge. */
const NAMED: Readonly<Record<string, 'source' | 'target'>> = {
  id: 'target',
  app: 'target',
  workload: 'target',
  host: 'target',
  boxes: 'target',
  sourcePrincipals: 'source',
  destinationPrincipals: 'target',
};

/** Throws for a kind of schema that no contract has used so far, so that a test says so before a page does. */
export function codecOfSchema<T>(plan: ColumnPlan, schema: z.ZodType<T>): Codec<T> {
  return codecOf(plan, schema, '') as Codec<T>;
}

function codecOf(plan: ColumnPlan, schema: z.core.$ZodType, name: string): Codec<never> {
  return make(plan, schema._zod.def as Definition, name) as Codec<never>;
}

function make(plan: ColumnPlan, definition: Definition, name: string): unknown {
  const inner = (part: z.core.$ZodType | undefined) => codecOf(plan, required(part, name), name);
  switch (definition.type) {
    case 'string':
      return textCodec(plan, name);
    case 'number':
      return numberCodec(plan, name);
    case 'boolean':
      return choice(plan, [false, true]);
    case 'enum':
      return choice(plan, Object.values(required(definition.entries, name)));
    case 'literal':
      return choice(plan, required(definition.values, name));
    case 'nullable':
      return nullable(plan, inner(definition.innerType));
    case 'optional':
      return optional(plan, inner(definition.innerType));
    case 'record':
      return dictionary(plan, (columns) => codecOf(columns, required(definition.valueType, name), name));
    case 'array':
      return arrayCodec(plan, required(definition.element, name), name);
    case 'object':
      return objectCodec(plan, required(definition.shape, name));
    case 'union':
      return unionCodec(plan, definition, name);
  }
  throw new TypeError(
    `The graph's transport cannot carry "${name}", which is of the kind ${definition.type}.`,
  );
}

/** A list of things that have an id is compared by it. */
function arrayCodec(plan: ColumnPlan, element: z.core.$ZodType, name: string): unknown {
  const { shape } = element._zod.def as Definition;
  const codec = codecOf(plan, element, name) as unknown as Codec<{ id: string }>;
  return shape !== undefined && 'id' in shape ? keyedList(plan, codec, ({ id }) => id) : list(plan, codec);
}

function textCodec(plan: ColumnPlan, name: string): Codec<string> {
  if (SENTENCES.test(name)) return sentence(plan);
  const end = NAMED[name];
  return end === undefined ? text(plan) : namedText(plan, end);
}

function numberCodec(plan: ColumnPlan, name: string): Codec<number> {
  if (INSTANT.test(name)) return exactNumber(plan);
  return name === 'value' ? figure(plan) : number(plan);
}

/** Figures come before the sentences that tell them. */
function objectCodec(plan: ColumnPlan, shape: Readonly<Record<string, z.core.$ZodType>>): unknown {
  const named = Object.entries(shape).sort(([a], [b]) => Number(b === 'figures') - Number(a === 'figures'));
  const fields = named.map(([field, part]) => [field, codecOf(plan, part, field)] as const);
  return record(Object.fromEntries(fields));
}

function unionCodec(plan: ColumnPlan, definition: Definition, name: string): unknown {
  const field = required(definition.discriminator, name);
  const options = required(definition.options, name).map((option) => {
    const shape = required((option._zod.def as Definition).shape, name);
    const literal = required(shape[field], name)._zod.def as Definition;
    return { value: literal.values?.[0], codec: codecOf(plan, option, name) as Codec<object> };
  });
  return variants<object>(plan, field as never, options);
}

function required<T>(part: T | undefined, name: string): T {
  if (part === undefined) throw new TypeError(`The schema of "${name}" has a shape that is not expected.`);
  return part;
}
