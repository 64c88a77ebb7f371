/** What every object carries: who it is, since when, whom it is shown to. */
import type { ObjectId, StoredObject } from '@/lib/config/store';
import { type Fields, fieldsAt, textAt, textMapAt, textsAt } from './fields';

export interface ObjectMetadata {
  readonly id: ObjectId;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Unix milliseconds; 0 where nothing is said, as in a folder of files: then names decide the order. */
  readonly createdMs: number;
}

export function readMetadata(object: StoredObject): ObjectMetadata {
  const metadata = fieldsAt(object.value, 'metadata');
  const created = Date.parse(textAt(metadata, 'creationTimestamp') ?? '');
  return {
    id: object.id,
    namespace: object.id.namespace ?? '',
    name: object.id.name,
    labels: textMapAt(metadata, 'labels'),
    annotations: textMapAt(metadata, 'annotations'),
    createdMs: Number.isNaN(created) ? 0 : created,
  };
}

type Aged = Pick<ObjectMetadata, 'createdMs' | 'name' | 'namespace'>;

/** Istio's order of configuration: oldest first, then name, then namespace. */
export function byCreation(a: Aged, b: Aged): number {
  return a.createdMs - b.createdMs || compareText(a.name, b.name) || compareText(a.namespace, b.namespace);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `exportTo` of a spec; empty means the mesh's default, which is everyone. */
export function readExportTo(spec: Fields): readonly string[] {
  return textsAt(spec, 'exportTo');
}
