/** Whether a service account exists: as an object, because workloads run under it, or made by Istio for a Gateway. */
import { facet } from './facets';
import { KUBERNETES_GATEWAY, SERVICE_ACCOUNT } from './kinds';
import type { MeshIndex } from './mesh-index';
import { kubernetesGatewayOf, podSetOf } from './readings';

/** Null where the objects do not tell: neither accounts nor workloads of that namespace are among them. */
export function accountExists(mesh: MeshIndex, namespace: string, name: string): boolean | null {
  if (name === 'default') return true;
  if (mesh.object({ group: '', kind: 'ServiceAccount', namespace, name }) !== null) return true;
  const workloads = mesh.under(facet.pods(namespace));
  const isUsed = workloads.some(
    (object) => object.id.kind !== 'WorkloadGroup' && podSetOf(object)?.serviceAccount === name,
  );
  if (isUsed || isOfGateway(mesh, namespace, name)) return true;
  return mesh.count(facet.kindIn(SERVICE_ACCOUNT, namespace)) > 0 || workloads.length > 0 ? false : null;
}

/** Istio runs a waypoint under its Gateway's name, other gateways under name and class. */
function isOfGateway(mesh: MeshIndex, namespace: string, name: string): boolean {
  return mesh.ofKindIn(KUBERNETES_GATEWAY, namespace).some((object) => {
    const gateway = kubernetesGatewayOf(object);
    return name === gateway.name || name === `${gateway.name}-${gateway.className}`;
  });
}
