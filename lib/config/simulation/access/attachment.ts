/**
 * Where policies are enforced, and which are bound to which place.
 * Source: istio/istio pilot/pkg/model/policyattachment.go.
 */
import type { ObjectMetadata } from '@/lib/config/simulation/read/metadata';
import type { TargetReference } from '@/lib/config/simulation/read/target-reference';
import { labelsInclude } from '@/lib/config/simulation/source-filter';

type Labels = Readonly<Record<string, string>>;

/** The proxy that decides. */
export type EnforcementPoint =
  | { readonly kind: 'sidecar'; readonly namespace: string; readonly labels: Labels }
  | { readonly kind: 'ztunnel'; readonly namespace: string; readonly labels: Labels }
  | {
      readonly kind: 'gateway';
      readonly namespace: string;
      readonly labels: Labels;
      /** Name of the Gateway API Gateway that it runs; null for a gateway installed by hand. */
      readonly gateway: string | null;
      /** Gateway objects of Istio's own API that select the proxy; they may stand in any namespace. */
      readonly istioGateways: readonly { readonly namespace: string; readonly name: string }[];
    }
  | {
      readonly kind: 'waypoint';
      readonly namespace: string;
      readonly gateway: string;
      /** What is called through it; null = a workload directly. */
      readonly service: WaypointService | null;
    };

export interface WaypointService {
  readonly kind: 'Service' | 'ServiceEntry';
  readonly namespace: string;
  readonly name: string;
}

/** A policy of a kind that is bound by labels or by name. */
export interface BoundPolicy extends ObjectMetadata {
  readonly selector: Labels | null;
  readonly targets: readonly TargetReference[];
}

const WAYPOINT_CLASS = 'istio-waypoint';

/**
 * Root namespace first, then the place's own, then that of the service (waypoints) or of the Gateway objects of
 * Istio's own API, from which a policy reaches the proxy by name only.
 */
export function policyNamespaces(point: EnforcementPoint, rootNamespace: string): readonly string[] {
  const service = point.kind === 'waypoint' && point.service !== null ? [point.service.namespace] : [];
  const gateways = point.kind === 'gateway' ? point.istioGateways.map(({ namespace }) => namespace) : [];
  return [...new Set([rootNamespace, point.namespace, ...service, ...gateways])];
}

/** Null when the policy is bound to this place, else why not, as a sentence part. */
export function notBound(policy: BoundPolicy, point: EnforcementPoint, rootNamespace: string): string | null {
  if (point.kind === 'gateway') {
    if (policy.targets.some((target) => namesIstioGateway(target, policy, point))) return null;
    if (policy.namespace !== point.namespace && policy.namespace !== rootNamespace) {
      return 'it stands in another namespace, from which only targetRefs to a Gateway reach this proxy';
    }
  }
  if (
    point.kind === 'sidecar' ||
    point.kind === 'ztunnel' ||
    (point.kind === 'gateway' && point.gateway === null)
  ) {
    if (policy.targets.length > 0) return 'it is bound by targetRefs, which do not reach this proxy';
    return notSelected(policy, point.labels);
  }
  if (policy.targets.length === 0) {
    if (point.kind === 'waypoint') return 'a waypoint takes only policies with targetRefs';
    return notSelected(policy, point.labels);
  }
  const reaches = policy.targets.some((target) => targetReaches(target, policy, point, rootNamespace));
  return reaches ? null : 'its targetRefs name something else';
}

/** A Gateway of Istio's own API is named from its own namespace; labels never stand in for the name. */
function namesIstioGateway(
  { group, kind, name, namespace }: TargetReference,
  policy: BoundPolicy,
  point: Extract<EnforcementPoint, { kind: 'gateway' }>,
): boolean {
  if (group !== 'networking.istio.io' || kind !== 'Gateway') return false;
  if (namespace !== null && namespace !== '' && namespace !== policy.namespace) return false;
  return point.istioGateways.some(
    (gateway) => gateway.name === name && gateway.namespace === policy.namespace,
  );
}

function notSelected(policy: BoundPolicy, labels: Labels): string | null {
  if (policy.selector === null || labelsInclude(labels, policy.selector)) return null;
  const wanted = Object.entries(policy.selector).map(([name, value]) => `${name}=${value}`);
  return `it selects pods with ${wanted.join(', ')}`;
}

function targetReaches(
  target: TargetReference,
  policy: BoundPolicy,
  point: Extract<EnforcementPoint, { kind: 'gateway' | 'waypoint' }>,
  rootNamespace: string,
): boolean {
  const { group, kind, name } = target;
  if (point.kind === 'waypoint') {
    const { service } = point;
    const isService =
      (group === '' && kind === 'Service') || (group === 'networking.istio.io' && kind === 'ServiceEntry');
    if (isService && service !== null && service.kind === kind) {
      if (service.name === name && service.namespace === policy.namespace) return true;
    }
    const isClass = group === 'gateway.networking.k8s.io' && kind === 'GatewayClass';
    if (isClass && name === WAYPOINT_CLASS && policy.namespace === rootNamespace) return true;
  }
  if (policy.namespace !== point.namespace) return false;
  if (target.namespace !== null && target.namespace !== '' && target.namespace !== point.namespace)
    return false;
  return group === 'gateway.networking.k8s.io' && kind === 'Gateway' && name === point.gateway;
}
