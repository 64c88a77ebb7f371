/** Where a new object starts: a small text that is right as it stands, with the fields most people change. */
import { MESH_KIND_NAMES } from '@/lib/config/kind-names';
import type { ObjectId } from '@/lib/config/store';

const SPECS: Readonly<Record<string, (name: string, namespace: string) => string>> = {
  'networking.istio.io/VirtualService': (name) => `spec:
  hosts: [${name}]
  http:
  - route:
    - destination:
        host: ${name}
`,
  'networking.istio.io/DestinationRule': (name) => `spec:
  host: ${name}
  subsets:
  - name: v1
    labels:
      version: v1
`,
  'networking.istio.io/Gateway': (name) => `spec:
  selector:
    istio: ingressgateway
  servers:
  - port:
      number: 80
      name: http
      protocol: HTTP
    hosts: [${name}.example.com]
`,
  'networking.istio.io/ServiceEntry': (name) => `spec:
  hosts: [${name}.example.com]
  location: MESH_EXTERNAL
  resolution: DNS
  ports:
  - number: 443
    name: tls
    protocol: TLS
`,
  'networking.istio.io/Sidecar': () => `spec:
  egress:
  - hosts:
    - ./*
    - istio-system/*
`,
  'networking.istio.io/WorkloadEntry': (name) => `spec:
  address: 10.0.0.10
  labels:
    app: ${name}
  serviceAccount: ${name}
`,
  'networking.istio.io/WorkloadGroup': (name) => `spec:
  metadata:
    labels:
      app: ${name}
  template:
    serviceAccount: ${name}
`,
  'networking.istio.io/EnvoyFilter': (name) => `spec:
  workloadSelector:
    labels:
      app: ${name}
  configPatches:
  - applyTo: HTTP_FILTER
    match:
      context: SIDECAR_INBOUND
      listener:
        filterChain:
          filter:
            name: envoy.filters.network.http_connection_manager
            subFilter:
              name: envoy.filters.http.router
    patch:
      operation: INSERT_BEFORE
      value:
        name: envoy.filters.http.lua
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua
          defaultSourceCode:
            inlineString: |
              function envoy_on_request(handle)
              end
`,
  'networking.istio.io/ProxyConfig': (name) => `spec:
  selector:
    matchLabels:
      app: ${name}
  concurrency: 2
`,
  'security.istio.io/PeerAuthentication': () => `spec:
  mtls:
    mode: STRICT
`,
  'security.istio.io/RequestAuthentication': (name) => `spec:
  selector:
    matchLabels:
      app: ${name}
  jwtRules:
  - issuer: https://accounts.example.com
    jwksUri: https://accounts.example.com/.well-known/jwks.json
`,
  'security.istio.io/AuthorizationPolicy': (name, namespace) => `spec:
  selector:
    matchLabels:
      app: ${name}
  action: ALLOW
  rules:
  - from:
    - source:
        namespaces: [${namespace}]
`,
  'telemetry.istio.io/Telemetry': () => `spec:
  accessLogging:
  - providers:
    - name: envoy
`,
  'extensions.istio.io/WasmPlugin': (name) => `spec:
  selector:
    matchLabels:
      app: ${name}
  url: oci://registry.example.com/${name}:1.0
`,
  'extensions.istio.io/TrafficExtension': (name) => `spec:
  selector:
    matchLabels:
      app: ${name}
  lua:
    inlineCode: |
      function envoy_on_request(handle)
      end
`,
  'gateway.networking.k8s.io/GatewayClass': () => `spec:
  controllerName: istio.io/gateway-controller
`,
  'gateway.networking.k8s.io/Gateway': () => `spec:
  gatewayClassName: istio
  listeners:
  - name: http
    port: 80
    protocol: HTTP
`,
  'gateway.networking.k8s.io/HTTPRoute': (name) => `spec:
  parentRefs:
  - name: gateway
  rules:
  - backendRefs:
    - name: ${name}
      port: 80
`,
  'gateway.networking.k8s.io/GRPCRoute': (name) => `spec:
  parentRefs:
  - name: gateway
  rules:
  - backendRefs:
    - name: ${name}
      port: 80
`,
  'gateway.networking.k8s.io/TCPRoute': (name) => `spec:
  parentRefs:
  - name: gateway
    sectionName: tcp
  rules:
  - backendRefs:
    - name: ${name}
      port: 9000
`,
  'gateway.networking.k8s.io/TLSRoute': (name) => `spec:
  parentRefs:
  - name: gateway
    sectionName: tls
  hostnames: [${name}.example.com]
  rules:
  - backendRefs:
    - name: ${name}
      port: 443
`,
  'gateway.networking.k8s.io/UDPRoute': (name) => `spec:
  parentRefs:
  - name: gateway
    sectionName: udp
  rules:
  - backendRefs:
    - name: ${name}
      port: 53
`,
  'gateway.networking.k8s.io/ReferenceGrant': () => `spec:
  from:
  - group: gateway.networking.k8s.io
    kind: HTTPRoute
    namespace: default
  to:
  - group: ""
    kind: Service
`,
  'gateway.networking.k8s.io/BackendTLSPolicy': (name) => `spec:
  targetRefs:
  - group: ""
    kind: Service
    name: ${name}
  validation:
    hostname: ${name}.example.com
    wellKnownCACertificates: System
`,
  'gateway.networking.k8s.io/ListenerSet': (name) => `spec:
  parentRef:
    name: gateway
  listeners:
  - name: ${name}
    port: 80
    protocol: HTTP
    hostname: ${name}.example.com
`,
};

/** True when the kind has a text of its own to start from. */
export function hasTemplate(group: string, kind: string): boolean {
  return `${group}/${kind}` in SPECS;
}

/** The text that a new object of this kind begins with. */
export function templateOf(id: ObjectId): string {
  const kind = MESH_KIND_NAMES.find((known) => known.group === id.group && known.kind === id.kind);
  const namespace = id.namespace === null ? '' : `  namespace: ${id.namespace}\n`;
  const spec = SPECS[`${id.group}/${id.kind}`]?.(id.name, id.namespace ?? 'default') ?? 'spec: {}\n';
  const version = kind?.versions[0] ?? 'v1';
  return `apiVersion: ${id.group}/${version}\nkind: ${id.kind}\nmetadata:\n  name: ${id.name}\n${namespace}${spec}`;
}
