/** A text that is not saved as the object that it would be. */
import { readIdentity } from '@/lib/config/identity';
import type { DraftObject } from '@/lib/config/live-analysis';
import type { ObjectId } from '@/lib/config/store';
import { readYaml } from '@/lib/config/yaml/read-yaml';

/** `text` null deletes. Null where the text cannot be read as the object `id`. */
export function draftObject(id: ObjectId, text: string | null): DraftObject | null {
  if (text === null) return { id, object: null };
  const reading = readYaml(text);
  if (reading.kind === 'problems') return null;
  const identity = readIdentity(reading.value);
  if (identity.kind === 'missing') return null;
  const value = reading.value as Readonly<Record<string, unknown>>;
  return { id, object: { id, apiVersion: identity.apiVersion, text, version: '', value, origin: '' } };
}
