/** Policies for HTTP in ambient mode: only a waypoint reads them, and only those that are attached to something. */

import { isAmbientNamespace, namedWaypoint, namespaceLabels } from '@/lib/config/analysis/ambient';
import type { Check } from '@/lib/config/analysis/check';
import {
  AUTHORIZATION_POLICY,
  REQUEST_AUTHENTICATION,
  SERVICE,
  TELEMETRY,
  WASM_PLUGIN,
} from '@/lib/config/analysis/kinds';
import { metadataOf } from '@/lib/config/analysis/readings';
import { hasTargets } from '@/lib/config/analysis/targets';
import { needsHttp } from './policy-parts';

export const ambientPolicy: Check = {
  code: 'PER0707',
  title: 'No waypoint reads the policy',
  condition:
    'An AuthorizationPolicy that asks for HTTP, a RequestAuthentication, WasmPlugin or Telemetry in a namespace in ambient mode that is not enrolled in a waypoint, or without targetRefs, which a waypoint needs.',
  severity: 'warning',
  ist: ['IST0167'],
  kia: ['KIA0109', 'KIA0110', 'KIA1110', 'KIA1115', 'KIA1111', 'KIA1116', 'KIA1112', 'KIA1117', 'KIA1317'],
  kinds: [AUTHORIZATION_POLICY, REQUEST_AUTHENTICATION, WASM_PLUGIN, TELEMETRY],
  fix: null,
  *run(object, mesh) {
    const namespace = object.id.namespace ?? '';
    if (namespace === mesh.settings.rootNamespace || !isAmbientNamespace(mesh, namespace)) return;
    if (object.id.kind === 'AuthorizationPolicy' && !needsHttp(object)) return;
    const isEnrolled =
      namedWaypoint(namespaceLabels(mesh, namespace)) !== null ||
      mesh.ofKindIn(SERVICE, namespace).some((service) => namedWaypoint(metadataOf(service).labels) !== null);
    if (!isEnrolled) {
      yield {
        path: ['spec'],
        message: `${namespace} is in ambient mode without a waypoint, so nothing puts this into effect for HTTP. Label the namespace or a Service with istio.io/use-waypoint.`,
      };
    } else if (!hasTargets(object)) {
      yield {
        path: ['spec'],
        message: 'A waypoint reads only what is attached to it or to a Service. Add targetRefs.',
      };
    }
  },
};
