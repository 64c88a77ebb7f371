import { type CheckCase, networking, service } from '@/lib/config/analysis/checks/check-case';

const namespace = (name: string) => `
apiVersion: v1
kind: Namespace
metadata: {name: ${name}}
---`;

const policy = (kind: string, name: string, spec: string, where = 'shop') => `
apiVersion: ${kind === 'Telemetry' ? 'telemetry' : 'security'}.istio.io/v1
kind: ${kind}
metadata: {name: ${name}, namespace: ${where}}
spec: ${spec}
---`;

const rule = (exportTo: string) =>
  networking('DestinationRule', 'a', `  host: a\n  exportTo: ${exportTo}`) + namespace('bank');

const pod = (annotation: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  template:
    metadata: {labels: {app: web}, annotations: {${annotation}}}
---`;

export const GENERAL_CASES: readonly CheckCase[] = [
  {
    code: 'PER0101',
    fact: 'finds a namespace that does not exist',
    yaml: rule('[".", bank, bnak]'),
    finds: ['DestinationRule/a spec.exportTo[2]'],
  },
  {
    code: 'PER0101',
    fact: 'takes what exists, and the signs',
    yaml: rule('["*"]') + rule('[".", bank]'),
    finds: [],
  },
  {
    code: 'PER0101',
    fact: 'says nothing where no namespaces are known',
    yaml: networking('DestinationRule', 'a', '  host: a\n  exportTo: [bank]'),
    finds: [],
  },
  {
    code: 'PER0102',
    fact: 'finds both of two without a selector',
    yaml:
      policy('PeerAuthentication', 'a', '{mtls: {mode: STRICT}}') + policy('PeerAuthentication', 'b', '{}'),
    finds: ['PeerAuthentication/a metadata.name', 'PeerAuthentication/b metadata.name'],
  },
  {
    code: 'PER0102',
    fact: 'leaves other namespaces, selectors and targets alone',
    yaml:
      policy('Telemetry', 'a', '{}') +
      policy('Telemetry', 'b', '{}', 'bank') +
      policy('Telemetry', 'c', '{selector: {matchLabels: {app: a}}}') +
      policy('Telemetry', 'd', '{targetRefs: [{kind: Service, name: a}]}'),
    finds: [],
  },
  {
    code: 'PER0103',
    fact: 'finds two that choose one workload',
    yaml:
      service('a') +
      networking('Sidecar', 'x', '  workloadSelector: {labels: {app: a}}\n  egress: [{hosts: ["./*"]}]') +
      networking('Sidecar', 'z', '  workloadSelector: {labels: {version: v1}}\n  egress: [{hosts: ["./*"]}]'),
    finds: ['Sidecar/x spec.workloadSelector.labels', 'Sidecar/z spec.workloadSelector.labels'],
  },
  {
    code: 'PER0103',
    fact: 'leaves selectors that share no pod alone',
    yaml:
      service('a') +
      service('b') +
      networking('Sidecar', 'x', '  workloadSelector: {labels: {app: a}}\n  egress: [{hosts: ["./*"]}]') +
      networking('Sidecar', 'z', '  workloadSelector: {labels: {app: b}}\n  egress: [{hosts: ["./*"]}]'),
    finds: [],
  },
  {
    code: 'PER0104',
    fact: 'finds a policy for all of a namespace without workloads',
    yaml: `${service('a')}
apiVersion: v1
kind: Namespace
metadata: {name: empty}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: p, namespace: empty}
spec: {}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: p, namespace: not-listed}
spec: {}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: p, namespace: shop}
spec: {}
---`,
    finds: ['AuthorizationPolicy/p metadata.namespace'],
  },
  {
    code: 'PER0104',
    fact: 'finds a selector without a workload in its namespace',
    yaml:
      service('a', 'bank') +
      service('b') +
      policy('AuthorizationPolicy', 'p', '{selector: {matchLabels: {app: a}}}'),
    finds: ['AuthorizationPolicy/p spec.selector.matchLabels'],
  },
  {
    code: 'PER0104',
    fact: 'takes a match, and in the root namespace one anywhere',
    yaml:
      service('a') +
      policy('AuthorizationPolicy', 'p', '{selector: {matchLabels: {app: a, version: v1}}}') +
      policy('AuthorizationPolicy', 'r', '{selector: {matchLabels: {app: a}}}', 'istio-system') +
      policy(
        'AuthorizationPolicy',
        'g',
        '{selector: {matchLabels: {istio: ingressgateway}}}',
        'istio-system',
      ),
    finds: [],
  },
  {
    code: 'PER0104',
    fact: 'says nothing where no workloads are known',
    yaml: policy('AuthorizationPolicy', 'p', '{selector: {matchLabels: {app: a}}}'),
    finds: [],
  },
  {
    code: 'PER0105',
    fact: 'finds what was not accepted',
    yaml: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: a, namespace: shop}
spec: {}
status:
  parents:
    - conditions:
        - {type: Accepted, status: "True", reason: Accepted}
        - {type: ResolvedRefs, status: "False", reason: BackendNotFound, message: backend(x) not found.}`,
    finds: ['HTTPRoute/a status.parents[0].conditions[1]'],
  },
  {
    code: 'PER0105',
    fact: 'takes good conditions, and Conflicted that does not hold',
    yaml: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: a, namespace: shop}
