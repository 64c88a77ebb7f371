/**
 * Who may call what: every proxy on the way that enforces policies is asked in turn; the first that refuses decides.
 * Pure. Rules: https://istio.io/latest/docs/concepts/security/#authorization.
 */
import type { EnforcementPoint, WaypointService } from './access/attachment';
import { authorizeAt, type PointAnswer } from './access/authorize-at';
import { gatewayPoint } from './access/gateway-point';
import type { AccessQuestion, AccessRequest, AccessSource } from './access/question';
import { waypointOfService, waypointOfWorkload } from './access/waypoint-of';
import { type DataPlane, dataPlaneOf } from './data-plane';
import type { MeshView } from './mesh-view';
import type { KubernetesGateway } from './read/gateway';
import type { MeshService } from './read/service';
import type { MeshWorkload } from './read/workload';

export interface AuthorizationQuestion {
  readonly destination: {
    readonly workload: MeshWorkload;
    /** The service by which it is called; null = the pod's own address. */
    readonly service: MeshService | null;
    /** Port of the container, not of the Service; see `containerPort`. */
    readonly port: number;
    readonly ip?: string;
    /**
     * What the caller asked for, before a waypoint's routes led it here, with the Service's port: a waypoint enforces
     * the policies of that service, and compares that port and address. Left out = `service` and `port`.
     */
    readonly called?: { readonly service: MeshService; readonly port: number };
  };
  readonly source: AccessSource;
  /** How the caller takes part in the mesh: a waypoint is passed only by callers that know of it. */
  readonly sourcePlane: DataPlane;
  readonly request: AccessRequest;
  readonly external?: AccessQuestion['external'];
}

export interface AuthorizationAnswer {
  readonly verdict: 'allowed' | 'denied' | 'depends';
  readonly because: string;
  readonly httpStatus: 401 | 403 | null;
  readonly dependsOn: readonly string[];
  /** The proxies that enforce policies, in the order in which the request passes them; empty = nobody does. */
  readonly points: readonly PointAnswer[];
}

export function simulateAuthorization(view: MeshView, question: AuthorizationQuestion): AuthorizationAnswer {
  const { destination, request, external } = question;
  const { called, port, ip } = destination;
  const base = { request, ...(external === undefined ? {} : { external }) };
  const atPod = { port, ...(ip === undefined ? {} : { destinationIp: ip }) };
  const address = called?.service.addresses[0];
  const atWaypoint =
    called === undefined
      ? atPod
      : { port: called.port, ...(address === undefined ? {} : { destinationIp: address }) };
  const points: PointAnswer[] = [];
  let source = question.source;
  for (const { point, gateway } of enforcementPoints(view, question)) {
    const place = gateway === null ? atPod : atWaypoint;
    points.push(authorizeAt(view, point, { ...base, ...place, source }));
    // Behind a waypoint the caller is the waypoint.
    if (gateway !== null) source = { identity: waypointIdentity(view, gateway) };
  }
  const denying = points.find((point) => point.verdict === 'denied');
  if (denying !== undefined) {
    const { because, httpStatus } = denying;
    return { verdict: 'denied', because, httpStatus, dependsOn: [], points };
  }
  const dependsOn = [...new Set(points.flatMap((point) => point.dependsOn))];
  const last = points.at(-1);
  if (dependsOn.length > 0) {
    const because = `It depends on ${dependsOn.join(', ')}.`;
    return { verdict: 'depends', because, httpStatus: null, dependsOn, points };
  }
  const because = last?.because ?? 'The destination has no proxy, so no policy is enforced.';
  return { verdict: 'allowed', because, httpStatus: null, dependsOn: [], points };
}

interface Passed {
  readonly point: EnforcementPoint;
  readonly gateway: KubernetesGateway | null;
}

function enforcementPoints(view: MeshView, question: AuthorizationQuestion): readonly Passed[] {
  const { workload } = question.destination;
  const { namespace, labels } = workload;
  switch (dataPlaneOf(view, workload)) {
    case 'sidecar':
      return [{ point: { kind: 'sidecar', namespace, labels }, gateway: null }];
    case 'gateway':
      return [{ point: gatewayPoint(view, workload), gateway: null }];
    case 'waypoint': {
      const gateway = labels['gateway.networking.k8s.io/gateway-name'] ?? workload.name;
      return [{ point: { kind: 'waypoint', namespace, gateway, service: null }, gateway: null }];
    }
    case 'ambient': {
      const waypoint = passedWaypoint(view, question);
      const own: Passed = { point: { kind: 'ztunnel', namespace, labels }, gateway: null };
      if (waypoint === null) return [own];
      const { namespace: where, name } = waypoint;
      const point = {
        kind: 'waypoint' as const,
        namespace: where,
        gateway: name,
        service: waypointService(calledService(question)),
      };
      return [{ point, gateway: waypoint }, own];
    }
    case 'none':
      return [];
  }
}

/** Callers outside the mesh reach the pod past its waypoint; gateways too, unless the service's label sends them there. */
function passedWaypoint(view: MeshView, question: AuthorizationQuestion): KubernetesGateway | null {
  const { workload } = question.destination;
  const service = calledService(question);
  if (question.sourcePlane === 'none' || question.sourcePlane === 'waypoint') return null;
  if (question.sourcePlane === 'gateway') {
    const ofNamespace = service === null ? undefined : view.namespaceLabels.get(service.namespace);
    const wish =
      service?.labels['istio.io/ingress-use-waypoint'] ?? ofNamespace?.['istio.io/ingress-use-waypoint'];
    if (wish !== 'true') return null;
  }
  return service === null ? waypointOfWorkload(view, workload) : waypointOfService(view, service);
}

function calledService({ destination }: AuthorizationQuestion): MeshService | null {
  return destination.called?.service ?? destination.service;
}

function waypointService(service: MeshService | null): WaypointService | null {
  if (service === null) return null;
  const kind = service.origin === 'kubernetes' ? 'Service' : 'ServiceEntry';
  return { kind, namespace: service.namespace, name: service.name };
}

/** Istio runs a waypoint under a service account of the Gateway's own name. */
function waypointIdentity(view: MeshView, gateway: KubernetesGateway): NonNullable<AccessSource['identity']> {
  const own = (view.workloadsByNamespace.get(gateway.namespace) ?? []).find(
    (workload) => workload.labels['gateway.networking.k8s.io/gateway-name'] === gateway.name,
  );
  return {
    kind: 'account',
    namespace: gateway.namespace,
    serviceAccount: own?.serviceAccount ?? gateway.name,
  };
}
