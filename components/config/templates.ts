/** Where a new object starts: a small text that is right as it stands, with the fields most people change. */
import { MESH_KIND_NAMES } from '@/lib/config/kind-names';
import type { ObjectId } from '@/lib/config/store';

const SPECS: Readonly<Record<string, (name: string) => string>> = {
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
  'networking.istio.io/Gateway': () => `spec:
  selector:
    istio: ingressgateway
  servers:
  - port:
      number: 80
      name: http
      protocol: HTTP
    hosts: ["*"]
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
  'security.istio.io/PeerAuthentication': () => `spec:
  mtls:
    mode: STRICT
`,
  'security.istio.io/AuthorizationPolicy': (name) => `spec:
  selector:
    matchLabels:
      app: ${name}
  action: ALLOW
  rules:
  - from:
    - source:
        namespaces: [default]
`,
};

/** The text that a new object of this kind begins with. */
export function templateOf(id: ObjectId): string {
  const kind = MESH_KIND_NAMES.find((known) => known.group === id.group && known.kind === id.kind);
  const namespace = id.namespace === null ? '' : `  namespace: ${id.namespace}\n`;
  const spec = SPECS[`${id.group}/${id.kind}`]?.(id.name) ?? 'spec: {}\n';
  const version = kind?.versions[0] ?? 'v1';
  return `apiVersion: ${id.group}/${version}\nkind: ${id.kind}\nmetadata:\n  name: ${id.name}\n${namespace}${spec}`;
}
