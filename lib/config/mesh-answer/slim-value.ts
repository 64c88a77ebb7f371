/**
 * An object without what neither checks nor completion read: what fills most of an object on a cluster, and what a
 * browser has no business with.
 */
import { type Fields, fieldsAt } from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';

/** Kinds whose keys matter and whose values do not. */
const HOLDERS_OF_DATA: ReadonlySet<string> = new Set(['/Secret', '/ConfigMap']);
const DATA_FIELDS = ['data', 'stringData', 'binaryData'];
/** kubectl's copy of the whole object. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

export function slimValue({ id, value }: StoredObject): Fields {
  const { metadata: _, ...rest } = value;
  const slim: Record<string, unknown> = { ...rest, metadata: slimMetadata(fieldsAt(value, 'metadata')) };
  if (!HOLDERS_OF_DATA.has(`${id.group}/${id.kind}`)) return slim;
  for (const name of DATA_FIELDS) {
    if (value[name] === undefined) continue;
    slim[name] = Object.fromEntries(Object.keys(fieldsAt(value, name)).map((key) => [key, '']));
  }
  return slim;
}

function slimMetadata(metadata: Fields): Fields {
  const { managedFields: _, annotations, ...kept } = metadata;
  if (annotations === undefined) return kept;
  const { [LAST_APPLIED]: __, ...notes } = fieldsAt(metadata, 'annotations');
  return Object.keys(notes).length === 0 ? kept : { ...kept, annotations: notes };
}
