/** A gateway's proxy as a place where policies are enforced. */
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type { MeshWorkload } from '@/lib/config/simulation/read/workload';
import { labelsInclude } from '@/lib/config/simulation/source-filter';
import type { EnforcementPoint } from './attachment';

const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

/** With the Gateway objects of both APIs that the proxy serves. */
export function gatewayPoint(
  view: MeshView,
  { namespace, labels }: Pick<MeshWorkload, 'namespace' | 'labels'>,
): EnforcementPoint {
  return {
    kind: 'gateway',
    namespace,
    labels,
    gateway: labels[GATEWAY_NAME] ?? null,
    istioGateways: view.gateways
      .filter(({ selector }) => labelsInclude(labels, selector))
      .map((gateway) => ({ namespace: gateway.namespace, name: gateway.name })),
  };
}
