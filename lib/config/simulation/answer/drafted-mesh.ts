/** The mesh that a request is asked of: what is stored, with texts that are not saved in place of it. */
import { readObjectText } from '@/lib/config/check/check-text';
import { objectKey, objectName } from '@/lib/config/identity';
import { meshConfigOf } from '@/lib/config/mesh-config/find-mesh-config';
import type { MeshConfigReading } from '@/lib/config/mesh-config/mesh-config';
import { type MeshView, meshView } from '@/lib/config/simulation/mesh-view';
import { textAt } from '@/lib/config/simulation/read/fields';
import type { Draft } from '@/lib/config/simulation/request-contract';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import { Places } from './places';

export interface SimulatedMesh {
  readonly view: MeshView;
  readonly meshConfig: MeshConfigReading;
  readonly places: Places;
}

export interface DraftedMesh extends SimulatedMesh {
  /** Drafts that stand in place of what is stored. */
  readonly used: readonly ObjectId[];
  /** Drafts that cannot be read: what is stored holds, where there is something. */
  readonly leftOut: readonly { readonly id: ObjectId; readonly because: string }[];
}

/** Stores hand out the same list while nothing changed, so that it is read once. */
const stored = new WeakMap<readonly StoredObject[], SimulatedMesh>();

export function storedMesh(objects: readonly StoredObject[]): SimulatedMesh {
  let mesh = stored.get(objects);
  if (mesh === undefined) {
    mesh = meshOf(objects, new Set());
    stored.set(objects, mesh);
  }
  return mesh;
}

export function draftedMesh(objects: readonly StoredObject[], drafts: readonly Draft[]): DraftedMesh {
  const readings = drafts.map(readDraft);
  const leftOut = readings.filter((reading) => reading.kind === 'left-out');
  const used = readings.filter((reading) => reading.kind === 'used');
  if (used.length === 0) return { ...storedMesh(objects), used: [], leftOut };
  const keys = new Set(used.map(({ id }) => objectKey(id)));
  const others = objects.filter(({ id }) => !keys.has(objectKey(id)));
  const put = used.flatMap(({ object }) => (object === null ? [] : [object]));
  return { ...meshOf([...others, ...put], keys), used: used.map(({ id }) => id), leftOut };
}

function meshOf(objects: readonly StoredObject[], drafted: ReadonlySet<string>): SimulatedMesh {
  const meshConfig = meshConfigOf(objects);
  return { view: meshView(objects, meshConfig.config), meshConfig, places: new Places(objects, drafted) };
}

type DraftReading =
  | { readonly kind: 'used'; readonly id: ObjectId; readonly object: StoredObject | null }
  | { readonly kind: 'left-out'; readonly id: ObjectId; readonly because: string };

function readDraft({ id, text }: Draft): DraftReading {
  if (text === null) return { kind: 'used', id, object: null };
  const { parsed, id: own, problems } = readObjectText(text);
  if (parsed === null || own === null) {
    const first = problems[0];
    const because = first === undefined ? 'It cannot be read.' : `Line ${first.line}: ${first.message}`;
    return { kind: 'left-out', id, because };
  }
  if (objectKey(own) !== objectKey(id)) {
    return { kind: 'left-out', id, because: `The text is that of ${objectName(own)}.` };
  }
  const value = parsed.value as StoredObject['value'];
  const apiVersion = textAt(value, 'apiVersion') ?? '';
  return { kind: 'used', id, object: { id, apiVersion, text, version: '', value, origin: '' } };
}
