/**
 * Which kinds the checks know in full. The list of all mesh kinds is `kind-names.ts`, apart from the models
 * so that it stays light in the browser.
 */
import type { z } from 'zod';
import { backendTlsPolicyModel } from './gateway-api/backend-tls-policy';
import { kubernetesGatewayModel } from './gateway-api/gateway';
import { gatewayClassModel } from './gateway-api/gateway-class';
import { grpcRouteModel } from './gateway-api/grpc-route';
import { httpRouteModel } from './gateway-api/http-route';
import { listenerSetModel } from './gateway-api/listener-set';
import { referenceGrantModel } from './gateway-api/reference-grant';
import { tcpRouteModel } from './gateway-api/tcp-route';
import { tlsRouteModel } from './gateway-api/tls-route';
import { udpRouteModel } from './gateway-api/udp-route';
import { authorizationPolicyModel } from './istio/authorization-policy';
import { destinationRuleModel } from './istio/destination-rule';
import { envoyFilterModel } from './istio/envoy-filter';
import { istioGatewayModel } from './istio/gateway';
import { peerAuthenticationModel } from './istio/peer-authentication';
import { proxyConfigModel } from './istio/proxy-config';
import { requestAuthenticationModel } from './istio/request-authentication';
import { serviceEntryModel } from './istio/service-entry';
import { sidecarModel } from './istio/sidecar';
import { telemetryModel } from './istio/telemetry';
import { trafficExtensionModel } from './istio/traffic-extension';
import { virtualServiceModel } from './istio/virtual-service';
import { wasmPluginModel } from './istio/wasm-plugin';
import { workloadEntryModel } from './istio/workload-entry';
import { workloadGroupModel } from './istio/workload-group';
import { configMapModel } from './kubernetes/config-map';
import { cronJobModel } from './kubernetes/cron-job';
import { daemonSetModel } from './kubernetes/daemon-set';
import { deploymentModel } from './kubernetes/deployment';
import { endpointSliceModel } from './kubernetes/endpoint-slice';
import { endpointsModel } from './kubernetes/endpoints';
import { jobModel } from './kubernetes/job';
import { mutatingWebhookConfigurationModel } from './kubernetes/mutating-webhook-configuration';
import { namespaceModel } from './kubernetes/namespace';
import { podModel } from './kubernetes/pod';
import { replicaSetModel } from './kubernetes/replica-set';
import { secretModel } from './kubernetes/secret';
import { serviceModel } from './kubernetes/service';
import { serviceAccountModel } from './kubernetes/service-account';
import { statefulSetModel } from './kubernetes/stateful-set';

/** The model of a kind; null where only the YAML itself is checked. */
export function modelOf(group: string, kind: string): z.ZodType | null {
  return MODELS.get(`${group}/${kind}`) ?? null;
}

const MODELS: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ['networking.istio.io/VirtualService', virtualServiceModel],
  ['networking.istio.io/DestinationRule', destinationRuleModel],
  ['networking.istio.io/Gateway', istioGatewayModel],
  ['networking.istio.io/ServiceEntry', serviceEntryModel],
  ['networking.istio.io/Sidecar', sidecarModel],
  ['networking.istio.io/WorkloadEntry', workloadEntryModel],
  ['networking.istio.io/WorkloadGroup', workloadGroupModel],
  ['networking.istio.io/EnvoyFilter', envoyFilterModel],
  ['networking.istio.io/ProxyConfig', proxyConfigModel],
  ['security.istio.io/PeerAuthentication', peerAuthenticationModel],
  ['security.istio.io/RequestAuthentication', requestAuthenticationModel],
  ['security.istio.io/AuthorizationPolicy', authorizationPolicyModel],
  ['telemetry.istio.io/Telemetry', telemetryModel],
  ['extensions.istio.io/WasmPlugin', wasmPluginModel],
  ['extensions.istio.io/TrafficExtension', trafficExtensionModel],
  ['gateway.networking.k8s.io/Gateway', kubernetesGatewayModel],
  ['gateway.networking.k8s.io/GatewayClass', gatewayClassModel],
  ['gateway.networking.k8s.io/HTTPRoute', httpRouteModel],
  ['gateway.networking.k8s.io/GRPCRoute', grpcRouteModel],
  ['gateway.networking.k8s.io/TCPRoute', tcpRouteModel],
  ['gateway.networking.k8s.io/TLSRoute', tlsRouteModel],
  ['gateway.networking.k8s.io/UDPRoute', udpRouteModel],
  ['gateway.networking.k8s.io/ReferenceGrant', referenceGrantModel],
  ['gateway.networking.k8s.io/BackendTLSPolicy', backendTlsPolicyModel],
  ['gateway.networking.k8s.io/ListenerSet', listenerSetModel],
  ['/Namespace', namespaceModel],
  ['/Service', serviceModel],
  ['/Endpoints', endpointsModel],
  ['/Pod', podModel],
  ['/ServiceAccount', serviceAccountModel],
  ['/ConfigMap', configMapModel],
  ['/Secret', secretModel],
  ['discovery.k8s.io/EndpointSlice', endpointSliceModel],
  ['apps/Deployment', deploymentModel],
  ['apps/ReplicaSet', replicaSetModel],
  ['apps/StatefulSet', statefulSetModel],
  ['apps/DaemonSet', daemonSetModel],
  ['batch/Job', jobModel],
  ['batch/CronJob', cronJobModel],
  ['admissionregistration.k8s.io/MutatingWebhookConfiguration', mutatingWebhookConfigurationModel],
]);
