import { type CheckCase, service } from '@/lib/config/analysis/checks/check-case';

const namespace = (labels = '', name = 'shop') => `
apiVersion: v1
kind: Namespace
metadata: {name: ${name}, labels: {${labels}}}
---`;
const ports = (list: string, name = 'a', more = '', where = 'shop') => `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${where}}
spec: {selector: {app: a}, ports: ${list}${more}}
---`;
const deployment = (spec: string, labels = 'app: a', annotations = '', name = 'a') => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec: {template: {metadata: {labels: {${labels}}, annotations: {${annotations}}}, spec: {${spec}}}}
---`;
const pod = (spec: string, labels = 'app: a') => `
apiVersion: v1
kind: Pod
metadata: {name: a-1, namespace: shop, labels: {${labels}}}
spec: {${spec}}
status: {phase: Running}
---`;
const waypoint = (className = 'istio-waypoint') => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: w, namespace: shop}
spec: {gatewayClassName: ${className}}
---`;
const policy = (name: string, spec: string) => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: ${name}, namespace: shop}
spec: ${spec}
---`;
const AMBIENT = 'istio.io/dataplane-mode: ambient';

export const WORKLOAD_CASES: readonly CheckCase[] = [
  {
    code: 'PER0601',
    fact: 'finds names without a protocol and no name',
    yaml: ports('[{port: 80, name: web}, {port: 81, name: httpx}]') + ports('[{port: 82}]', 'b'),
    finds: ['Service/a spec.ports[0].name', 'Service/a spec.ports[1].name', 'Service/b spec.ports[0]'],
  },
  {
    code: 'PER0601',
    fact: 'takes protocols, appProtocol, UDP and the control plane',
    yaml:
      ports(
        '[{port: 80, name: http}, {port: 81, name: grpc-web-x}, {port: 82, name: web, appProtocol: http}, {port: 53, name: dns, protocol: UDP}, {port: 83, name: tcp-x}]',
      ) + ports('[{port: 1, name: status-port}]', 'istiod', '', 'istio-system'),
    finds: [],
  },
  {
    code: 'PER0602',
    fact: 'finds an unknown one and writes the near one',
    yaml: `apiVersion: v1
kind: Service
metadata: {name: a, namespace: shop}
spec:
  ports:
    - port: 80
      appProtocol: htttp`,
    finds: ['Service/a spec.ports[0].appProtocol'],
    fixed: `apiVersion: v1
