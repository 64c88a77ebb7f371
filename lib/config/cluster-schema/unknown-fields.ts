/**
 * Fields that the schema does not have. With strict validation, which the console asks for, the API server refuses
 * them; without it drops them. (k8s.io/apiextensions-apiserver, schema/pruning.)
 */
import type { SchemaIssue } from './schema-issue';
import {
  allowsAnyField,
  isFields,
  OBJECT_FIELDS,
  type SchemaPath,
  type StructuralSchema,
  schemaOfField,
} from './structural-schema';

/** `value` is a whole object. */
export function unknownFields(value: unknown, schema: StructuralSchema): readonly SchemaIssue[] {
  const issues: SchemaIssue[] = [];
  visit(value, { ...schema, 'x-kubernetes-embedded-resource': true }, [], issues);
  return issues;
}

/** `schema` null = nothing is known here any more, so that no field may be. */
function visit(
  value: unknown,
  schema: StructuralSchema | null,
  path: SchemaPath,
  issues: SchemaIssue[],
): void {
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries())
      visit(entry, schema?.items ?? keeping(schema), [...path, index], issues);
    return;
  }
  if (!isFields(value)) return;
  const keepsAll = schema?.['x-kubernetes-preserve-unknown-fields'] === true;
  const isObject = schema?.['x-kubernetes-embedded-resource'] === true;
  for (const [name, entry] of Object.entries(value)) {
    if (isObject && OBJECT_FIELDS.has(name)) continue;
    const own = schema === null ? null : schemaOfField(schema, name);
    if (own !== null) visit(entry, own, [...path, name], issues);
    else if (!keepsAll && (schema === null || !allowsAnyField(schema))) issues.push(unknown([...path, name]));
  }
}

/** Below what keeps unknown fields nothing is unknown. */
function keeping(schema: StructuralSchema | null): StructuralSchema | null {
  return schema?.['x-kubernetes-preserve-unknown-fields'] === true ? schema : null;
}

function unknown(path: SchemaPath): SchemaIssue {
  return {
    kind: 'unknown',
    path,
    message: `The cluster's definition has no field ${String(path.at(-1))} here.`,
    keepsRulesFromBeingAsked: true,
  };
}
