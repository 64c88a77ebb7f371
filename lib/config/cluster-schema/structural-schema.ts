/**
 * The schema of a kind as a cluster has it: the part of OpenAPI 3 that custom resource definitions may use, with the
 * extensions of Kubernetes. https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
 */

export interface StructuralSchema {
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, StructuralSchema>>;
  readonly additionalProperties?: StructuralSchema | boolean;
  readonly items?: StructuralSchema;
  readonly allOf?: readonly StructuralSchema[];
  readonly anyOf?: readonly StructuralSchema[];
  readonly oneOf?: readonly StructuralSchema[];
  readonly not?: StructuralSchema;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: 'atomic' | 'granular';
  readonly 'x-kubernetes-validations'?: readonly ValidationRule[];
}

/** https://kubernetes.io/docs/reference/using-api/cel/ */
export interface ValidationRule {
  readonly rule: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly reason?: string;
  /** A path below the field that has the rule: `.spec.a`, `['b']`. */
  readonly fieldPath?: string;
  readonly optionalOldSelf?: boolean;
}

/** What every object has and its own schema says nothing about. */
export const OBJECT_FIELDS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of a field by its name: what is named so, else what any name may hold; null = the schema does not know it. */
export function schemaOfField(schema: StructuralSchema, name: string): StructuralSchema | null {
  const { properties, additionalProperties } = schema;
  // A name such as `constructor` is no field of everything.
  if (properties !== undefined && Object.hasOwn(properties, name)) return properties[name] ?? null;
  return typeof additionalProperties === 'object' ? additionalProperties : null;
}

/** Whether the schema is told as `true`, or not at all, so that any name and value may stand there. */
export function allowsAnyField(schema: StructuralSchema): boolean {
  return schema.additionalProperties === true;
}

/** `spec.http[0].timeout`, as the API server names a place. */
export type SchemaPath = readonly (string | number)[];
