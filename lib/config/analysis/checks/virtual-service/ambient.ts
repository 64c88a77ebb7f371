/** Routes in ambient mode: only a waypoint reads them. */

import { isAmbientNamespace, namedWaypoint, namespaceLabels } from '@/lib/config/analysis/ambient';
import type { Check } from '@/lib/config/analysis/check';
import { fullHost, lookUpHost } from '@/lib/config/analysis/hosts';
import { VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import { virtualServiceOf } from '@/lib/config/analysis/readings';

export const ambientRoutes: Check = {
  code: 'PER0221',
  title: 'No waypoint reads the routes',
  condition:
    'A VirtualService with HTTP routes for a service in ambient mode: neither its namespace nor the service is enrolled in a waypoint, or the VirtualService is not in the namespace of the service.',
  severity: 'warning',
  ist: [],
  kia: ['KIA1109', 'KIA1113', 'KIA1114'],
  kinds: [VIRTUAL_SERVICE],
  fix: null,
  *run(object, mesh) {
    const own = virtualServiceOf(object);
    if (own.http.length === 0 || (own.gateways.length > 0 && !own.gateways.includes('mesh'))) return;
    for (const [index, written] of own.hosts.entries()) {
      const found = lookUpHost(mesh, fullHost(mesh, written, own.namespace), own.namespace);
      if (found.kind !== 'found' || found.service.origin !== 'kubernetes') continue;
      const { service } = found;
      if (!isAmbientNamespace(mesh, service.namespace)) continue;
      const path = ['spec', 'hosts', index];
      const related = [{ id: service.id, path: [] }];
      const isEnrolled =
        namedWaypoint(service.labels) ?? namedWaypoint(namespaceLabels(mesh, service.namespace));
      if (isEnrolled === null) {
        yield {
          path,
          message: `${written} is in ambient mode without a waypoint, so nothing reads these routes. Label the namespace ${service.namespace} or the service with istio.io/use-waypoint.`,
          related,
        };
      } else if (own.namespace !== service.namespace) {
        yield {
          path,
          message: `A waypoint reads only VirtualServices of the service's own namespace. Move this one to ${service.namespace}.`,
          related,
        };
      }
    }
  },
};