spec: {}
status:
  conditions: [{type: Programmed, status: "True"}, {type: Accepted, status: Unknown}]
  listeners: [{name: http, conditions: [{type: Conflicted, status: "False"}]}]`,
    finds: [],
  },
  {
    code: 'PER0106',
    fact: 'finds a mistyped annotation',
    yaml: pod('sidecar.istio.io/proxyCPUs: 1'),
    finds: ['Deployment/web spec.template.metadata.annotations.sidecar.istio.io/proxyCPUs'],
  },
  {
    code: 'PER0106',
    fact: "takes Istio's own and everybody else's",
    yaml: pod('sidecar.istio.io/proxyCPU: 100m, example.com/anything: x, notistio.io/x: y'),
    finds: [],
  },
  {
    code: 'PER0107',
    fact: 'finds an annotation of pods on a Service',
    yaml: `
apiVersion: v1
kind: Service
metadata: {name: a, namespace: shop, annotations: {sidecar.istio.io/inject: "false"}}
spec: {ports: [{port: 80, name: http}]}`,
    finds: ['Service/a metadata.annotations.sidecar.istio.io/inject'],
  },
  {
    code: 'PER0107',
    fact: 'takes it in the template of a workload',
    yaml: pod('sidecar.istio.io/inject: "false"'),
    finds: [],
  },
  {
    code: 'PER0108',
    fact: 'finds a boolean and a list of ports that are none',
    yaml: pod(
      'prometheus.istio.io/merge-metrics: maybe, traffic.sidecar.istio.io/includeInboundPorts: "80,http"',
    ),
    finds: [
      'Deployment/web spec.template.metadata.annotations.prometheus.istio.io/merge-metrics',
      'Deployment/web spec.template.metadata.annotations.traffic.sidecar.istio.io/includeInboundPorts',
    ],
  },
  {
    code: 'PER0108',
    fact: 'takes good values, also empty lists and *',
    yaml: pod(
      'prometheus.istio.io/merge-metrics: "true", traffic.sidecar.istio.io/includeInboundPorts: "*", traffic.sidecar.istio.io/excludeInboundPorts: "", traffic.sidecar.istio.io/excludeOutboundIPRanges: "10.0.0.0/8, fd00::/8"',
    ),
    finds: [],
  },
  {
    code: 'PER0109',
    fact: 'finds old and alpha ones',
    yaml: pod('sidecar.istio.io/inject: "true", sidecar.istio.io/bootstrapOverride: x'),
    finds: [
      'Deployment/web spec.template.metadata.annotations.sidecar.istio.io/bootstrapOverride',
      'Deployment/web spec.template.metadata.annotations.sidecar.istio.io/inject',
    ],
  },
  { code: 'PER0109', fact: 'takes stable ones', yaml: pod('sidecar.istio.io/logLevel: debug'), finds: [] },
];
