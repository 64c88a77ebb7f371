/** Enrolment in ambient mode and in waypoints. https://istio.io/latest/docs/ambient/usage/waypoint/ */
import type { StoredObject } from '@/lib/config/store';
import { KUBERNETES_GATEWAY } from './kinds';
import type { MeshIndex } from './mesh-index';
import { kubernetesGatewayOf, metadataOf } from './readings';

export type ObjectLabels = Readonly<Record<string, string>>;

const NONE: ObjectLabels = {};

export function namespaceLabels(mesh: MeshIndex, namespace: string): ObjectLabels {
  const object = mesh.object({ group: '', kind: 'Namespace', namespace: null, name: namespace });
  return object === null ? NONE : metadataOf(object).labels;
}

export function isAmbientNamespace(mesh: MeshIndex, namespace: string): boolean {
  return namespaceLabels(mesh, namespace)['istio.io/dataplane-mode'] === 'ambient';
}

/** Name of the waypoint that the labels ask for; null for none and for `none`. */
export function namedWaypoint(labels: ObjectLabels): string | null {
  const name = labels['istio.io/use-waypoint'];
  return name === undefined || name === '' || name === 'none' ? null : name;
}

export function isWaypoint(gateway: StoredObject): boolean {
  return kubernetesGatewayOf(gateway).className === 'istio-waypoint';
}

/** The Gateway of that name in a namespace; null when there is none. */
export function waypointGateway(mesh: MeshIndex, namespace: string, name: string): StoredObject | null {
  return mesh.ofKindIn(KUBERNETES_GATEWAY, namespace).find(({ id }) => id.name === name) ?? null;
}
