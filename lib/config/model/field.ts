/**
 * What a model says about a field beside its type: for hover texts, completion and the docs. Kept in zod's own
 * registry, so that the model stays the one place where a field is described.
 */
import { z } from 'zod';

/** Which names that exist in the mesh fit into a field; completion offers them. */
export type NameSource =
  | 'host'
  | 'subset'
  | 'gateway'
  | 'namespace'
  | 'label-key'
  | 'label-value'
  | 'port-number'
  | 'port-name'
  | 'principal'
  | 'secret'
  | 'service-account'
  | 'virtual-service'
  | 'service'
  | 'gateway-class'
  | 'object-name';

export interface FieldFacts {
  /** What a mesh does when the field is left out, in words or as written in YAML. */
  readonly default?: string;
  /** First release that knows it: an Istio release ("1.27") or, for its kinds, a Gateway API release ("v1.2"). */
  readonly since?: string;
  /** What to use instead; present only on deprecated fields. */
  readonly deprecated?: string;
  /** Names that exist in the mesh and fit here. */
  readonly names?: NameSource;
  /** Meaning of each value of an enum. */
  readonly values?: Readonly<Record<string, string>>;
}

declare module 'zod' {
  interface GlobalMeta {
    facts?: FieldFacts;
  }
}

/** The schema with its description and facts. Put it before `.optional()`: wrappers around it do not hide them. */
export function field<T extends z.ZodType>(schema: T, description: string, facts: FieldFacts = {}): T {
  return schema.meta({ description, facts });
}

/** What `field` said of the schema, looked for through `optional`, `nullable` and `default`; null when nothing. */
export function fieldNote(
  schema: z.ZodType,
): { readonly description: string; readonly facts: FieldFacts } | null {
  const meta = z.globalRegistry.get(schema);
  if (meta?.description !== undefined) return { description: meta.description, facts: meta.facts ?? {} };
  const { innerType } = schema.def as { readonly innerType?: z.ZodType };
  return innerType === undefined ? null : fieldNote(innerType);
}
