/** The workload or namespace that is asked about, and the proxies that enforce what is written for it. */

import type { EnforcementPoint } from '@/lib/config/simulation/access/attachment';
import { gatewayPoint } from '@/lib/config/simulation/access/gateway-point';
import { waypointOfService, waypointOfWorkload } from '@/lib/config/simulation/access/waypoint-of';
import { type DataPlane, dataPlaneOf } from '@/lib/config/simulation/data-plane';
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type { MeshService } from '@/lib/config/simulation/read/service';
import type { MeshWorkload } from '@/lib/config/simulation/read/workload';
import { labelsInclude } from '@/lib/config/simulation/source-filter';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import { workloadId } from '@/lib/config/workload-id';

/** Everything that an answer is made from. */
export interface EffectiveMesh {
  readonly view: MeshView;
  readonly objects: readonly StoredObject[];
}

export interface WorkloadSubject {
  readonly kind: 'workload';
  readonly id: ObjectId;
  readonly namespace: string;
  readonly workload: MeshWorkload;
  readonly plane: DataPlane;
  /** Services by which it is called, in Istio's order. */
  readonly services: readonly MeshService[];
  /** In the order in which a request passes them; empty = it has no proxy. */
  readonly points: readonly EnforcementPoint[];
}

export interface NamespaceSubject {
  readonly kind: 'namespace';
  readonly namespace: string;
  readonly workloads: readonly MeshWorkload[];
  readonly services: readonly MeshService[];
}

export type Subject = WorkloadSubject | NamespaceSubject;

/** `kind` null = whichever kind has that name. Null when there is no such workload. */
export function workloadSubject(
  view: MeshView,
  namespace: string,
  kind: string | null,
  name: string,
): WorkloadSubject | null {
  const workload = (view.workloadsByNamespace.get(namespace) ?? []).find(
    (candidate) => candidate.name === name && (kind === null || candidate.kind === kind),
  );
  if (workload === undefined) return null;
  const plane = dataPlaneOf(view, workload);
  const services = servicesOf(view, workload);
  return {
    kind: 'workload',
    id: workloadId(workload),
    namespace,
    workload,
    plane,
    services,
    points: pointsOf(view, workload, plane, services),
  };
}

export function namespaceSubject(view: MeshView, namespace: string): NamespaceSubject | null {
  const workloads = view.workloadsByNamespace.get(namespace) ?? [];
  const services = view.services.filter((service) => service.namespace === namespace);
  const isKnown = view.namespaceLabels.has(namespace) || workloads.length + services.length > 0;
  return isKnown ? { kind: 'namespace', namespace, workloads, services } : null;
}

function servicesOf(view: MeshView, workload: MeshWorkload): readonly MeshService[] {
  return view.services.filter(
    ({ namespace, endpoints }) =>
      namespace === workload.namespace &&
      endpoints.kind === 'selector' &&
      labelsInclude(workload.labels, endpoints.labels),
  );
}

const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

function pointsOf(
  view: MeshView,
  workload: MeshWorkload,
  plane: DataPlane,
  services: readonly MeshService[],
): readonly EnforcementPoint[] {
  const { namespace, labels, name } = workload;
  switch (plane) {
    case 'sidecar':
      return [{ kind: 'sidecar', namespace, labels }];
    case 'gateway':
      return [gatewayPoint(view, workload)];
    case 'waypoint':
      return [{ kind: 'waypoint', namespace, gateway: labels[GATEWAY_NAME] ?? name, service: null }];
    case 'ambient':
      return [...waypointsOf(view, workload, services), { kind: 'ztunnel', namespace, labels }];
    case 'none':
      return [];
  }
}

function waypointsOf(
  view: MeshView,
  workload: MeshWorkload,
  services: readonly MeshService[],
): readonly EnforcementPoint[] {
  const ofServices = services.flatMap((service): readonly EnforcementPoint[] => {
    const gateway = waypointOfService(view, service);
    if (gateway === null) return [];
    const kind = service.origin === 'kubernetes' ? 'Service' : 'ServiceEntry';
    const called = { kind, namespace: service.namespace, name: service.name } as const;
    return [{ kind: 'waypoint', namespace: gateway.namespace, gateway: gateway.name, service: called }];
  });
  const direct = waypointOfWorkload(view, workload);
  if (direct === null) return ofServices;
  return [
    ...ofServices,
    { kind: 'waypoint', namespace: direct.namespace, gateway: direct.name, service: null },
  ];
}
