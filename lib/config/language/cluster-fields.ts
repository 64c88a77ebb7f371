/** What only the cluster's own schema has for a place of a text: fields, values, and what they mean. */
import type { KindVersion } from '@/lib/config/cluster-schema/port';
import {
  defaultText,
  fieldsOfSchema,
  schemaAtPath,
  valuesOf,
} from '@/lib/config/cluster-schema/schema-place';
import type { StructuralSchema } from '@/lib/config/cluster-schema/structural-schema';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { CaretPlace, Fields } from './caret';
import type { Suggestion } from './complete';
import { kindIn } from './field-place';
import { listStyle } from './snippet';

/** Null = it is not known, or no cluster has it. */
export type SchemaOf = (of: KindVersion) => StructuralSchema | null;

/** The schema of the object that a document is about; null where there is none. */
export function clusterSchemaIn(document: Fields, schemaOf: SchemaOf | undefined): StructuralSchema | null {
  const kind = kindIn(document);
  const apiVersion = document.text(['apiVersion']) ?? '';
  const slash = apiVersion.indexOf('/');
  if (schemaOf === undefined || kind === null || slash < 0) return null;
  return schemaOf({ group: kind.group, version: apiVersion.slice(slash + 1), kind: kind.kind });
}

/** Suggestions for the place besides those that are there already. */
export function clusterSuggestions(
  root: StructuralSchema,
  place: CaretPlace,
  text: string,
  known: readonly Suggestion[],
): readonly Suggestion[] {
  const labels = new Set(known.map(({ label }) => label.replace(/^- /, '')));
  return suggestionsAt(root, place, text).filter(({ label }) => !labels.has(label.replace(/^- /, '')));
}

function suggestionsAt(root: StructuralSchema, place: CaretPlace, text: string): readonly Suggestion[] {
  const { path, role, isFlow } = place;
  // Metadata is the same for every kind, and our model knows it.
  if (path[0] === 'metadata') return [];
  const schema = schemaAtPath(root, path);
  if (schema === null) return [];
  if (role === 'value') return values(schema, place);
  if (schema.properties !== undefined) return fields(schema, place, text, '');
  if (schema.type === 'array' && role === 'open' && !isFlow) {
    const { items } = schema;
    return items?.properties === undefined ? [] : fields(items, { ...place, path: [...path, 0] }, text, '- ');
  }
  return values(schema, place);
}

function fields(
  schema: StructuralSchema,
  place: CaretPlace,
  text: string,
  lead: string,
): readonly Suggestion[] {
  const present = lead === '' ? new Set(place.document.names(place.path)) : new Set<string>();
  return fieldsOfSchema(schema)
    .filter(
      ({ name }) => name !== 'status' && (!present.has(name) || (place.hasColon && name === place.typed)),
    )
    .map(({ name, schema: own, isRequired }) => ({
      label: `${lead}${name}`,
      detail: isRequired ? 'required' : defaultText(own) || 'cluster',
      info: own.description ?? '',
      type: 'field' as const,
      template: place.hasColon ? null : fieldTemplate(name, own, place, text, lead),
      boost: isRequired ? 30 : -10,
    }));
}

function fieldTemplate(
  name: string,
  schema: StructuralSchema,
  place: CaretPlace,
  text: string,
  lead: string,
): string {
  const isList = schema.type === 'array';
  if (place.isFlow || (!isList && schema.type !== 'object')) return `${lead}${name}: #{}`;
  const lineStart = text.lastIndexOf('\n', place.from - 1) + 1;
  const blank = /^\s*/.exec(text.slice(lineStart))?.[0].length ?? 0;
  // Editors indent inserted lines as the line they begin on; what stands behind a dash stands further in.
  const further = place.from - lineStart - blank + lead.length + (isList ? listStyle(text) : 2);
  return `${lead}${name}:\n${' '.repeat(further)}${isList ? '- ' : ''}#{}`;
}

function values(schema: StructuralSchema, { isQuoted }: CaretPlace): readonly Suggestion[] {
  const allowed = valuesOf(schema) ?? (schema.type === 'boolean' ? [true, false] : []);
  const usual = defaultText(schema);
  return allowed
    .filter((value) => value !== '' && value !== null)
    .map((value, index) => ({
      label: String(value),
      detail: String(value) === usual ? 'default' : '',
      info: '',
      type: 'value' as const,
      template: typeof value === 'string' && !isQuoted && !isPlain(value) ? JSON.stringify(value) : null,
      boost: -index,
    }));
}

/** Stands as it is and is still read as text. */
function isPlain(value: string): boolean {
  return /^[A-Za-z_][-A-Za-z0-9_./]*$/.test(value) && !/^(?:true|false|null|yes|no|on|off)$/i.test(value);
}

export interface ClusterNote {
  readonly description: string;
  readonly default: string | null;
  readonly values: readonly string[];
}

/** What the schema says of the field at a path; null where it says nothing. */
export function clusterNote(root: StructuralSchema, path: ObjectPath): ClusterNote | null {
  if (path[0] === 'metadata') return null;
  const schema = schemaAtPath(root, path);
  if (schema === null || path.length === 0) return null;
  const usual = defaultText(schema);
  const allowed = (valuesOf(schema) ?? []).filter((value) => value !== '' && value !== null).map(String);
  if (schema.description === undefined && usual === '' && allowed.length === 0) return null;
  return { description: schema.description ?? '', default: usual === '' ? null : usual, values: allowed };
}
