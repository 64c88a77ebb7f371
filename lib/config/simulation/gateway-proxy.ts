/**
 * Which proxies serve a Gateway of the Gateway API: those that Istio deploys for it, or those behind the Service that
 * `spec.addresses` names. https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#manual-deployment
 */
import { resolveConfigHost } from './host-names';
import type { MeshView } from './mesh-view';
import type { KubernetesGateway } from './read/gateway';
import { labelsInclude } from './source-filter';

/** Label that Istio puts on the proxy it deploys for a Gateway. */
const GATEWAY_NAME_LABEL = 'gateway.networking.k8s.io/gateway-name';

export interface GatewayProxy {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Name of its workload; null = not known. */
  readonly name: string | null;
}

export function servesGateway(view: MeshView, gateway: KubernetesGateway, proxy: GatewayProxy): boolean {
  const { namespace, name, className, serviceHosts } = gateway;
  if (serviceHosts.length > 0) return serviceHosts.some((host) => isBehind(view, gateway, host, proxy));
  return (
    namespace === proxy.namespace &&
    (proxy.labels[GATEWAY_NAME_LABEL] === name ||
      proxy.name === name ||
      proxy.name === `${name}-${className}`)
  );
}

function isBehind(
  view: MeshView,
  { namespace }: KubernetesGateway,
  written: string,
  proxy: GatewayProxy,
): boolean {
  const host = resolveConfigHost(written, namespace, view.settings.clusterDomain);
  const services = view.servicesByHost.get(host) ?? [];
  return services.some(
    (service) =>
      service.namespace === proxy.namespace &&
      service.endpoints.kind === 'selector' &&
      labelsInclude(proxy.labels, service.endpoints.labels),
  );
}
