/** The text of an object as that of another: its name and namespace replaced, everything else as it stands. */
import { readIdentity } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';
import { applyEdits, type TextEdit } from '@/lib/config/yaml/problem';
import { Fields } from './caret';
import { readLines } from './line-reader';

export function withIdentity(text: string, id: Pick<ObjectId, 'namespace' | 'name'>): string {
  const [document] = readLines(text).filter(({ parts }) => parts.length > 0);
  const fields = new Fields(document?.parts ?? []);
  const name = fields.part(['metadata', 'name']);
  if (name === null) return text;
  const edits: TextEdit[] = [{ from: name.valueFrom, to: name.valueTo, insert: id.name }];
  const namespace = fields.part(['metadata', 'namespace']);
  if (namespace !== null && id.namespace !== null) {
    edits.push({ from: namespace.valueFrom, to: namespace.valueTo, insert: id.namespace });
  } else if (namespace === null && id.namespace !== null) {
    const insert = name.isFlow
      ? `, namespace: ${id.namespace}`
      : `\n${' '.repeat(name.column)}namespace: ${id.namespace}`;
    edits.push({ from: name.valueTo, to: name.valueTo, insert });
  }
  return applyEdits(text, edits);
}

/** Who a text is about, as far as its lines tell; null where they do not. */
export function identityIn(text: string): ObjectId | null {
  const [document] = readLines(text).filter(({ parts }) => parts.length > 0);
  const fields = new Fields(document?.parts ?? []);
  const reading = readIdentity({
    apiVersion: fields.text(['apiVersion']),
    kind: fields.text(['kind']),
    metadata: {
      name: fields.text(['metadata', 'name']),
      namespace: fields.text(['metadata', 'namespace']) ?? undefined,
    },
  });
  return reading.kind === 'missing' ? null : reading.id;
}
