/** What can be written at the cursor: fields of the model, values it lists, and names that exist. */
import type { z } from 'zod';
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import { MESH_KIND_NAMES } from '@/lib/config/kind-names';
import type { ObjectId } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import { type CaretPlace, caretPlace, Fields, startsWith } from './caret';
import { clusterSchemaIn, clusterSuggestions, type SchemaOf } from './cluster-fields';
import { kindIn, modelIn, namesAt, noteAt, valueSchema } from './field-place';
import { type NameContext, namesFor } from './names';
import { choicesOf, elementOf, type FieldShape, fieldsOf, shapeOf } from './shape';
import { fieldSnippet, listStyle } from './snippet';

export interface Suggestion {
  readonly label: string;
  /** A few words beside it. */
  readonly detail: string;
  /** What it means, for the reader who waits. */
  readonly info: string;
  readonly type: 'field' | 'value' | 'name';
  /** A template with `#{}` where the reader goes on; null = the label itself. */
  readonly template: string | null;
  /** Higher comes first. */
  readonly boost: number;
}

export interface Completion {
  readonly from: number;
  readonly to: number;
  readonly suggestions: readonly Suggestion[];
}

export interface CompletionContext {
  readonly mesh: MeshIndex;
  /** The object that is open. */
  readonly id: ObjectId;
  /** Of the cluster's own schemas; left out where there is no cluster. */
  readonly schemaOf?: SchemaOf;
}

/** Null where there is nothing to say. */
export function complete(text: string, offset: number, context: CompletionContext): Completion | null {
  const place = caretPlace(text, offset);
  if (place === null) return null;
  const ours = suggestionsAt(place, text, context);
  const schema = clusterSchemaIn(place.document, context.schemaOf);
  const suggestions = schema === null ? ours : [...ours, ...clusterSuggestions(schema, place, text, ours)];
  return suggestions.length === 0 ? null : { from: place.from, to: place.to, suggestions };
}

function suggestionsAt(place: CaretPlace, text: string, context: CompletionContext): readonly Suggestion[] {
  const { document, path, role } = place;
  if (role === 'value' && path.length === 1 && (path[0] === 'apiVersion' || path[0] === 'kind')) {
    return identityValues(path[0], document);
  }
  const model = modelIn(document);
  if (model === null) return path.length === 0 && role !== 'value' ? frameFields(document) : [];
  const schema = valueSchema(model, path);
  if (schema === null) return [];
  if (role === 'value') return valuesOf(schema, model, place, context);
  switch (shapeOf(schema)) {
    case 'object':
      return fieldsAt(schema, place, text);
    case 'map':
      return keysOf(model, place, context);
    case 'list':
      return role === 'open' && !place.isFlow ? entriesOf(schema, model, place, text, context) : [];
    default:
      return valuesOf(schema, model, place, context);
  }
}

function identityValues(field: 'apiVersion' | 'kind', document: Fields): readonly Suggestion[] {
  const group = document.text(['apiVersion'])?.split('/')[0];
  const kind = document.text(['kind']);
  if (field === 'kind') {
    return MESH_KIND_NAMES.filter((known) => group === undefined || known.group === group).map((known) =>
      value(known.kind, known.group),
    );
  }
  const fitting = MESH_KIND_NAMES.filter((known) => kind === null || known.kind === kind);
  const versions = fitting.flatMap((known) => known.versions.map((version) => `${known.group}/${version}`));
  return [...new Set(versions)].map((version) => value(version, ''));
}

/** Before a text says what it is about. */
function frameFields(document: Fields): readonly Suggestion[] {
  const present = new Set(document.names([]));
  return ['apiVersion', 'kind', 'metadata', 'spec']
    .filter((name) => !present.has(name))
    .map((name, index) => ({
      label: name,
      detail: 'required',
      info: '',
      type: 'field' as const,
      template:
        name === 'metadata' ? 'metadata:\n  name: #{}' : name === 'spec' ? 'spec:\n  #{}' : `${name}: #{}`,
      boost: 10 - index,
    }));
}

function fieldsAt(schema: z.ZodType, place: CaretPlace, text: string, lead = ''): readonly Suggestion[] {
  const present = new Set(place.document.names(place.path));
  const fields = fieldsOf(schema).filter(
    ({ name }) => !present.has(name) || (place.hasColon && name === place.typed),
  );
  return fields.map((field, index) => fieldSuggestion(field, place, text, fields.length - index, lead));
}

function fieldSuggestion(
  field: FieldShape,
  place: CaretPlace,
  text: string,
  rank: number,
  lead: string,
): Suggestion {
  const { name, facts, description, isRequired } = field;
  const words = isRequired ? 'required' : facts.deprecated !== undefined ? 'deprecated' : facts.default;
  return {
    label: `${lead}${name}`,
    detail: words ?? '',
    info: described(description, field),
    type: 'field',
    template: place.hasColon ? null : fieldSnippet(field, styleAt(place, text, lead)),
    // Required fields stand above all others; the rest keep the model's order.
    boost: facts.deprecated !== undefined ? -50 : (isRequired ? 40 : 0) + Math.min(39, rank),
  };
}

