/**
 * What a schema has against a value, as the API server judges it (k8s.io/kube-openapi, validation/validate): types,
 * limits, patterns, formats, allowed values, required fields, and schemas put together by allOf, anyOf, oneOf, not.
 */
import { alternativesIssues } from './alternatives';
import { notOfFormat } from './formats';
import { re2 } from './re2-patterns';
import { type IssueKind, nameOf, type SchemaIssue } from './schema-issue';
import { isFields, type SchemaPath, type StructuralSchema, schemaOfField } from './structural-schema';
import { isOfType, typeText, valueText } from './value-types';

export function valueIssues(
  value: unknown,
  schema: StructuralSchema,
  path: SchemaPath = [],
): readonly SchemaIssue[] {
  const issues: SchemaIssue[] = [];
  if (!isOfType(value, schema)) {
    issues.push(
      issue('type', path, `${nameOf(path)} must be ${typeText(schema)}, this is ${valueText(value)}.`, true),
    );
  }
  issues.push(...notAllowed(value, schema, path));
  if (value === null) return issues;
  issues.push(...alternativesIssues(value, schema, path, valueIssues));
  if (typeof value === 'string') issues.push(...ofText(value, schema, path));
  else if (typeof value === 'number') issues.push(...ofNumber(value, schema, path));
  else if (Array.isArray(value)) issues.push(...ofList(value, schema, path));
  else if (isFields(value)) issues.push(...ofFields(value, schema, path));
  return issues;
}

function issue(
  kind: IssueKind,
  path: SchemaPath,
  message: string,
  keepsRulesFromBeingAsked = false,
): SchemaIssue {
  return { kind, path, message, keepsRulesFromBeingAsked };
}

function notAllowed(value: unknown, schema: StructuralSchema, path: SchemaPath): readonly SchemaIssue[] {
  const { enum: allowed } = schema;
  if (allowed === undefined || allowed.some((one) => JSON.stringify(one) === JSON.stringify(value)))
    return [];
  const words = allowed.map((one) => (typeof one === 'string' && one !== '' ? one : JSON.stringify(one)));
  return [issue('enum', path, `${nameOf(path)} is one of ${words.join(', ')}.`, true)];
}

function ofText(text: string, schema: StructuralSchema, path: SchemaPath): readonly SchemaIssue[] {
  const issues: SchemaIssue[] = [];
  const name = nameOf(path);
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern, format } = schema;
  // Characters, not UTF-16 units.
  const length = /[\ud800-\udbff]/.test(text) ? [...text].length : text.length;
  if (length > maxLength) {
    issues.push(
      issue('limit', path, `${name} must not be longer than ${count(maxLength, 'character')}.`, true),
    );
  }
  if (length < minLength) {
    const least = `must have at least ${count(minLength, 'character')}.`;
    issues.push(issue('limit', path, `${name} ${minLength === 1 ? 'must not be empty.' : least}`));
  }
  if (pattern !== undefined && re2(pattern)?.test(text) === false) {
    issues.push(issue('form', path, `${name} must fit the pattern ${pattern}.`));
  }
  const what = format === undefined ? null : notOfFormat(format, text);
  if (what !== null) issues.push(issue('form', path, `${name} must be ${what}.`));
  return issues;
}

const INTEGER_LIMITS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  int32: [-2_147_483_648, 2_147_483_647],
};

function ofNumber(value: number, schema: StructuralSchema, path: SchemaPath): readonly SchemaIssue[] {
  const issues: SchemaIssue[] = [];
  const name = nameOf(path);
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, type, format } = schema;
  if (minimum !== undefined && (exclusiveMinimum === true ? value <= minimum : value < minimum)) {
    const than = exclusiveMinimum === true ? 'greater than' : 'at least';
    issues.push(issue('limit', path, `${name} must be ${than} ${minimum}.`));
  }
  if (maximum !== undefined && (exclusiveMaximum === true ? value >= maximum : value > maximum)) {
    const than = exclusiveMaximum === true ? 'less than' : 'at most';
    issues.push(issue('limit', path, `${name} must be ${than} ${maximum}.`));
  }
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf)) {
    issues.push(issue('limit', path, `${name} must be a multiple of ${multipleOf}.`));
  }
  const limits = type === 'integer' && format !== undefined ? INTEGER_LIMITS[format] : undefined;
  if (limits !== undefined && (value < limits[0] || value > limits[1])) {
    issues.push(issue('limit', path, `${name} must be between ${limits[0]} and ${limits[1]}.`));
  }
  return issues;
}

function ofList(
  list: readonly unknown[],
  schema: StructuralSchema,
  path: SchemaPath,
): readonly SchemaIssue[] {
  const issues: SchemaIssue[] = [];
  const { minItems, maxItems, uniqueItems, items } = schema;
  if (minItems !== undefined && list.length < minItems) {
    const least = `must have at least ${count(minItems, 'entry')}.`;
    issues.push(issue('limit', path, `${nameOf(path)} ${minItems === 1 ? 'must not be empty.' : least}`));
  }
  if (maxItems !== undefined && list.length > maxItems) {
    issues.push(
      issue('limit', path, `${nameOf(path)} must not have more than ${count(maxItems, 'entry')}.`, true),
    );
  }
  if (uniqueItems === true && new Set(list.map((entry) => JSON.stringify(entry))).size < list.length) {
    issues.push(issue('duplicate', path, `${nameOf(path)} has an entry twice.`));
  }
  if (items !== undefined)
    for (const [index, entry] of list.entries()) issues.push(...valueIssues(entry, items, [...path, index]));
  return issues;
}

function ofFields(
  value: Readonly<Record<string, unknown>>,
  schema: StructuralSchema,
  path: SchemaPath,
): readonly SchemaIssue[] {
  const issues: SchemaIssue[] = [];
  const names = Object.keys(value);
  const { minProperties, maxProperties, required = [] } = schema;
  if (minProperties !== undefined && names.length < minProperties) {
    issues.push(issue('limit', path, `${nameOf(path)} must have at least ${count(minProperties, 'field')}.`));
  }
  if (maxProperties !== undefined && names.length > maxProperties) {
    issues.push(
      issue('limit', path, `${nameOf(path)} must not have more than ${count(maxProperties, 'field')}.`, true),
    );
  }
  for (const name of names) {
    const own = schemaOfField(schema, name);
    if (own !== null) issues.push(...valueIssues(value[name], own, [...path, name]));
  }
  for (const name of required) {
    if (!Object.hasOwn(value, name))
      issues.push(issue('missing', [...path, name], `${shown([...path, name])} is missing.`, true));
  }
  return issues;
}

/** The field with what it is of, since it stands nowhere in the text. */
function shown(path: SchemaPath): string {
  const parent = path.slice(0, -1);
  return parent.length < 2 ? nameOf(path) : `${nameOf(parent)}.${String(path.at(-1))}`;
}

function count(number: number, what: string): string {
  const plural = what === 'entry' ? 'entries' : `${what}s`;
  return `${number.toLocaleString('en')} ${number === 1 ? what : plural}`;
}
