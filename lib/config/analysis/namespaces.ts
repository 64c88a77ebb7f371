/** Whether a namespace exists, as far as the objects tell. */
import { facet } from './facets';
import type { MeshIndex } from './mesh-index';

/** Null where nothing is known of namespaces. One that holds objects exists, whether it is listed or not. */
export function namespaceExists(mesh: MeshIndex, name: string): boolean | null {
  if (!mesh.known.namespaces) return null;
  const id = { group: '', kind: 'Namespace', namespace: null, name };
  return mesh.object(id) !== null || mesh.count(facet.inside(name)) > 0;
}
