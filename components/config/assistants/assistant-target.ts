/** What an assistant was opened on, as its URL says it: `?object=<key>`, or `?service=<namespace>/<name>`. */
import type { AssistantTarget } from '@/lib/config/assistants/assistant';
import { isObjectId, objectIdOfKey, objectKey } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';

const SERVICE = /^([a-z0-9][a-z0-9-]{0,62})\/([a-z0-9][a-z0-9-]{0,62})$/;

export function targetOf(query: {
  readonly object: string | null;
  readonly service: string | null;
  readonly namespace: string | null;
}): AssistantTarget {
  const id = query.object === null ? null : objectIdOfKey(query.object);
  if (id !== null && isObjectId(id)) return { kind: 'object', id };
  const [, namespace, name] = SERVICE.exec(query.service ?? '') ?? [];
  if (namespace !== undefined && name !== undefined) return { kind: 'service', namespace, name };
  return { kind: 'nothing', namespace: query.namespace };
}

/** Tells drafts of different targets apart. */
export function targetKey(target: AssistantTarget): string {
  if (target.kind === 'object') return objectKey(target.id);
  return target.kind === 'service' ? `${target.namespace}/${target.name}` : '';
}

export function assistantHref(name: string, id: ObjectId): string {
  return `/config/assistants/${name}?object=${encodeURIComponent(objectKey(id))}`;
}

export function serviceAssistantHref(
  name: string,
  service: { readonly namespace: string; readonly name: string },
): string {
  return `/config/assistants/${name}?service=${encodeURIComponent(`${service.namespace}/${service.name}`)}`;
}
