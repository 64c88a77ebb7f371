/** Schemas of which all, any, exactly one or none must fit. */
import { nameOf, type SchemaIssue } from './schema-issue';
import type { SchemaPath, StructuralSchema } from './structural-schema';

type Check = (value: unknown, schema: StructuralSchema, path: SchemaPath) => readonly SchemaIssue[];

export function alternativesIssues(
  value: unknown,
  schema: StructuralSchema,
  path: SchemaPath,
  check: Check,
): readonly SchemaIssue[] {
  const issues: SchemaIssue[] = [];
  const { allOf = [], anyOf = [], oneOf = [], not } = schema;
  for (const one of allOf) issues.push(...check(value, one, path));
  if (anyOf.length > 0) {
    const tried = anyOf.map((one) => check(value, one, path));
    if (tried.every((found) => found.length > 0)) issues.push(...noneFits(anyOf, tried, path, 'one of'));
  }
  if (oneOf.length > 0) {
    const tried = oneOf.map((one) => check(value, one, path));
    const fitting = tried.filter((found) => found.length === 0).length;
    if (fitting === 0) issues.push(...noneFits(oneOf, tried, path, 'exactly one of'));
    if (fitting > 1) issues.push(form(path, severalFit(value, oneOf, path)));
  }
  if (not !== undefined && check(value, not, path).length === 0) {
    issues.push(form(path, `${nameOf(path)} has a form that the cluster's definition excludes.`));
  }
  return issues;
}

function form(path: SchemaPath, message: string): SchemaIssue {
  return { kind: 'form', path, message, keepsRulesFromBeingAsked: false };
}

/** Forms are mostly told apart by the field that each requires. */
function distinguishing(forms: readonly StructuralSchema[]): readonly string[] {
  return [...new Set(forms.flatMap(({ required = [] }) => required))];
}

/** The server tells what keeps the nearest form from fitting too; what that form lacks is said in one sentence here. */
function noneFits(
  forms: readonly StructuralSchema[],
  tried: readonly (readonly SchemaIssue[])[],
  path: SchemaPath,
  which: string,
): readonly SchemaIssue[] {
  const names = distinguishing(forms);
  const [nearest = []] = [...tried].sort((a, b) => a.length - b.length);
  const message =
    names.length > 0
      ? `${nameOf(path)} needs ${which} ${names.join(', ')}.`
      : `${nameOf(path)} has none of the forms that are allowed.`;
  const keepsRulesFromBeingAsked = nearest.some((issue) => issue.keepsRulesFromBeingAsked);
  const told = names.length > 0 ? nearest.filter(({ kind }) => kind !== 'missing') : nearest;
  return [{ ...form(path, message), keepsRulesFromBeingAsked }, ...told];
}

function severalFit(value: unknown, forms: readonly StructuralSchema[], path: SchemaPath): string {
  const given = distinguishing(forms).filter(
    (name) => typeof value === 'object' && value !== null && Object.hasOwn(value, name),
  );
  if (given.length > 1) return `${nameOf(path)} may have only one of ${given.join(', ')}.`;
  return `${nameOf(path)} has more than one of forms that exclude each other.`;
}
