/**
 * What a text becomes on its way to the API server: one request, in the version that the text is written in, with what
 * the server keeps for itself put back, so that replacing the object takes away what was deleted in the editor and
 * nothing else.
 */
import 'server-only';
import { objectName } from '@/lib/config/identity';
import { checkedDocument } from '@/lib/config/saved-text';
import type { ObjectId } from '@/lib/config/store';
import { SERVER_METADATA } from '@/lib/config/yaml/object-text';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { Fault } from '@/lib/mesh/fault';
import { LAST_APPLIED, type WireMetadata, type WireObject } from './cluster-object';
import { collectionPath, type Discovery, type ServedKind } from './discovery';

/** Where an object of a kind and version is found. */
export interface ObjectPlace {
  readonly served: ServedKind;
  readonly version: string;
  /** Of all objects beside it. */
  readonly collection: string;
  readonly path: string;
}

/** `version` null = the server's own choice. Throws `invalid-object` for what the cluster does not have. */
export function placeOf(discovery: Discovery, id: ObjectId, version: string | null): ObjectPlace {
  const served = discovery.find(id.group, id.kind);
  if (served === null) {
    const apiVersion = id.group === '' ? 'v1' : id.group;
    throw new Fault('invalid-object', `The cluster does not have the kind ${id.kind} of ${apiVersion}.`, {
      source: 'kubernetes',
      hint: 'Install its custom resource definition first.',
      issues: [{ path: ['kind'], message: `The cluster does not have the kind ${id.kind}.` }],
    });
  }
  const used = version ?? served.versions[0] ?? 'v1';
  if (!served.versions.includes(used)) {
    const message = `The cluster serves ${id.kind} as ${served.versions.join(', ')}, not as ${used}.`;
    throw new Fault('invalid-object', `${objectName(id)} was not saved. ${message}`, {
      source: 'kubernetes',
      hint: 'Write one of these into apiVersion.',
      issues: [{ path: ['apiVersion'], message }],
    });
  }
  const collection = collectionPath(served, used, served.namespaced ? id.namespace : null);
  // Names may hold nothing that a path could not; this is the second lock on the same door.
  return { served, version: used, collection, path: `${collection}/${encodeURIComponent(id.name)}` };
}

export interface TypedObject {
  /** As in `apiVersion`, without the group. */
  readonly version: string;
  readonly value: WireObject;
}

/** The object that a text describes. Throws `invalid-object` for a text that is none, or is about another. */
export function typedObject(id: ObjectId, text: string): TypedObject {
  const reading = readYaml(checkedDocument(id, text));
  // `checkedDocument` has read it.
  const value = (reading.kind === 'value' ? reading.value : {}) as WireObject;
  const apiVersion = String(value.apiVersion);
  return { version: apiVersion.slice(apiVersion.indexOf('/') + 1), value };
}

/** The body that creates the object. */
export function bodyToCreate(id: ObjectId, { value }: TypedObject): WireObject {
  const { status: _, ...kept } = value;
  return { ...kept, metadata: typedMetadata(id, value) };
}

/** The body that replaces `live`, which is of the same version as the text; it holds for exactly that state of it. */
export function bodyToReplace(id: ObjectId, { value }: TypedObject, live: WireObject): WireObject {
  const { status: _, ...kept } = value;
  const typed = typedMetadata(id, value);
  const { resourceVersion, uid, generateName, annotations } = live.metadata ?? {};
  const hidden = annotations?.[LAST_APPLIED];
  const metadata: WireMetadata = {
    ...typed,
    ...(generateName === undefined ? {} : { generateName }),
    ...(hidden === undefined ? {} : { annotations: { ...typed.annotations, [LAST_APPLIED]: hidden } }),
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
    ...(uid === undefined ? {} : { uid }),
  };
  return { ...kept, metadata, ...(live.status === undefined ? {} : { status: live.status }) };
}

/** Without what the server writes itself, as it stands in texts that were copied from `kubectl get`. */
function typedMetadata(id: ObjectId, { metadata = {} }: WireObject): WireMetadata {
  const kept = Object.entries(metadata).filter(([name]) => !SERVER_METADATA.has(name));
  return {
    ...Object.fromEntries(kept),
    name: id.name,
    ...(id.namespace === null ? {} : { namespace: id.namespace }),
  };
}
