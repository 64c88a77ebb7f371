/** A backend that does not exist, or of another namespace that does not allow it. */
import type { Check } from '@/lib/config/analysis/check';
import { REFERENCE_GRANT, ROUTE_KINDS } from '@/lib/config/analysis/kinds';
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import { serviceOf } from '@/lib/config/analysis/readings';
import { fieldsAt, fieldsListAt, textAt } from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import { backendsOf, parentsOf, type RouteReference } from './route-parts';

export const routeBackend: Check = {
  code: 'PER1002',
  title: 'Backend of the route does not exist or is not granted',
  condition:
    'A Service that a route has as backend, copy or parent does not exist or has no such port, or is in another namespace without a ReferenceGrant for this route.',
  severity: 'error',
  ist: [],
  kia: ['KIA1402'],
  kinds: [...ROUTE_KINDS],
  fix: null,
  *run(object, mesh) {
    if (!mesh.known.services) return;
    for (const parent of parentsOf(object)) {
      if (parent.kind !== 'Service' || mesh.object(idOf(parent)) !== null) continue;
      yield {
        path: [...parent.path, 'name'],
        message: `There is no Service ${parent.name} in ${parent.namespace} to attach this route to. Correct the name.`,
      };
    }
    for (const backend of backendsOf(object)) {
      if (backend.kind !== 'Service' || backend.group !== '') continue;
      const service = mesh.object(idOf(backend));
      if (service === null) {
        yield {
          path: [...backend.path, 'name'],
          message: `There is no Service ${backend.name} in ${backend.namespace}: its share of the requests gets 500. Correct the name.`,
        };
        continue;
      }
      const ports = serviceOf(service, mesh.settings.clusterDomain).ports.map(({ number }) => number);
      if (backend.port !== null && ports.length > 0 && !ports.includes(backend.port)) {
        yield {
          path: [...backend.path, 'port'],
          message: `Service ${backend.name} has no port ${backend.port}; it has ${ports.join(', ')}.`,
          related: [{ id: service.id, path: ['spec', 'ports'] }],
        };
      }
      if (backend.namespace !== object.id.namespace && !isGranted(mesh, object, backend)) {
        yield {
          path: [...backend.path, 'namespace'],
          message: `${backend.namespace} has no ReferenceGrant that lets a ${object.id.kind} of ${object.id.namespace} use Service ${backend.name}: its share of the requests gets 500. Create one there.`,
          related: [{ id: service.id, path: [] }],
        };
      }
    }
  },
};

function idOf({ namespace, name }: RouteReference) {
  return { group: '', kind: 'Service', namespace, name };
}

function isGranted(mesh: MeshIndex, { id }: StoredObject, backend: RouteReference): boolean {
  return mesh.ofKindIn(REFERENCE_GRANT, backend.namespace).some((grant) => {
    const spec = fieldsAt(grant.value, 'spec');
    const isFrom = fieldsListAt(spec, 'from').some(
      (from) => textAt(from, 'kind') === id.kind && textAt(from, 'namespace') === id.namespace,
    );
    const isTo = fieldsListAt(spec, 'to').some((to) => {
      const name = textAt(to, 'name');
      return textAt(to, 'kind') === 'Service' && (name === null || name === backend.name);
    });
    return isFrom && isTo;
  });
}
