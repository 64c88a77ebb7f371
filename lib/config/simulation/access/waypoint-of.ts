/**
 * Which waypoint stands before a service or a workload of ambient mode.
 * https://istio.io/latest/docs/ambient/usage/waypoint/: labels on the object, else on its namespace; the waypoint's own
 * label, else that of its GatewayClass, says what kind of traffic it takes, and its listener from which namespaces it
 * may be used, by default its own alone. Source: istio/istio pilot/pkg/serviceregistry/ambient/waypoints.go.
 */
import { isAllowed } from '@/lib/config/simulation/allowed-namespaces';
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type { KubernetesGateway } from '@/lib/config/simulation/read/gateway';
import type { MeshService } from '@/lib/config/simulation/read/service';
import type { MeshWorkload } from '@/lib/config/simulation/read/workload';

const USE = 'istio.io/use-waypoint';
const USE_NAMESPACE = 'istio.io/use-waypoint-namespace';
const FOR = 'istio.io/waypoint-for';

type Labels = Readonly<Record<string, string>>;

export function waypointOfService(view: MeshView, service: MeshService): KubernetesGateway | null {
  return waypoint(view, service.labels, service.namespace, ['service', 'all']);
}

/** For traffic that is sent to a pod's own address. */
export function waypointOfWorkload(view: MeshView, workload: MeshWorkload): KubernetesGateway | null {
  return waypoint(view, workload.labels, workload.namespace, ['workload', 'all']);
}

function waypoint(
  view: MeshView,
  labels: Labels,
  namespace: string,
  kinds: readonly string[],
): KubernetesGateway | null {
  const source = labels[USE] === undefined ? (view.namespaceLabels.get(namespace) ?? {}) : labels;
  const name = source[USE];
  if (name === undefined || name === '' || name === 'none') return null;
  const where = source[USE_NAMESPACE] ?? namespace;
  const gateway = view.kubernetesGateways.find(
    (candidate) => candidate.name === name && candidate.namespace === where,
  );
  if (gateway === undefined || !letsIn(view, gateway, namespace)) return null;
  const ofClass = view.gatewayClassLabels.get(gateway.className)?.[FOR];
  return kinds.includes(gateway.labels[FOR] ?? ofClass ?? 'service') ? gateway : null;
}

/** True when services and pods of that namespace may use the waypoint. */
export function letsIn(
  view: Pick<MeshView, 'namespaceLabels'>,
  gateway: KubernetesGateway,
  namespace: string,
): boolean {
  const listener = gateway.listeners.find(
    ({ protocol, port }) => protocol === 'HBONE' && port === HBONE_PORT,
  );
  return isAllowed(view, listener ?? OWN_ONLY, gateway.namespace, namespace);
}

const OWN_ONLY = { allowedNamespaces: 'Same', namespaceSelector: {}, namespaceExpressions: [] } as const;
const HBONE_PORT = 15008;
