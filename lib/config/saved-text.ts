/** What a text must be before any store takes it as an object: one document that reads and is who it says. */
import { Fault } from '@/lib/mesh/fault';
import { isSameObject, objectName, readIdentity } from './identity';
import type { ObjectId } from './store';
import { splitDocuments } from './yaml/documents';
import type { TextProblem } from './yaml/problem';
import { readYaml } from './yaml/read-yaml';

/** The text of the one document in `text`. Throws `Fault` `invalid-object` with every mistake and its place. */
export function checkedDocument(id: ObjectId, text: string): string {
  const documents = splitDocuments(text).filter((span) => !span.isEmpty);
  const [span] = documents;
  if (span === undefined) throw invalid(id, 'the text is empty', []);
  if (documents.length > 1)
    throw invalid(id, 'the text holds more than one document; save each by itself', []);
  const document = text.slice(span.start, span.end);
  const reading = readYaml(document);
  if (reading.kind === 'problems') throw invalid(id, 'the text cannot be read', reading.problems);
  const identity = readIdentity(reading.value);
  if (identity.kind === 'missing') throw invalid(id, identity.message, []);
  if (!isSameObject(identity.id, id)) {
    throw invalid(
      id,
      `the text is about ${objectName(identity.id)}. Create that as an object of its own`,
      [],
    );
  }
  return document;
}

function invalid(id: ObjectId, why: string, problems: readonly TextProblem[]): Fault {
  return new Fault(
    'invalid-object',
    `${objectName(id)} was not saved: ${why}${why.endsWith('.') ? '' : '.'}`,
    {
      issues: problems.map(({ path, message, line, column }) => ({ path, message, line, column })),
    },
  );
}
