/** The whole mesh for a browser's own checks, put into words once for each list that the store hands out. */
import { createHash } from 'node:crypto';
import type { SuppressRule } from '@/lib/config/analysis/suppress';
import type { ConfigSource } from '@/lib/config/config-source';
import { meshConfigOf } from '@/lib/config/mesh-config/find-mesh-config';
import type { MeshConfig } from '@/lib/config/mesh-config/mesh-config';
import type { StoredObject } from '@/lib/config/store';
import type { MeshAnswer } from './contract';
import { slimValue } from './slim-value';

export interface WrittenMesh {
  /** JSON of a `MeshAnswer`. */
  readonly json: string;
  /** Changes whenever the JSON does. */
  readonly tag: string;
}

interface Written extends WrittenMesh {
  readonly suppress: readonly SuppressRule[];
}

/** Stores hand out the same list while nothing changes. */
const written = new WeakMap<readonly StoredObject[], Written>();

export async function loadMeshAnswer(
  { store, suppress }: ConfigSource,
  signal?: AbortSignal,
): Promise<WrittenMesh> {
  const { objects } = await store.list(signal);
  const known = written.get(objects);
  if (known?.suppress === suppress) return known;
  const json = JSON.stringify(meshAnswer(objects, meshConfigOf(objects).config, suppress));
  const tag = createHash('sha256').update(json).digest('base64url').slice(0, 22);
  const fresh = { json, tag, suppress };
  written.set(objects, fresh);
  return fresh;
}

export function meshAnswer(
  objects: readonly StoredObject[],
  settings: MeshConfig,
  suppress: readonly SuppressRule[],
): MeshAnswer {
  return {
    settings: { ...settings },
    suppress: suppress.map((rule) => ({ ...rule })),
    objects: objects.map((object) => ({ id: object.id, version: object.version, value: slimValue(object) })),
  };
}
