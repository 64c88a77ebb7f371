/**
 * Istio's annotations: where each belongs, whether it is alpha or old, and how its value is read.
 * Source: istio/api annotation/annotations.yaml.
 */
export interface AnnotationFacts {
  readonly on: readonly (
    | 'Pod'
    | 'Service'
    | 'Namespace'
    | 'Ingress'
    | 'Any'
    | 'ServiceEntry'
    | 'Gateway'
    | 'AuthorizationPolicy'
    | 'WorkloadEntry'
  )[];
  readonly stage?: 'alpha' | 'deprecated';
  readonly value?:
    | 'bool'
    | 'duration'
    | 'number'
    | 'port'
    | 'ports'
    | 'cidrs'
    | 'interception'
    | 'proxy-config';
}

const pod = (value?: AnnotationFacts['value'], stage?: AnnotationFacts['stage']): AnnotationFacts => ({
  on: ['Pod'],
  ...(value === undefined ? {} : { value }),
  ...(stage === undefined ? {} : { stage }),
});

export const ISTIO_ANNOTATIONS: Readonly<Record<string, AnnotationFacts>> = {
  'ambient.istio.io/bypass-inbound-capture': pod('bool', 'alpha'),
  'ambient.istio.io/redirection': pod(),
  'ambient.istio.io/waypoint-inbound-binding': { on: ['Gateway'], stage: 'alpha' },
  'galley.istio.io/analyze-suppress': { on: ['Any'] },
  'inject.istio.io/templates': pod(),
  'install.operator.istio.io/chart-owner': { on: ['Any'], stage: 'alpha' },
  'install.operator.istio.io/owner-generation': { on: ['Any'], stage: 'alpha' },
  'install.operator.istio.io/version': { on: ['Any'], stage: 'alpha' },
  'internal.istio.io/parents': { on: ['Any'] },
  'internal.istio.io/semantics': { on: ['Any'] },
  'istio.io/autoRegistrationGroup': { on: ['WorkloadEntry'] },
  'istio.io/dry-run': { on: ['AuthorizationPolicy'], value: 'bool' },
  'istio.io/rev': { on: ['Any'] },
  'istio.io/workloadController': { on: ['WorkloadEntry'] },
  'istio.io/connectedAt': { on: ['WorkloadEntry'] },
  'istio.io/disconnectedAt': { on: ['WorkloadEntry'] },
  'istio.io/reroute-virtual-interfaces': pod(),
  'kubernetes.io/ingress.class': { on: ['Ingress'], stage: 'deprecated' },
  'networking.istio.io/address-type': { on: ['Gateway'] },
  'networking.istio.io/exportTo': { on: ['Service'] },
  'networking.istio.io/reuse-port-address': { on: ['Gateway'] },
  'networking.istio.io/service-type': { on: ['Gateway'] },
  'networking.istio.io/traffic-distribution': { on: ['Service', 'ServiceEntry', 'Namespace'] },
  'prometheus.istio.io/merge-metrics': pod('bool'),
  'proxy.istio.io/config': pod('proxy-config'),
  'proxy.istio.io/overrides': pod(undefined, 'alpha'),
  'readiness.status.sidecar.istio.io/applicationPorts': pod('ports', 'alpha'),
  'readiness.status.sidecar.istio.io/failureThreshold': pod('number', 'alpha'),
  'readiness.status.sidecar.istio.io/initialDelaySeconds': pod('number', 'alpha'),
  'readiness.status.sidecar.istio.io/periodSeconds': pod('number', 'alpha'),
  'security.istio.io/autoMTLS': { on: ['Any'], stage: 'alpha' },
  'sidecar.istio.io/agentLogLevel': pod(),
  'sidecar.istio.io/bootstrapOverride': pod(undefined, 'alpha'),
  'sidecar.istio.io/componentLogLevel': pod(),
  'sidecar.istio.io/controlPlaneAuthPolicy': pod(undefined, 'deprecated'),
  'sidecar.istio.io/discoveryAddress': pod(undefined, 'deprecated'),
  'sidecar.istio.io/enableCoreDump': pod('bool', 'deprecated'),
  'sidecar.istio.io/extraStatTags': pod(),
  'sidecar.istio.io/inject': { on: ['Pod'], stage: 'deprecated', value: 'bool' },
  'sidecar.istio.io/interceptionMode': pod('interception'),
  'sidecar.istio.io/logLevel': pod(),
  'sidecar.istio.io/nativeSidecar': pod('bool'),
  'sidecar.istio.io/proxyCPU': pod(),
  'sidecar.istio.io/proxyCPULimit': pod(),
  'sidecar.istio.io/proxyImage': pod(),
  'sidecar.istio.io/proxyImageType': pod(),
  'sidecar.istio.io/proxyMemory': pod(),
  'sidecar.istio.io/proxyMemoryLimit': pod(),
  'sidecar.istio.io/rewriteAppHTTPProbers': pod('bool'),
  'sidecar.istio.io/statsCompression': pod('bool'),
  'sidecar.istio.io/statsEvictionInterval': pod('duration'),
  'sidecar.istio.io/statsHistogramBuckets': pod(),
  'sidecar.istio.io/statsInclusionPrefixes': pod(undefined, 'deprecated'),
  'sidecar.istio.io/statsInclusionRegexps': pod(undefined, 'deprecated'),
  'sidecar.istio.io/statsInclusionSuffixes': pod(undefined, 'deprecated'),
  'sidecar.istio.io/status': pod(),
  'sidecar.istio.io/userVolume': pod(),
  'sidecar.istio.io/userVolumeMount': pod(),
  'status.sidecar.istio.io/port': pod('port'),
  'topology.istio.io/controlPlaneClusters': { on: ['Namespace'] },
  'traffic.istio.io/nodeSelector': { on: ['Service'] },
  'traffic.sidecar.istio.io/excludeInboundPorts': pod('ports'),
  'traffic.sidecar.istio.io/excludeInterfaces': pod(undefined, 'alpha'),
  'traffic.sidecar.istio.io/excludeOutboundIPRanges': pod('cidrs'),
  'traffic.sidecar.istio.io/excludeOutboundPorts': pod('ports'),
  'traffic.sidecar.istio.io/includeInboundPorts': pod('ports'),
  'traffic.sidecar.istio.io/includeOutboundIPRanges': pod('cidrs'),
  'traffic.sidecar.istio.io/includeOutboundPorts': pod('ports'),
  'traffic.sidecar.istio.io/kubevirtInterfaces': pod(undefined, 'deprecated'),
};

/** Written by Istio's own tools or by Gateway implementations; nobody mistypes them. */
export const UNLISTED_PREFIXES = [
  'gateway.istio.io/',
  'meshctl.istio.io/',
  'operator.istio.io/',
  'helm.istio.io/',
];