function styleAt(place: CaretPlace, text: string, lead: string) {
  const lineStart = text.lastIndexOf('\n', place.from - 1) + 1;
  const blank = /^\s*/.exec(text.slice(lineStart))?.[0].length ?? 0;
  // Editors indent inserted lines as the line they begin on; what stands behind a dash stands further in.
  const extra = place.isFlow ? 0 : Math.max(0, place.from - lineStart - blank);
  return { lists: listStyle(text), extra: extra + lead.length, lead, isFlow: place.isFlow };
}

function described(description: string, { facts }: Pick<FieldShape, 'facts'>): string {
  const parts = [description];
  if (facts.default !== undefined) parts.push(`Default: ${facts.default}.`);
  if (facts.since !== undefined) parts.push(`Since ${facts.since}.`);
  if (facts.deprecated !== undefined) parts.push(`Deprecated: ${facts.deprecated}.`);
  return parts.join(' ');
}

/** Keys of a map, as those of labels. */
function keysOf(model: z.ZodType, place: CaretPlace, context: CompletionContext): readonly Suggestion[] {
  const names = noteAt(model, place.path)?.facts.names;
  if (names === undefined) return [];
  const present = new Set(place.document.names(place.path));
  return namesFor(names, nameContext(place, place.path, context))
    .filter(({ name }) => !present.has(name))
    .map(({ name, detail }, index) => ({
      ...nameSuggestion(name, detail, index),
      template: place.hasColon ? null : `${name}: #{}`,
    }));
}

/** The first entry of a list whose dash is not typed yet. */
function entriesOf(
  schema: z.ZodType,
  model: z.ZodType,
  place: CaretPlace,
  text: string,
  context: CompletionContext,
): readonly Suggestion[] {
  const element = elementOf(schema);
  if (element === null) return [];
  if (shapeOf(element) === 'object')
    return fieldsAt(
      element,
      { ...place, path: [...place.path, 0], document: withoutFields(place) },
      text,
      '- ',
    );
  const inside = { ...place, path: [...place.path, 0] };
  return valuesOf(element, model, inside, context).map((suggestion) => ({
    ...suggestion,
    label: `- ${suggestion.label}`,
    template: suggestion.template === null ? null : `- ${suggestion.template}`,
  }));
}

/** A new entry has no fields yet, whatever the first one has. */
function withoutFields({ document, path }: CaretPlace): Fields {
  return new Fields(
    document.parts.filter((part) => part.path.length <= path.length || !startsWith(part.path, path)),
  );
}

function valuesOf(
  schema: z.ZodType,
  model: z.ZodType,
  place: CaretPlace,
  context: CompletionContext,
): readonly Suggestion[] {
  const note = noteAt(model, place.path);
  const choices = choicesIn(schema, note?.facts.values);
  if (choices.length > 0) {
    return choices.map((choice, index) => ({
      ...value(choice, note?.facts.default === choice ? 'default' : ''),
      info: note?.facts.values?.[choice] ?? '',
      template: place.isQuoted ? null : written(choice),
      boost: choices.length - index,
    }));
  }
  const names = namesAt(model, place.path);
  if (names === undefined) return shapeOf(schema) === 'switch' ? [value('true', ''), value('false', '')] : [];
  const present =
    typeof place.path.at(-1) === 'number' ? new Set(place.document.items(place.path.slice(0, -1))) : null;
  return namesFor(names, nameContext(place, place.path, context))
    .filter(({ name }) => present?.has(name) !== true)
    .map(({ name, detail }, index) => ({
      ...nameSuggestion(name, detail, index),
      template: place.isQuoted || names.startsWith('port-number') ? null : written(name),
    }));
}

function choicesIn(
  schema: z.ZodType,
  meanings: Readonly<Record<string, string>> | undefined,
): readonly string[] {
  const shape = shapeOf(schema);
  if (shape === 'choice') return choicesOf(schema);
  const element = shape === 'list' ? elementOf(schema) : null;
  if (element !== null && shapeOf(element) === 'choice') return choicesOf(element);
  return Object.keys(meanings ?? {});
}

function nameContext(place: CaretPlace, path: ObjectPath, { mesh, id }: CompletionContext): NameContext {
  const kind = kindIn(place.document) ?? id;
  const namespace = place.document.text(['metadata', 'namespace']) ?? id.namespace;
  return { mesh, id: { ...kind, namespace }, path, document: place.document };
}

function value(label: string, detail: string): Suggestion {
  return { label, detail, info: '', type: 'value', template: null, boost: 0 };
}

function nameSuggestion(label: string, detail: string, index: number): Suggestion {
  return { label, detail, info: '', type: 'name', template: null, boost: Math.max(-90, 40 - index) };
}

/** A value as YAML takes it for text; null where it stands as it is. */
function written(name: string): string | null {
  const isPlain =
    /^[A-Za-z0-9_./][-A-Za-z0-9_./:@]*$/.test(name) &&
    !/^(?:true|false|null|yes|no|on|off|~|[-+.\d]+)$/i.test(name);
  return isPlain ? null : `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
