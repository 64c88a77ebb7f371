/** What is to be said of the word under the pointer: the field's meaning, the value's, and what a name refers to. */
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import type { ObjectId } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import { documentAt, Fields } from './caret';
import { type ClusterNote, clusterNote, clusterSchemaIn, type SchemaOf } from './cluster-fields';
import { kindIn, modelIn, namesAt, noteAt, valueSchema } from './field-place';
import { readLines } from './line-reader';
import { referenceOf } from './reference';
import { choicesOf, elementOf, shapeOf } from './shape';
import type { WrittenPart } from './written';

export interface HoverAnswer {
  readonly from: number;
  readonly to: number;
  /** `spec.http[0].route[0].destination.host`. */
  readonly title: string;
  readonly description: string;
  readonly default: string | null;
  readonly since: string | null;
  readonly deprecated: string | null;
  /** Values that are allowed, with their meaning where there is one. */
  readonly values: readonly { readonly value: string; readonly meaning: string }[];
  /** What the value names; null where it names no object. */
  readonly reference: { readonly id: ObjectId; readonly exists: boolean } | null;
}

export interface HoverContext {
  readonly mesh: MeshIndex;
  readonly id: ObjectId;
  /** Of the cluster's own schemas; left out where there is no cluster. */
  readonly schemaOf?: SchemaOf;
}

/** Null where the text holds no word, or one that nothing is known of. */
export function hover(
  text: string,
  offset: number,
  { mesh, id, schemaOf }: HoverContext,
): HoverAnswer | null {
  const document = documentAt(readLines(text), offset);
  if (document === null) return null;
  const part = partAt(document.parts, offset);
  if (part === null || part.kind === 'word') return null;
  const fields = new Fields(document.parts);
  const { path } = part;
  const served = clusterSchemaIn(fields, schemaOf);
  const inCluster = served === null ? null : clusterNote(served, path);
  const model = modelIn(fields);
  if (model === null) return inCluster === null ? null : clusterAnswer(part, offset, inCluster);
  const note = noteAt(model, path);
  const isValue = part.value !== null && offset >= part.valueFrom;
  const source = namesAt(model, path);
  const kind = kindIn(fields) ?? id;
  const namespace = fields.text(['metadata', 'namespace']) ?? id.namespace;
  const reference =
    source === undefined || part.value === null
      ? null
      : referenceOf(source, part.value, { mesh, id: { ...kind, namespace }, path, document: fields });
  if (note === null && reference === null)
    return inCluster === null ? null : clusterAnswer(part, offset, inCluster);
  const schema = valueSchema(model, path);
  const choices = schema === null ? [] : choicesIn(schema);
  const meanings = note?.facts.values ?? {};
  return {
    from: isValue ? part.valueFrom : part.nameFrom,
    to: isValue ? part.valueTo : part.nameTo,
    title: pathWords(path),
    description: note?.description ?? '',
    default: note?.facts.default ?? null,
    since: note?.facts.since ?? null,
    deprecated: note?.facts.deprecated ?? null,
    values: [
      ...new Set([...(choices.length > 0 ? choices : Object.keys(meanings)), ...(inCluster?.values ?? [])]),
    ].map((value) => ({
      value,
      meaning: meanings[value] ?? '',
    })),
    reference,
  };
}

/** Of what our model does not have. */
function clusterAnswer(part: WrittenPart, offset: number, note: ClusterNote): HoverAnswer {
  const isValue = part.value !== null && offset >= part.valueFrom;
  return {
    from: isValue ? part.valueFrom : part.nameFrom,
    to: isValue ? part.valueTo : part.nameTo,
    title: pathWords(part.path),
    description: note.description,
    default: note.default,
    since: null,
    deprecated: null,
    values: note.values.map((value) => ({ value, meaning: '' })),
    reference: null,
  };
}

function choicesIn(schema: NonNullable<ReturnType<typeof valueSchema>>): readonly string[] {
  const element = shapeOf(schema) === 'list' ? elementOf(schema) : null;
  return choicesOf(element ?? schema);
}

/** The word around the offset: names before values, the innermost last. */
function partAt(parts: readonly WrittenPart[], offset: number): WrittenPart | null {
  return (
    parts.findLast(({ nameFrom, nameTo, valueFrom, valueTo }) => {
      const inName = offset >= nameFrom && offset <= nameTo && nameTo > nameFrom;
      return inName || (offset >= valueFrom && offset <= valueTo && valueTo > valueFrom);
    }) ?? null
  );
}

export function pathWords(path: ObjectPath): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('');
}
