/**
 * A value of an object as rules see it: whole numbers are int, fields carry their escaped names, and only fields that
 * the schema has are there. (k8s.io/apiserver, cel/common: UnstructuredToVal.)
 */
import { type CelInput, celList, celMap } from '@bufbuild/cel';
import { isFields, type StructuralSchema } from '@/lib/config/cluster-schema/structural-schema';
import { escapedName } from './escaped-name';
import { durationValue, timestampValue } from './functions/times';

export class RuleValues {
  /** An object of the text stands at one place and is looked at from many rules around it. */
  readonly #known = new WeakMap<object, CelInput>();

  /** `isRoot` = a whole object, of which rules may read `apiVersion`, `kind`, `metadata.name`, `metadata.generateName`. */
  of(value: unknown, schema: StructuralSchema, isRoot = false): CelInput {
    if (typeof value !== 'object' || value === null) return scalar(value, schema);
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const made = Array.isArray(value)
      ? celList(value.map((entry) => this.of(entry, schema.items ?? {})))
      : this.#fields(value as Readonly<Record<string, unknown>>, schema, isRoot);
    this.#known.set(value, made);
    return made;
  }

  #fields(value: Readonly<Record<string, unknown>>, schema: StructuralSchema, isRoot: boolean): CelInput {
    const map = new Map<string, CelInput>();
    const { properties, additionalProperties } = schema;
    const isWhole = isRoot || schema['x-kubernetes-embedded-resource'] === true;
    for (const [name, entry] of Object.entries(value)) {
      if (isWhole && name === 'metadata') map.set(name, metadata(entry));
      else if (properties !== undefined && Object.hasOwn(properties, name)) {
        const escaped = escapedName(name);
        if (escaped !== null) map.set(escaped, this.of(entry, properties[name] ?? {}));
      } else if (isWhole && (name === 'apiVersion' || name === 'kind')) map.set(name, String(entry));
      else if (typeof additionalProperties === 'object') map.set(name, this.of(entry, additionalProperties));
    }
    return celMap(map);
  }
}

function metadata(value: unknown): CelInput {
  const { name, generateName } = isFields(value) ? value : {};
  return celMap(
    new Map<string, CelInput>([
      ...(typeof name === 'string' ? [['name', name] as const] : []),
      ...(typeof generateName === 'string' ? [['generateName', generateName] as const] : []),
    ]),
  );
}

function scalar(value: unknown, schema: StructuralSchema): CelInput {
  if (typeof value === 'number') {
    const isInt = schema.type === 'integer' || (schema.type !== 'number' && Number.isInteger(value));
    return isInt && Number.isInteger(value) ? BigInt(value) : value;
  }
  if (typeof value === 'string') return text(value, schema.format);
  return typeof value === 'boolean' ? value : null;
}

function text(value: string, format: string | undefined): CelInput {
  switch (format) {
    case 'date':
    case 'date-time':
    case 'datetime':
      return timestampValue(value);
    case 'duration':
      return durationValue(value);
    case 'byte':
      return Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
    default:
      return value;
  }
}
