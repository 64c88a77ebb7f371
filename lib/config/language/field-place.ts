/** The model behind a place of a text: what may stand there, and which names of the mesh fit. */
import type { z } from 'zod';
import { entrySchema, fieldAt, schemaAt } from '@/lib/config/check/schema-fields';
import type { FieldFacts } from '@/lib/config/model/field';
import { modelOf } from '@/lib/config/model/models';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { Fields } from './caret';

/** Who a document is about, as far as it says so; null while it does not. */
export function kindIn(document: Fields): { readonly group: string; readonly kind: string } | null {
  const apiVersion = document.text(['apiVersion']);
  const kind = document.text(['kind']);
  if (kind === null || apiVersion === null) return null;
  const slash = apiVersion.indexOf('/');
  return { group: slash < 0 ? '' : apiVersion.slice(0, slash), kind };
}

export function modelIn(document: Fields): z.ZodType | null {
  const kind = kindIn(document);
  return kind === null ? null : modelOf(kind.group, kind.kind);
}

export interface FieldNote {
  readonly description: string;
  readonly facts: FieldFacts;
}

/** What the model says of the field at a path. For an entry of a list that is what it says of the list. */
export function noteAt(model: z.ZodType, path: ObjectPath): FieldNote | null {
  const own = fieldAt(model, path);
  if (own !== null) return own;
  return typeof path.at(-1) === 'number' ? fieldAt(model, path.slice(0, -1)) : null;
}

/** Names that fit into the value at a path. The values of a map of labels are those of its keys. */
export function namesAt(model: z.ZodType, path: ObjectPath): FieldFacts['names'] {
  const names = noteAt(model, path)?.facts.names;
  if (names !== undefined) return names;
  const around = fieldAt(model, path.slice(0, -1))?.facts.names;
  return around === 'label-key' && typeof path.at(-1) === 'string' ? 'label-value' : undefined;
}

/** The model of the value at a path with what wraps it; null where nothing is known. */
export function valueSchema(model: z.ZodType, path: ObjectPath): z.ZodType | null {
  const last = path.at(-1);
  if (last === undefined) return model;
  const parent = schemaAt(model, path.slice(0, -1));
  return parent === null ? null : entrySchema(parent, last);
}
