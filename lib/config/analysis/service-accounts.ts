/** Whether a service account exists: as an object, or because workloads run under it. */
import { facet } from './facets';
import { SERVICE_ACCOUNT } from './kinds';
import type { MeshIndex } from './mesh-index';
import { podSetOf } from './readings';

/** Null where the objects do not tell: neither accounts nor workloads of that namespace are among them. */
export function accountExists(mesh: MeshIndex, namespace: string, name: string): boolean | null {
  if (name === 'default') return true;
  if (mesh.object({ group: '', kind: 'ServiceAccount', namespace, name }) !== null) return true;
  const workloads = mesh.under(facet.pods(namespace));
  const isUsed = workloads.some(
    (object) => object.id.kind !== 'WorkloadGroup' && podSetOf(object)?.serviceAccount === name,
  );
  if (isUsed) return true;
  return mesh.count(facet.kindIn(SERVICE_ACCOUNT, namespace)) > 0 || workloads.length > 0 ? false : null;
}
