/** A text with any number of documents, read into objects; what cannot be read is reported beside them. */
import { readIdentity } from './identity';
import { isSettingsDocument } from './mesh-config/settings-document';
import type { ObjectId, StoredObject, UnreadableObject } from './store';
import { type DocumentSpan, splitDocuments } from './yaml/documents';
import { type ListPlace, objectTextsIn } from './yaml/object-texts';

/** An object and where it stands in its text. */
export interface PlacedObject {
  readonly object: StoredObject;
  /** Of its document, or of its own lines inside a List. */
  readonly span: DocumentSpan;
  /** Set for an item of a List. */
  readonly list: ListPlace | null;
}

export interface ObjectsReading {
  readonly placed: readonly PlacedObject[];
  readonly unreadable: readonly UnreadableObject[];
}

/** `versionOf` gives each object's version from its own text. */
export function storedObjects(
  text: string,
  origin: string,
  versionOf: (text: string) => string,
): ObjectsReading {
  const found: Found = { placed: [], unreadable: [] };
  for (const span of splitDocuments(text)) readDocument(found, text, span, origin, versionOf);
  return found;
}

/** Characters that are read at a stretch: a few milliseconds. */
const SLICE = 32_768;

/** The same for a text of many documents, with `pause` between slices of it, so that others get their turn. */
export async function storedObjectsInSlices(
  text: string,
  origin: string,
  versionOf: (text: string) => string,
  pause: () => Promise<unknown>,
): Promise<ObjectsReading> {
  const found: Found = { placed: [], unreadable: [] };
  let since = 0;
  for (const span of splitDocuments(text)) {
    since += span.end - span.start;
    if (since > SLICE) {
      await pause();
      since = span.end - span.start;
    }
    readDocument(found, text, span, origin, versionOf);
  }
  return found;
}

interface Found {
  readonly placed: PlacedObject[];
  readonly unreadable: UnreadableObject[];
}

function readDocument(
  { placed, unreadable }: Found,
  text: string,
  span: DocumentSpan,
  origin: string,
  versionOf: (text: string) => string,
): void {
  for (const part of objectTextsIn(text, span)) {
    if (part.reading.kind === 'problems') {
      const first = part.reading.problems[0];
      const message = first?.message ?? 'The document cannot be read.';
      unreadable.push({ origin, message, line: span.line + (first?.line ?? 1) - 1 });
      continue;
    }
    const { value } = part.reading;
    const identity = identityOf(value, origin);
    if (identity.kind === 'missing') {
      unreadable.push({ origin, message: identity.message, line: part.span.line });
      continue;
    }
    placed.push({
      span: part.span,
      list: part.list,
      object: {
        id: identity.id,
        apiVersion: identity.apiVersion,
        text: part.text,
        version: versionOf(part.text),
        value: value as Readonly<Record<string, unknown>>,
        origin,
      },
    });
  }
}

/** Settings of the mesh are often kept as a plain file; they are named for it and belong to no API. */
function identityOf(
  value: unknown,
  origin: string,
):
  | { readonly kind: 'identity'; readonly id: ObjectId; readonly apiVersion: string }
  | { readonly kind: 'missing'; readonly message: string } {
  if (!isSettingsDocument(value)) return readIdentity(value);
  const name = origin.toLowerCase().replace(/[^a-z0-9.-]+/g, '-');
  return { kind: 'identity', apiVersion: '', id: { group: '', kind: 'MeshConfig', namespace: null, name } };
}
