import { type CheckCase, service } from '@/lib/config/analysis/checks/check-case';

const crd = (version: string, group = 'gateway.networking.k8s.io') => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: x.${group}, annotations: {gateway.networking.k8s.io/bundle-version: ${version}}}
spec: {group: ${group}}
---`;
const definition = (
  plural: string,
  kind: string,
  versions: string,
  bundle = 'v1.5.0',
  group = 'gateway.networking.k8s.io',
) => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: ${plural}.${group}, annotations: {gateway.networking.k8s.io/bundle-version: ${bundle}}}
spec: {group: ${group}, names: {kind: ${kind}}, versions: [${versions}]}
---`;
const webhook = (client: string, name = 'rev.namespace.sidecar-injector.istio.io') => `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: {name: injector}
webhooks: [{name: ${name}, clientConfig: ${client}}]
---`;

const istiod = (env: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: istiod, namespace: istio-system, labels: {app: istiod}}
spec: {template: {spec: {containers: [{name: discovery, env: [${env}]}]}}}
---`;
const tokens = `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: jwt, namespace: shop}
spec: {jwtRules: [{issuer: a}]}
---`;

const injector = (name: string, selectors: string) => `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: {name: ${name}}
webhooks: [{name: ${name}.istio.io, clientConfig: {url: "https://a.test"}, ${selectors}}]
---`;

export const CONTROL_PLANE_CASES: readonly CheckCase[] = [
  {
    code: 'PER1201',
    fact: 'finds an old release',
    yaml: crd('v0.8.1'),
    finds: [
      'CustomResourceDefinition/x.gateway.networking.k8s.io metadata.annotations.gateway.networking.k8s.io/bundle-version',
    ],
  },
  {
    code: 'PER1201',
    fact: 'takes a new one, and other definitions',
    yaml: crd('v1.4.0') + crd('v0.1.0', 'x.test'),
    finds: [],
  },
  {
    code: 'PER1201',
    fact: 'finds a kind whose definition is older than Istio reads it',
    yaml:
      definition('tlsroutes', 'TLSRoute', '{name: v1, served: true}', 'v1.4.1') +
      definition('backendtlspolicies', 'BackendTLSPolicy', '{name: v1, served: true}', 'v1.3.0') +
      definition('grpcroutes', 'GRPCRoute', '{name: v1, served: true}', 'v1.0.0'),
    finds: [
      'CustomResourceDefinition/tlsroutes.gateway.networking.k8s.io metadata.annotations.gateway.networking.k8s.io/bundle-version',
      'CustomResourceDefinition/backendtlspolicies.gateway.networking.k8s.io metadata.annotations.gateway.networking.k8s.io/bundle-version',
      'CustomResourceDefinition/grpcroutes.gateway.networking.k8s.io metadata.annotations.gateway.networking.k8s.io/bundle-version',
    ],
  },
  {
    code: 'PER1201',
    fact: 'takes candidates of the releases from which Istio reads them',
    yaml:
      definition('tlsroutes', 'TLSRoute', '{name: v1, served: true}', 'v1.5.0-rc.1') +
      definition('backendtlspolicies', 'BackendTLSPolicy', '{name: v1, served: true}', 'v1.4.0'),
    finds: [],
  },
  {
    code: 'PER1201',
    fact: 'finds a kind that is not served at v1',
    yaml:
      definition('gateways', 'Gateway', '{name: v1beta1, served: true}, {name: v1, served: false}') +
      definition('httproutes', 'HTTPRoute', '{name: v1, served: true}, {name: v1beta1, served: true}'),
    finds: ['CustomResourceDefinition/gateways.gateway.networking.k8s.io spec.versions'],
  },
  {
    code: 'PER1206',
    fact: 'finds a definition of a kind that is gone',
    yaml: definition(
      'servicerolebindings',
      'ServiceRoleBinding',
      '{name: v1alpha1, served: true}',
      'x',
      'rbac.istio.io',
    ),
    finds: ['CustomResourceDefinition/servicerolebindings.rbac.istio.io spec.group'],
  },
  {
    code: 'PER1206',
    fact: 'takes those of today',
    yaml: definition(
      'authorizationpolicies',
      'AuthorizationPolicy',
      '{name: v1, served: true}',
      'x',
      'security.istio.io',
    ),
    finds: [],
  },
  {
    code: 'PER1202',
    fact: 'finds a Service that is gone',
    yaml: service('a') + webhook('{service: {name: istiod-old, namespace: istio-system}}'),
    finds: ['MutatingWebhookConfiguration/injector webhooks[0].clientConfig.service.name'],
  },
  {
    code: 'PER1202',
    fact: 'takes one that exists, and webhooks of others',
    yaml:
      service('istiod', 'istio-system') +
      webhook('{service: {name: istiod, namespace: istio-system}}') +
      webhook('{service: {name: gone, namespace: x}}', 'cert.example.com').replace(
        'name: injector',
        'name: other',
      ),
    finds: [],
  },
  {
    code: 'PER1203',
    fact: 'finds an address and no URL at all',
    yaml:
      webhook('{url: "https://10.1.1.1:15017/inject"}') +
      webhook('{url: "istiod/inject"}').replace('injector}', 'second}'),
    finds: [
      'MutatingWebhookConfiguration/injector webhooks[0].clientConfig.url',
      'MutatingWebhookConfiguration/second webhooks[0].clientConfig.url',
    ],
  },
  {
    code: 'PER1203',
    fact: 'takes a host name',
    yaml: webhook('{url: "https://istiod.example.com:15017/inject"}'),
    finds: [],
  },
  {
    code: 'PER1203',
    fact: 'finds no address at all',
    yaml: webhook('{caBundle: x}'),
    finds: ['MutatingWebhookConfiguration/injector webhooks[0].clientConfig'],
  },
  {
    code: 'PER1204',
    fact: 'finds istiod that fetches from anywhere',
    yaml: istiod('{name: OTHER, value: x}') + tokens,
    finds: ['Deployment/istiod spec.template.spec.containers'],
  },
  {
    code: 'PER1204',
    fact: 'takes the setting, and a mesh without tokens',
    yaml:
      istiod('{name: BLOCKED_CIDRS_IN_JWKS_URIS, value: 10.0.0.0/8}') +
      tokens +
      istiod('').replace('app: istiod', 'app: web').replace('name: istiod', 'name: web'),
    finds: [],
  },
  {
    code: 'PER1205',
    fact: 'finds two that choose the same namespaces',
    yaml:
      injector('a', 'namespaceSelector: {matchLabels: {istio-injection: enabled}}') +
      injector(
        'b',
        'namespaceSelector: {matchExpressions: [{key: istio-injection, operator: NotIn, values: [disabled]}]}',
      ),
    finds: [
      'MutatingWebhookConfiguration/a webhooks[0].name',
      'MutatingWebhookConfiguration/b webhooks[0].name',
    ],
  },
  {
    code: 'PER1205',
    fact: 'takes revisions that exclude each other',
    yaml:
      injector(
        'a',
        'namespaceSelector: {matchLabels: {istio-injection: enabled}, matchExpressions: [{key: istio.io/rev, operator: DoesNotExist}]}',
      ) +
      injector(
        'b',
        'namespaceSelector: {matchExpressions: [{key: istio.io/rev, operator: In, values: [canary]}, {key: istio-injection, operator: DoesNotExist}]}',
      ),
    finds: [],
  },
];
