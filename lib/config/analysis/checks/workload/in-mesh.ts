/** Whether pods take part in the mesh at all, as far as the objects tell. */
import { isAmbientNamespace } from '@/lib/config/analysis/ambient';
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import type { StoredObject } from '@/lib/config/store';
import { containersOf, hasProxy, podTemplate } from './containers';
import { wantsProxy } from './injection';

const DATAPLANE_MODE = 'istio.io/dataplane-mode';

/** True where neither a sidecar nor ztunnel stands before these pods; false too where that is not known. */
export function isOutsideMesh(mesh: MeshIndex, pods: StoredObject): boolean {
  if (!mesh.known.namespaces || pods.id.kind.startsWith('Workload')) return false;
  const namespace = pods.id.namespace ?? '';
  const template = podTemplate(pods);
  const mode = template.labels[DATAPLANE_MODE];
  const isAmbient = mode === 'ambient' || (mode !== 'none' && isAmbientNamespace(mesh, namespace));
  return !isAmbient && !hasProxy(template) && !wantsProxy(mesh, namespace, template);
}

/** A proxy by itself, which listens on what Gateways say and not on what its container declares. */
export function isProxyAlone(pods: StoredObject): boolean {
  const template = podTemplate(pods);
  const containers = containersOf(template);
  return (
    template.annotations['inject.istio.io/templates'] === 'gateway' ||
    (containers.length > 0 && containers.every(({ name }) => name === 'istio-proxy'))
  );
}
