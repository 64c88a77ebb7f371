/** Finding a mesh kind by its group and kind. */
import { type KindName, MESH_KIND_NAMES } from './kind-names';

const BY_KEY: ReadonlyMap<string, KindName> = new Map(
  MESH_KIND_NAMES.map((known) => [`${known.group}/${known.kind}`, known]),
);

/** Null for kinds of Kubernetes itself and of others. */
export function meshKind(group: string, kind: string): KindName | null {
  return BY_KEY.get(`${group}/${kind}`) ?? null;
}