kind: Service
metadata: {name: a, namespace: shop}
spec:
  ports:
    - port: 80
      appProtocol: http`,
  },
  {
    code: 'PER0602',
    fact: 'takes known ones and those with a domain',
    yaml: ports(
      '[{port: 80, appProtocol: HTTP}, {port: 81, appProtocol: kubernetes.io/h2c}, {port: 82, appProtocol: example.com/x}]',
    ),
    finds: [],
  },
  {
    code: 'PER0603',
    fact: 'finds a number and a name that no container has',
    yaml:
      ports('[{port: 80, targetPort: 8081}, {port: 81, targetPort: admin}]') +
      deployment('containers: [{name: a, ports: [{containerPort: 8080, name: http}]}]'),
    finds: ['Service/a spec.ports[0].targetPort', 'Service/a spec.ports[1].targetPort'],
  },
  {
    code: 'PER0603',
    fact: 'takes declared ones, containers that declare nothing, and services without workloads',
    yaml:
      ports('[{port: 80, targetPort: http}, {port: 8080}]') +
      deployment('containers: [{name: a, ports: [{containerPort: 8080, name: http}]}]') +
      service('b'),
    finds: [],
  },
  {
    code: 'PER0603',
    fact: 'takes a gateway, which listens on what Gateways say',
    yaml:
      ports('[{port: 80}, {port: 443, targetPort: 8443}]') +
      deployment('containers: [{name: istio-proxy, image: auto, ports: [{containerPort: 15090}]}]'),
    finds: [],
  },
  {
    code: 'PER0604',
    fact: 'finds two protocols of one port, and two ports of one target',
    yaml:
      ports('[{port: 80, name: http, targetPort: 1}, {port: 81, name: http-b, targetPort: 9}]') +
      ports('[{port: 80, name: tcp, targetPort: 2}, {port: 82, name: http-b, targetPort: 9}]', 'b') +
      deployment(''),
    finds: ['Deployment/a metadata.name', 'Deployment/a metadata.name'],
  },
  {
    code: 'PER0604',
    fact: 'takes services that agree',
    yaml: ports('[{port: 80, name: http}]') + ports('[{port: 80, name: http-x}]', 'b') + deployment(''),
    finds: [],
  },
  {
    code: 'PER0605',
    fact: 'finds it on the pod and on a container',
    yaml: deployment(
      'securityContext: {runAsUser: 1337}, containers: [{name: a, securityContext: {runAsUser: 1337}}]',
    ),
    finds: [
      'Deployment/a spec.template.spec.containers[0].securityContext.runAsUser',
      'Deployment/a spec.template.spec.securityContext.runAsUser',
    ],
  },
  {
    code: 'PER0605',
    fact: 'takes it on the proxy, and other users elsewhere',
    yaml: deployment(
      'containers: [{name: a, securityContext: {runAsUser: 1338}}, {name: istio-proxy, securityContext: {runAsUser: 1337}}]',
    ),
    finds: [],
  },
  {
    code: 'PER0606',
    fact: 'finds auto that nobody fills in',
    yaml: namespace() + deployment('containers: [{name: istio-proxy, image: auto}]'),
    finds: ['Deployment/a spec.template.spec.containers[0].image'],
  },
  {
    code: 'PER0606',
    fact: 'takes injection by label of the template, and other images',
    yaml:
      namespace() +
      deployment('containers: [{name: istio-proxy, image: auto}]', 'sidecar.istio.io/inject: "true"') +
      deployment('containers: [{name: istio-proxy, image: proxyv2}]', 'app: b', '', 'b'),
    finds: [],
  },
  {
    code: 'PER0607',
    fact: 'finds a port without protocol and one of tcp',
    yaml: ports(
      '[{port: 80, name: web}, {port: 81, name: tcp-x}]',
      'a',
      ', type: ExternalName, externalName: a.test',
    ),
    finds: ['Service/a spec.ports[0]', 'Service/a spec.ports[1]'],
  },
  {
    code: 'PER0607',
    fact: 'takes protocols, and services of other types',
    yaml:
      ports('[{port: 443, name: https-x}]', 'a', ', type: ExternalName, externalName: a.test') +
      ports('[{port: 80, name: tcp}]', 'b'),
    finds: [],
  },
  {
    code: 'PER0608',
    fact: 'finds a namespace that says nothing',
    yaml: namespace() + service('a'),
    finds: ['Namespace/shop metadata'],
  },
  {
    code: 'PER0608',
    fact: 'takes every label, and system namespaces',
    yaml:
      namespace('istio-injection: disabled') +
      namespace('istio.io/rev: canary', 'b') +
      namespace(AMBIENT, 'c') +
      namespace('', 'istio-system') +
      service('a') +
      service('b', 'b') +
      service('c', 'c'),
    finds: [],
  },
  {
    code: 'PER0609',
    fact: 'finds both labels',
    yaml: namespace('istio-injection: enabled, istio.io/rev: canary'),
    finds: ['Namespace/shop metadata.labels.istio-injection'],
  },
  { code: 'PER0609', fact: 'takes one', yaml: namespace('istio.io/rev: canary'), finds: [] },
  {
    code: 'PER0610',
    fact: 'finds a pod without a proxy',
    yaml: namespace('istio-injection: enabled') + pod('containers: [{name: a}]'),
    finds: ['Pod/a-1 metadata.name'],
  },
  {
    code: 'PER0610',
    fact: 'takes a native sidecar, an opt-out and namespaces without injection',
    yaml:
      namespace('istio-injection: enabled') +
      pod('containers: [{name: a}], initContainers: [{name: istio-proxy, restartPolicy: Always}]') +
      pod('containers: [{name: a}]', 'sidecar.istio.io/inject: "false"').replace('a-1', 'a-2') +
      pod('containers: [{name: a}], hostNetwork: true').replace('a-1', 'a-3') +
      pod('containers: [{name: a}]').replace('namespace: shop', 'namespace: bank'),
    finds: [],
  },
  {
    code: 'PER0611',
    fact: 'finds an older proxy',
    yaml: pod('containers: [{name: istio-proxy, image: "proxyv2:1.30"}]'),
    finds: ['Pod/a-1 spec.containers[0].image'],
    settings: { proxyImage: 'proxyv2:1.31' },
  },
  {
    code: 'PER0611',
    fact: 'takes the same, and says nothing where it is not known',
    yaml: pod('containers: [{name: istio-proxy, image: "proxyv2:1.31"}]'),
    finds: [],
    settings: { proxyImage: 'proxyv2:1.31' },
  },
  {
    code: 'PER0612',
    fact: 'finds both labels, and a sidecar in an ambient namespace',
    yaml:
      namespace(AMBIENT) +
      deployment('', `${AMBIENT}, sidecar.istio.io/inject: "true"`) +
      deployment('containers: [{name: istio-proxy}]', 'app: b', '', 'b') +
      deployment('', 'sidecar.istio.io/inject: "true"', 'ambient.istio.io/redirection: enabled', 'c'),
    finds: [
      'Deployment/a spec.template.metadata.labels',
      'Deployment/b spec.template.metadata.labels',
      'Deployment/c spec.template.metadata.labels',
    ],
  },
  {
    code: 'PER0612',
    fact: 'takes one mode, and a sidecar that opts out of ambient mode',
    yaml:
      namespace(AMBIENT) +
      deployment('containers: [{name: a}]') +
      deployment('containers: [{name: istio-proxy}]', 'istio.io/dataplane-mode: none', '', 'b'),
    finds: [],
  },
  {
    code: 'PER0613',
    fact: 'finds a waypoint that does not exist, one that is none, and a workload outside ambient mode',
    yaml:
      namespace(`${AMBIENT}, istio.io/use-waypoint: gone`) +
      waypoint('istio') +
      deployment('', 'istio.io/use-waypoint: w') +
      deployment('', 'istio.io/use-waypoint: w', '', 'b').replace('namespace: shop', 'namespace: bank'),
    finds: [
      'Deployment/a spec.template.metadata.labels.istio.io/use-waypoint',
      'Deployment/b spec.template.metadata.labels.istio.io/use-waypoint',
      'Namespace/shop metadata.labels.istio.io/use-waypoint',
    ],
  },
  {
    code: 'PER0613',
    fact: 'takes a waypoint, none, and a namespace that is not yet in ambient mode',
    yaml:
      namespace(`${AMBIENT}, istio.io/use-waypoint: w`) +
      waypoint() +
      deployment('', 'istio.io/use-waypoint: none') +
      namespace('istio.io/use-waypoint: w', 'bank'),
    finds: [],
  },
  {
    code: 'PER0613',
    fact: 'finds a waypoint of another namespace that does not let this one in',
    yaml:
      namespace(`${AMBIENT}, istio.io/use-waypoint: w, istio.io/use-waypoint-namespace: shop`, 'bank') +
      waypoint(),
    finds: ['Namespace/bank metadata.labels.istio.io/use-waypoint'],
  },
  {
    code: 'PER0613',
    fact: 'takes a waypoint of another namespace that lets this one in',
    yaml:
      namespace(`${AMBIENT}, istio.io/use-waypoint: w, istio.io/use-waypoint-namespace: shop`, 'bank') +
      waypoint(
        'istio-waypoint, listeners: [{name: mesh, port: 15008, protocol: HBONE, allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {kubernetes.io/metadata.name: bank}}}}}]',
      ),
    finds: [],
  },
  {
    code: 'PER0614',
    fact: 'finds a workload beside the ruled ones',
    yaml: service('a') + service('b') + policy('p', '{selector: {matchLabels: {app: a}}}'),
    finds: ['Deployment/b-v1 metadata.name'],
  },
  {
    code: 'PER0614',
    fact: 'takes a policy for the namespace, and namespaces without any',
    yaml:
      service('a') +
      service('c', 'bank') +
      policy('p', '{selector: {matchLabels: {app: a}}}') +
      policy('q', '{}'),
    finds: [],
  },
];
