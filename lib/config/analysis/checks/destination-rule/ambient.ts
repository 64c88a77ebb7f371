/** Traffic policies in ambient mode: only a waypoint reads them. */

import { isAmbientNamespace, namedWaypoint, namespaceLabels } from '@/lib/config/analysis/ambient';
import type { Check } from '@/lib/config/analysis/check';
import { fullHost, servicesOfHost } from '@/lib/config/analysis/hosts';
import { DESTINATION_RULE } from '@/lib/config/analysis/kinds';
import { destinationRuleOf } from '@/lib/config/analysis/readings';

export const ambientRule: Check = {
  code: 'PER0310',
  title: 'No waypoint reads the rule',
  condition:
    'A DestinationRule for a service in ambient mode: neither its namespace nor the service is enrolled in a waypoint, or the rule is not in the namespace of the service.',
  severity: 'warning',
  ist: [],
  kia: ['KIA0210', 'KIA0211', 'KIA0212'],
  kinds: [DESTINATION_RULE],
  fix: null,
  *run(object, mesh) {
    const rule = destinationRuleOf(object);
    const host = fullHost(mesh, rule.host, rule.namespace);
    const service = servicesOfHost(mesh, host).find(({ origin }) => origin === 'kubernetes');
    if (service === undefined || !isAmbientNamespace(mesh, service.namespace)) return;
    const waypoint = namedWaypoint(service.labels) ?? namedWaypoint(namespaceLabels(mesh, service.namespace));
    const related = [{ id: service.id, path: [] }];
    if (waypoint === null) {
      yield {
        path: ['spec', 'host'],
        message: `${rule.host} is in ambient mode without a waypoint, so nothing reads this rule. Label the namespace ${service.namespace} or the service with istio.io/use-waypoint.`,
        related,
      };
    } else if (rule.namespace !== service.namespace) {
      yield {
        path: ['spec', 'host'],
        message: `A waypoint reads only rules of the service's own namespace. Move this one to ${service.namespace}.`,
        related,
      };
    }
  },
};
