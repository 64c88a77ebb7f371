/** A route whose Gateway does not exist or does not take it. */

import { namespaceLabels } from '@/lib/config/analysis/ambient';
import type { Check } from '@/lib/config/analysis/check';
import { facet } from '@/lib/config/analysis/facets';
import { KUBERNETES_GATEWAY, ROUTE_KINDS } from '@/lib/config/analysis/kinds';
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import { kubernetesGatewayOf } from '@/lib/config/analysis/readings';
import type { GatewayListener } from '@/lib/config/simulation/read/gateway';
import { labelsInclude } from '@/lib/config/simulation/source-filter';
import type { StoredObject } from '@/lib/config/store';
import { parentsOf, type RouteReference } from './route-parts';

export const routeParent: Check = {
  code: 'PER1001',
  title: 'Gateway of the route does not exist or does not take it',
  condition:
    'parentRefs of a route names a Gateway that does not exist, has no such listener or port, or does not allow routes of this namespace.',
  severity: 'error',
  ist: [],
  kia: ['KIA1401'],
  kinds: [...ROUTE_KINDS],
  fix: null,
  *run(object, mesh) {
    for (const parent of parentsOf(object)) {
      if (parent.kind !== 'Gateway' || parent.group !== 'gateway.networking.k8s.io') continue;
      const { group, kind, namespace, name, path } = parent;
      const gateway = mesh.object({ group, kind, namespace, name });
      if (gateway === null) {
        if (mesh.count(facet.kind(KUBERNETES_GATEWAY)) === 0) continue;
        const isOther = mesh.object({ group: 'networking.istio.io', kind, namespace, name }) !== null;
        yield {
          path: [...path, 'name'],
          message: `There is no Gateway ${name} of the Gateway API in ${namespace}${isOther ? ', only one of Istio, to which routes cannot be attached' : ''}. Correct the name or namespace, or create it.`,
        };
        continue;
      }
      const problem = refusal(gateway, parent, object, mesh);
      if (problem !== null)
        yield { path, message: problem, related: [{ id: gateway.id, path: ['spec', 'listeners'] }] };
    }
  },
};

function refusal(
  gateway: StoredObject,
  { sectionName, port, name }: RouteReference,
  route: StoredObject,
  mesh: MeshIndex,
): string | null {
  const { listeners } = kubernetesGatewayOf(gateway);
  if (listeners.length === 0) return null;
  // A section may be one of a ListenerSet, which the Gateway allows by itself.
  const wanted = listeners.filter(
    (listener) =>
      (sectionName === null || listener.name === sectionName) && (port === null || listener.port === port),
  );
  if (wanted.length === 0) {
    const known = listeners.map((listener) => `${listener.name} (${listener.port})`);
    return `Gateway ${name} has no listener ${sectionName ?? `on port ${port}`}; it has ${known.join(', ')}.`;
  }
  if (wanted.some((listener) => allows(listener, gateway, route, mesh))) return null;
  return `Gateway ${name} takes no routes of ${route.id.namespace}: see allowedRoutes.namespaces of its listeners (Same is the default). Allow this namespace there, or move the route.`;
}

function allows(
  listener: GatewayListener,
  gateway: StoredObject,
  route: StoredObject,
  mesh: MeshIndex,
): boolean {
  if (listener.allowedNamespaces === 'All' || route.id.namespace === gateway.id.namespace) return true;
  if (listener.allowedNamespaces === 'Same') return false;
  // Expressions are not read; a selector without labels is left alone, as is a namespace that is not known.
  const own = route.id.namespace ?? '';
  const id = { group: '', kind: 'Namespace', namespace: null, name: own };
  if (Object.keys(listener.namespaceSelector).length === 0 || mesh.object(id) === null) return true;
  return labelsInclude(
    { 'kubernetes.io/metadata.name': own, ...namespaceLabels(mesh, own) },
    listener.namespaceSelector,
  );
}
