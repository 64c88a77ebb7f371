/**
 * Who owns the fields that an edit changes, read from the sets of fields that Kubernetes keeps of each manager
 * (`fieldsV1`, sigs.k8s.io/structured-merge-diff/fieldpath): `f:name` is a field, `k:{…}` an entry by its keys,
 * `v:…` by its value, `i:n` by its place, and what has nothing below it is owned as a whole.
 */
import { isSame } from '@/lib/config/cluster-schema/old-value';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { ManagedFields } from './port';

type Fields = Readonly<Record<string, unknown>>;

export interface FieldOwner {
  readonly manager: string;
  readonly operation: string;
  /** RFC 3339; '' where it is not told. */
  readonly time: string;
  /** Those of the changed fields that it owns. */
  readonly fields: readonly ObjectPath[];
}

/** The latest first. `value` is the object that is stored; who owns nothing of the change is left out. */
export function fieldOwners(
  managers: readonly ManagedFields[],
  changed: readonly ObjectPath[],
  value: unknown,
): readonly FieldOwner[] {
  return managers
    .filter(({ subresource }) => subresource === null)
    .map(({ manager, operation, time, fields }) => ({
      manager,
      operation,
      time,
      fields: changed.filter((path) => owns(fields, path, value)),
    }))
    .filter(({ fields }) => fields.length > 0)
    .sort((a, b) => (a.time < b.time ? 1 : a.time > b.time ? -1 : 0));
}

function owns(set: unknown, path: ObjectPath, value: unknown): boolean {
  if (!isFields(set)) return false;
  const [name, ...rest] = path;
  // Whoever owns something below what is changed as a whole is concerned too.
  if (name === undefined) return true;
  const below = isFields(value) || Array.isArray(value) ? (value as Fields)[name] : undefined;
  const entry = typeof name === 'string' ? set[`f:${name}`] : entryIn(set, name, below);
  if (!isFields(entry)) return false;
  // A field without parts is owned with all that it holds, as lists and maps are that are kept as one.
  return Object.keys(entry).length === 0 || owns(entry, rest, below);
}

function entryIn(set: Fields, index: number, entry: unknown): unknown {
  for (const [key, below] of Object.entries(set)) {
    const kind = key.slice(0, 2);
    if (kind === 'i:' && Number(key.slice(2)) === index) return below;
    if (kind !== 'k:' && kind !== 'v:') continue;
    const wanted = parsed(key.slice(2));
    if (kind === 'v:' && isSame(wanted, entry)) return below;
    if (kind === 'k:' && isFields(wanted) && isFields(entry)) {
      if (Object.entries(wanted).every(([name, own]) => isSame(entry[name], own))) return below;
    }
  }
  return undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
