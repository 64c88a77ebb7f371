import { type CheckCase, networking, service } from '@/lib/config/analysis/checks/check-case';

const policy = (spec: string, kind = 'AuthorizationPolicy', namespace = 'shop', name = 'p') => `
apiVersion: security.istio.io/v1
kind: ${kind}
metadata: {name: ${name}, namespace: ${namespace}}
spec: ${spec}
---`;
const from = (source: string) => policy(`{rules: [{from: [{source: ${source}}]}]}`);
const to = (operation: string) => policy(`{rules: [{to: [{operation: ${operation}}]}]}`);
const namespace = (labels = '', name = 'shop') => `
apiVersion: v1
kind: Namespace
metadata: {name: ${name}, labels: {${labels}}}
---`;
const peer = (mode: string, where = 'shop') =>
  policy(`{mtls: {mode: ${mode}}}`, 'PeerAuthentication', where, 'peer');
const rule = (host: string) =>
  networking('DestinationRule', 'r', `  host: "${host}"\n  trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}`);
const SOURCE = 'spec.rules[0].from[0].source';
const OPERATION = 'spec.rules[0].to[0].operation';

export const SECURITY_CASES: readonly CheckCase[] = [
  {
    code: 'PER0701',
    fact: 'finds a namespace that does not exist',
    yaml: namespace() + from('{namespaces: [shop, bank]}'),
    finds: [`AuthorizationPolicy/p ${SOURCE}.namespaces[1]`],
  },
  {
    code: 'PER0701',
    fact: 'takes namespaces that exist or hold objects, and wildcards',
    yaml: namespace() + service('a', 'bank') + from('{namespaces: [shop, bank, "b*"]}'),
    finds: [],
  },
  {
    code: 'PER0702',
    fact: 'finds small letters and no methods',
    yaml: to('{methods: [GET, post, FETCH]}'),
    finds: [`AuthorizationPolicy/p ${OPERATION}.methods[1]`, `AuthorizationPolicy/p ${OPERATION}.methods[2]`],
  },
  {
    code: 'PER0702',
    fact: 'takes methods and wildcards',
    yaml: to('{methods: [GET, "*", "P*"]}'),
    finds: [],
  },
  {
    code: 'PER0703',
    fact: 'finds a host that nobody has',
    yaml: service('a') + to('{hosts: [a.shop.svc.cluster.local, b.shop.svc.cluster.local]}'),
    finds: [`AuthorizationPolicy/p ${OPERATION}.hosts[1]`],
  },
  {
    code: 'PER0703',
    fact: 'takes hosts of services, routes and gateways, with ports and wildcards',
    yaml:
      service('a') +
      networking('VirtualService', 'v', '  hosts: [made.up]') +
      networking('Gateway', 'g', '  servers: [{port: {number: 80}, hosts: ["shop/*.example.com"]}]') +
      to('{hosts: [a, "a.shop.svc.cluster.local:80", made.up, www.example.com, "*.other"]}'),
    finds: [],
  },
  {
    code: 'PER0704',
    fact: 'finds principals where mTLS is disabled',
    yaml: peer('DISABLE') + from('{principals: ["*"]}'),
    finds: [`AuthorizationPolicy/p ${SOURCE}.principals`],
  },
  {
    code: 'PER0704',
    fact: 'finds a condition without automatic mTLS',
    yaml: policy('{rules: [{when: [{key: source.namespace, values: [a]}]}]}'),
    finds: ['AuthorizationPolicy/p spec.rules[0].when[0].key'],
    settings: { enableAutoMtls: false },
  },
  {
    code: 'PER0704',
    fact: 'takes automatic and strict mTLS, and rules that need none',
    yaml:
      peer('DISABLE', 'bank') + from('{principals: ["*"]}') + to('{methods: [GET]}').replace('shop', 'bank'),
    finds: [],
  },
  {
    code: 'PER0705',
    fact: 'finds an account that nobody uses',
    yaml: service('a') + from('{principals: [cluster.local/ns/shop/sa/a, cluster.local/ns/shop/sa/b]}'),
    finds: [`AuthorizationPolicy/p ${SOURCE}.principals[1]`],
  },
  {
    code: 'PER0705',
    fact: 'takes default, wildcards, other trust domains and namespaces that are not shown',
    yaml:
      service('a') +
      from(
        '{principals: ["*/sa/b", cluster.local/ns/shop/sa/default, other.org/ns/shop/sa/b, cluster.local/ns/dark/sa/x]}',
      ),
    finds: [],
  },
  {
    code: 'PER0706',
    fact: 'finds a foreign trust domain',
    yaml: from('{principals: [other.org/ns/shop/sa/a]}'),
    finds: [`AuthorizationPolicy/p ${SOURCE}.principals[0]`],
  },
  {
    code: 'PER0706',
    fact: 'takes the own one and its aliases',
    yaml: from('{principals: [td.org/ns/a/sa/a, old.org/ns/a/sa/a, "*/ns/a/sa/a"]}'),
    finds: [],
    settings: { trustDomain: 'td.org', trustDomainAliases: ['old.org'] },
  },
  {
    code: 'PER0707',
    fact: 'finds policies for HTTP without a waypoint',
    yaml:
      namespace('istio.io/dataplane-mode: ambient') +
      to('{methods: [GET]}') +
      policy('{jwtRules: [{issuer: a}]}', 'RequestAuthentication', 'shop', 'q'),
    finds: ['AuthorizationPolicy/p spec', 'RequestAuthentication/q spec'],
  },
  {
    code: 'PER0707',
    fact: 'finds one that is attached to nothing',
    yaml: namespace('istio.io/dataplane-mode: ambient, istio.io/use-waypoint: w') + to('{paths: [/a]}'),
    finds: ['AuthorizationPolicy/p spec'],
  },
  {
    code: 'PER0707',
    fact: 'takes attached ones, rules for connections, and namespaces with sidecars',
    yaml:
      namespace('istio.io/dataplane-mode: ambient, istio.io/use-waypoint: w') +
      policy('{targetRefs: [{kind: Service, name: a}], rules: [{to: [{operation: {methods: [GET]}}]}]}') +
      from('{namespaces: [a]}').replace('name: p', 'name: q') +
      to('{methods: [GET]}').replace('namespace: shop', 'namespace: bank'),
    finds: [],
  },
  {
    code: 'PER0707',
    fact: 'takes one that is attached to a waypoint, and waypoints of pods and of entries',
    yaml:
      namespace('istio.io/dataplane-mode: ambient') +
      `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: w, namespace: shop}
spec: {gatewayClassName: istio-waypoint, listeners: [{name: mesh, port: 15008, protocol: HBONE}]}
---` +
      policy('{targetRefs: [{kind: Gateway, name: w}], rules: [{to: [{operation: {methods: [GET]}}]}]}') +
      namespace('istio.io/dataplane-mode: ambient').replace('name: shop', 'name: bank') +
      `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: e, namespace: bank, labels: {istio.io/use-waypoint: w}}
spec: {hosts: [e.example.com], ports: [{number: 80, name: http, protocol: HTTP}], resolution: DNS}
---` +
      policy(
        '{targetRefs: [{kind: ServiceEntry, name: e}], rules: [{to: [{operation: {methods: [GET]}}]}]}',
      ).replace('namespace: shop', 'namespace: bank'),
    finds: [],
  },
  {
    code: 'PER0708',
    fact: 'finds a selector for a gateway of the Gateway API',
    yaml: policy('{selector: {matchLabels: {gateway.networking.k8s.io/gateway-name: g}}}'),
    finds: ['AuthorizationPolicy/p spec.selector.matchLabels'],
  },
  {
    code: 'PER0708',
    fact: 'takes other pods',
    yaml:
      service('a') +
      policy('{selector: {matchLabels: {app: a}}}') +
      policy('{selector: {matchLabels: {app: b}}}', 'AuthorizationPolicy', 'shop', 'q'),
    finds: [],
  },
  {
    code: 'PER0709',
    fact: 'finds a Service that does not exist',
    yaml: service('a') + policy('{targetRefs: [{kind: Service, name: a}, {kind: Service, name: b}]}'),
    finds: ['AuthorizationPolicy/p spec.targetRefs[1].name'],
  },
  {
    code: 'PER0709',
    fact: 'says nothing of kinds that are not known',
    yaml: policy(
      '{targetRefs: [{kind: Service, name: b}, {group: gateway.networking.k8s.io, kind: Gateway, name: g}]}',
    ),
    finds: [],
  },
  {
    code: 'PER0710',
    fact: 'finds STRICT that clients do not follow',
    yaml: peer('STRICT') + peer('STRICT', 'istio-system').replace('name: peer', 'name: mesh'),
    finds: ['PeerAuthentication/mesh spec.mtls.mode', 'PeerAuthentication/peer spec.mtls.mode'],
    settings: { enableAutoMtls: false },
  },
  {
    code: 'PER0710',
    fact: 'takes a rule for the clients',
    yaml: peer('STRICT') + rule('*.shop.svc.cluster.local'),
    finds: [],
    settings: { enableAutoMtls: false },
  },
  { code: 'PER0710', fact: 'says nothing with automatic mTLS', yaml: peer('STRICT'), finds: [] },
  {
    code: 'PER0711',
    fact: 'finds DISABLE that clients do not follow',
    yaml: peer('DISABLE') + rule('*.shop.svc.cluster.local'),
    finds: ['PeerAuthentication/peer spec.mtls.mode'],
  },
  {
    code: 'PER0711',
    fact: 'takes rules for other namespaces',
    yaml: peer('DISABLE') + rule('*.bank.svc.cluster.local'),
    finds: [],
  },
  {
    code: 'PER0712',
    fact: 'finds inner addresses',
    yaml: policy(
      '{jwtRules: [{issuer: a, jwksUri: "http://169.254.169.254/x"}, {issuer: b, jwksUri: "https://10.0.0.1/keys"}]}',
      'RequestAuthentication',
    ),
    finds: [
      'RequestAuthentication/p spec.jwtRules[0].jwksUri',
      'RequestAuthentication/p spec.jwtRules[1].jwksUri',
    ],
  },
  {
    code: 'PER0712',
    fact: 'takes public addresses and written keys',
    yaml: policy(
      '{jwtRules: [{issuer: a, jwksUri: "https://10.example.com/x"}, {issuer: b, jwks: "{}"}]}',
      'RequestAuthentication',
    ),
    finds: [],
  },
];
