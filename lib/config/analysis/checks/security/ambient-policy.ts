/** Policies for HTTP in ambient mode: only a waypoint reads them, and only those that are attached to something. */

import {
  isAmbientNamespace,
  isWaypoint,
  namedWaypoint,
  namespaceLabels,
  waypointGateway,
} from '@/lib/config/analysis/ambient';
import type { Check } from '@/lib/config/analysis/check';
import { podTemplate } from '@/lib/config/analysis/checks/workload/containers';
import {
  AUTHORIZATION_POLICY,
  REQUEST_AUTHENTICATION,
  SERVICE,
  SERVICE_ENTRY,
  TELEMETRY,
  WASM_PLUGIN,
} from '@/lib/config/analysis/kinds';
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import { podsWith } from '@/lib/config/analysis/pods';
import { metadataOf } from '@/lib/config/analysis/readings';
import { hasTargets, type Target, targetsOf } from '@/lib/config/analysis/targets';
import { needsHttp } from './policy-parts';

export const ambientPolicy: Check = {
  code: 'PER0707',
  title: 'No waypoint reads the policy',
  condition:
    'An AuthorizationPolicy that asks for HTTP, a RequestAuthentication, WasmPlugin or Telemetry in a namespace in ambient mode in which nothing is enrolled in a waypoint, or without targetRefs, which a waypoint needs.',
  severity: 'warning',
  ist: ['IST0167'],
  kia: ['KIA0109', 'KIA0110', 'KIA1110', 'KIA1115', 'KIA1111', 'KIA1116', 'KIA1112', 'KIA1117', 'KIA1317'],
  kinds: [AUTHORIZATION_POLICY, REQUEST_AUTHENTICATION, WASM_PLUGIN, TELEMETRY],
  fix: null,
  *run(object, mesh) {
    const namespace = object.id.namespace ?? '';
    if (namespace === mesh.settings.rootNamespace || !isAmbientNamespace(mesh, namespace)) return;
    if (object.id.kind === 'AuthorizationPolicy' && !needsHttp(object)) return;
    if (targetsOf(object).some((target) => isWaypointTarget(mesh, namespace, target))) return;
    if (!isEnrolled(mesh, namespace)) {
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

/** By a label of the namespace, or of a service or of pods in it. */
function isEnrolled(mesh: MeshIndex, namespace: string): boolean {
  if (namedWaypoint(namespaceLabels(mesh, namespace)) !== null) return true;
  const services = [...mesh.ofKindIn(SERVICE, namespace), ...mesh.ofKindIn(SERVICE_ENTRY, namespace)];
  return (
    services.some((service) => namedWaypoint(metadataOf(service).labels) !== null) ||
    podsWith(mesh, namespace, {}).some((pods) => namedWaypoint(podTemplate(pods).labels) !== null)
  );
}

function isWaypointTarget(mesh: MeshIndex, namespace: string, { kind, name }: Target): boolean {
  if (kind !== 'Gateway') return false;
  const gateway = waypointGateway(mesh, namespace, name);
  return gateway !== null && isWaypoint(gateway);
}
