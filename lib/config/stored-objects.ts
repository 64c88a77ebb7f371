/** A text with any number of documents, read into objects; what cannot be read is reported beside them. */
import { readIdentity } from './identity';
import type { StoredObject, UnreadableObject } from './store';
import { type DocumentSpan, splitDocuments } from './yaml/documents';
import { readYaml } from './yaml/read-yaml';

/** An object and where it stands in its text. */
export interface PlacedObject {
  readonly object: StoredObject;
  readonly span: DocumentSpan;
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
  const placed: PlacedObject[] = [];
  const unreadable: UnreadableObject[] = [];
  for (const span of splitDocuments(text)) {
    if (span.isEmpty) continue;
    const own = text.slice(span.start, span.end);
    const reading = readYaml(own);
    if (reading.kind === 'problems') {
      const first = reading.problems[0];
      unreadable.push({
        origin,
        message: first?.message ?? 'The document cannot be read.',
        line: span.line + (first?.line ?? 1) - 1,
      });
      continue;
    }
    const identity = readIdentity(reading.value);
    if (identity.kind === 'missing') {
      unreadable.push({ origin, message: identity.message, line: span.line });
      continue;
    }
    if (Array.isArray((reading.value as { items?: unknown }).items) && identity.id.kind.endsWith('List')) {
      unreadable.push({
        origin,
        message: 'A List is not read; write its items as documents.',
        line: span.line,
      });
      continue;
    }
    placed.push({
      span,
      object: {
        id: identity.id,
        apiVersion: identity.apiVersion,
        text: own,
        version: versionOf(own),
        value: reading.value as Readonly<Record<string, unknown>>,
        origin,
      },
    });
  }
  return { placed, unreadable };
}
