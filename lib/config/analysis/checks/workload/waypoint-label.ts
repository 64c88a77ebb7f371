/** A waypoint that is asked for. */

import {
  isAmbientNamespace,
  isWaypoint,
  namedWaypoint,
  namespaceLabels,
  waypointGateway,
} from '@/lib/config/analysis/ambient';
import type { Check } from '@/lib/config/analysis/check';
import { NAMESPACE, SERVICE, WORKLOAD_KINDS } from '@/lib/config/analysis/kinds';
import { kubernetesGatewayOf, metadataOf } from '@/lib/config/analysis/readings';
import { letsIn } from '@/lib/config/simulation/access/waypoint-of';
import { podTemplate } from './containers';

export const waypointLabel: Check = {
  code: 'PER0613',
  title: 'Waypoint does not exist or is not used',
  condition:
    'istio.io/use-waypoint on a namespace, Service or workload names a Gateway that does not exist, is no waypoint or does not let the namespace in (error), or the workload is not in ambient mode (warning).',
  severity: 'error',
  ist: [],
  kia: ['KIA1312', 'KIA1313'],
  kinds: [NAMESPACE, SERVICE, ...WORKLOAD_KINDS],
  fix: null,
  *run(object, mesh) {
    const isService = object.id.kind === 'Service' || object.id.kind === 'Namespace';
    const template = podTemplate(object);
    const labels = isService ? metadataOf(object).labels : template.labels;
    const name = namedWaypoint(labels);
    if (name === null) return;
    const own = object.id.kind === 'Namespace' ? object.id.name : (object.id.namespace ?? '');
    const metadata = isService ? ['metadata'] : template.metadataPath;
    const path = [...metadata, 'labels', 'istio.io/use-waypoint'];
    const mode = labels['istio.io/dataplane-mode'] ?? namespaceLabels(mesh, own)['istio.io/dataplane-mode'];
    if (!isService && mode !== 'ambient') {
      yield {
        path,
        severity: 'warning',
        message:
          'A waypoint is asked for, but the workload is not in ambient mode, so the label has no effect. Label its namespace istio.io/dataplane-mode=ambient.',
      };
      return;
    }
    const namespace = labels['istio.io/use-waypoint-namespace'] ?? own;
    const gateway = waypointGateway(mesh, namespace, name);
    const labelsByName = new Map([
      [own, { 'kubernetes.io/metadata.name': own, ...namespaceLabels(mesh, own) }],
    ]);
    const isShut =
      gateway !== null &&
      isWaypoint(gateway) &&
      !letsIn({ namespaceLabels: labelsByName }, kubernetesGatewayOf(gateway), own);
    if (gateway !== null && isWaypoint(gateway) && !isShut) return;
    if (mode !== 'ambient' && !isAmbientNamespace(mesh, own)) return;
    yield {
      path,
      message:
        gateway === null
          ? `There is no waypoint ${name} in ${namespace}, so policies and routes for HTTP do not hold here. Create the Gateway, or correct the name.`
          : isShut
            ? `Waypoint ${name} in ${namespace} does not let ${own} in, so nothing of it passes there. Allow the namespace in allowedRoutes of its listener.`
            : `Gateway ${name} in ${namespace} is no waypoint: its class is not istio-waypoint.`,
      related:
        gateway === null
          ? []
          : [{ id: gateway.id, path: ['spec', isShut ? 'listeners' : 'gatewayClassName'] }],
    };
  },
};
