import { type CheckCase, networking, service } from '@/lib/config/analysis/checks/check-case';

const SERVICES = service('reviews') + service('ratings', 'bank');
const rule = (spec: string, name = 'r', namespace = 'shop') =>
  networking('DestinationRule', name, spec, namespace);
const peer = (mode: string, namespace = 'shop', extra = '') => `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: ${namespace}}
spec: {${extra}mtls: {mode: ${mode}}}
---`;
const toV1 = networking(
  'VirtualService',
  'v',
  '  hosts: [reviews]\n  http: [{route: [{destination: {host: reviews, subset: v9}}]}]',
);
/** A Service as a store of several clusters tells it: with what cluster west has behind it. */
const elsewhere = (name: string, selector: string, pods: string) => `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop}
spec: {${selector === '' ? '' : `selector: ${selector}, `}ports: [{port: 80, name: http}]}
elsewhere: [{cluster: west${pods === '' ? '' : `, ${pods}`}}]
---`;
const ambient = (labels: string) => `
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {${labels}}}
---`;

export const DESTINATION_RULE_CASES: readonly CheckCase[] = [
  {
    code: 'PER0301',
    fact: 'finds a host that does not exist',
    yaml: SERVICES + rule('  host: ratings') + rule('  host: www.example.com', 's'),
    finds: ['DestinationRule/r spec.host', 'DestinationRule/s spec.host'],
  },
  {
    code: 'PER0301',
    fact: 'takes services, entries, wildcards and hosts of a VirtualService',
    yaml:
      SERVICES +
      networking('ServiceEntry', 'e', '  hosts: [www.example.com]') +
      networking('VirtualService', 'v', '  hosts: [made.up]') +
      rule('  host: reviews') +
      rule('  host: www.example.com', 's') +
      rule('  host: "*.local"', 't') +
      rule('  host: made.up', 'u'),
    finds: [],
  },
  {
    code: 'PER0302',
    fact: 'finds one subset in two rules, and two bare rules',
    yaml:
      rule('  host: a\n  subsets: [{name: v1, labels: {version: v1}}]', 'p') +
      rule('  host: a.shop.svc.cluster.local\n  subsets: [{name: v0}, {name: v1}]', 'q') +
      rule('  host: b', 'x') +
      rule('  host: b.shop.svc.cluster.local', 'z', 'bank'),
    finds: [
      'DestinationRule/p spec.subsets[0].name',
      'DestinationRule/q spec.subsets[1].name',
      'DestinationRule/x spec.host',
      'DestinationRule/z spec.host',
    ],
  },
  {
    code: 'PER0302',
    fact: 'leaves other subsets, private rules and rules for other clients alone',
    yaml:
      rule('  host: a\n  subsets: [{name: v1}]', 'p') +
      rule('  host: a\n  subsets: [{name: v2}]', 'q') +
      rule('  host: c\n  exportTo: ["."]', 'x') +
      rule('  host: c.shop.svc.cluster.local\n  exportTo: ["."]', 'z', 'bank') +
      rule('  host: d', 'm') +
      rule('  host: d\n  workloadSelector: {matchLabels: {app: x}}', 'o'),
    finds: [],
  },
  {
    code: 'PER0303',
    fact: 'finds a subset without pods',
    yaml: SERVICES + toV1 + rule('  host: reviews\n  subsets: [{name: v9, labels: {version: v9}}]'),
    finds: ['DestinationRule/r spec.subsets[0].labels'],
  },
  {
    code: 'PER0303',
    fact: 'takes subsets with pods and of services that are not known',
    yaml:
      SERVICES +
      rule('  host: reviews\n  subsets: [{name: v1, labels: {version: v1}}, {name: all}]') +
      rule('  host: other\n  subsets: [{name: v9, labels: {version: v9}}]', 's'),
    finds: [],
  },
  {
    code: 'PER0303',
    fact: 'takes pods of the Service in another cluster, also where it has none here',
    yaml:
      elsewhere('reviews', '{app: reviews}', 'sets: [{labels: {app: reviews, version: v9}}]') +
      elsewhere('depot', '', 'sets: [{labels: {app: depot, version: v2}}]') +
      service('ratings') +
      toV1 +
      rule('  host: reviews\n  subsets: [{name: v9, labels: {version: v9}}]') +
      rule(
        '  host: depot\n  subsets: [{name: v2, labels: {version: v2}}, {name: v3, labels: {version: v3}}]',
        's',
      ),
    finds: ['DestinationRule/s spec.subsets[1].labels'],
  },
  {
    code: 'PER0303',
    fact: 'speaks of a cluster that could not be read',
    yaml:
      elsewhere('reviews', '{app: reviews}', '') +
      service('ratings') +
      toV1 +
      rule('  host: reviews\n  subsets: [{name: v9, labels: {version: v9}}]'),
    finds: ['DestinationRule/r spec.subsets[0].labels'],
  },
  {
    code: 'PER0303',
    fact: 'looks at the endpoints of an entry',
    yaml:
      networking(
        'ServiceEntry',
        'e',
        '  hosts: [e.test]\n  resolution: STATIC\n  endpoints: [{address: 1.1.1.1, labels: {zone: a}}]',
      ) + rule('  host: e.test\n  subsets: [{name: a, labels: {zone: a}}, {name: b, labels: {zone: b}}]'),
    finds: ['DestinationRule/r spec.subsets[1].labels'],
  },
  {
    code: 'PER0304',
    fact: 'finds a rule that drops mTLS',
    yaml:
      rule('  host: "*.local"\n  trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}', 'all', 'istio-system') +
      rule('  host: reviews\n  trafficPolicy: {loadBalancer: {simple: RANDOM}}'),
    finds: ['DestinationRule/r spec.trafficPolicy'],
    settings: { enableAutoMtls: false },
  },
  {
    code: 'PER0304',
    fact: 'takes a rule that says it itself, for all or for a port',
    yaml:
      rule('  host: "*.local"\n  trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}', 'all', 'istio-system') +
      rule('  host: reviews\n  trafficPolicy: {tls: {mode: DISABLE}}') +
      rule(
        '  host: b\n  trafficPolicy: {portLevelSettings: [{port: {number: 80}, tls: {mode: DISABLE}}]}',
        's',
      ) +
      rule('  host: www.example.com', 'out'),
    finds: [],
  },
  {
    code: 'PER0305',
    fact: 'finds mTLS of clients without a policy of servers',
    yaml:
      rule('  host: "*.local"\n  trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}', 'all') +
      rule('  host: "*.bank.svc.cluster.local"\n  trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}', 'bank'),
    finds: [
      'DestinationRule/all spec.trafficPolicy.tls.mode',
      'DestinationRule/bank spec.trafficPolicy.tls.mode',
    ],
    settings: { enableAutoMtls: false },
  },
  {
    code: 'PER0305',
    fact: 'takes it with a policy',
    yaml:
      peer('STRICT', 'bank') +
      rule('  host: "*.bank.svc.cluster.local"\n  trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}', 'bank'),
    finds: [],
    settings: { enableAutoMtls: false },
  },
  {
    code: 'PER0305',
    fact: 'says nothing with automatic mTLS',
    yaml: rule('  host: "*.local"\n  trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}', 'all'),
    finds: [],
  },
  {
    code: 'PER0306',
    fact: 'finds DISABLE against STRICT, of namespace and mesh',
    yaml:
      SERVICES +
      peer('STRICT', 'istio-system') +
      rule('  host: reviews\n  trafficPolicy: {tls: {mode: DISABLE}}') +
      rule('  host: "*.bank.svc.cluster.local"\n  trafficPolicy: {tls: {mode: DISABLE}}', 's'),
    finds: ['DestinationRule/r spec.trafficPolicy.tls.mode', 'DestinationRule/s spec.trafficPolicy.tls.mode'],
  },
  {
    code: 'PER0306',
    fact: 'takes DISABLE where servers take both, and outside',
    yaml:
      SERVICES +
      peer('STRICT', 'istio-system') +
      peer('PERMISSIVE') +
      rule('  host: reviews\n  trafficPolicy: {tls: {mode: DISABLE}}') +
      rule('  host: www.example.com\n  trafficPolicy: {tls: {mode: DISABLE}}', 's'),
    finds: [],
  },
  {
    code: 'PER0306',
    fact: 'takes DISABLE where no proxy stands before the servers',
    yaml:
      service('old', 'legacy') +
      `
apiVersion: v1
kind: Namespace
metadata: {name: legacy}
---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {istio-injection: enabled}}
---` +
      service('new') +
      peer('STRICT', 'istio-system') +
      rule('  host: old.legacy.svc.cluster.local\n  trafficPolicy: {tls: {mode: DISABLE}}') +
      rule('  host: "*.legacy.svc.cluster.local"\n  trafficPolicy: {tls: {mode: DISABLE}}', 's') +
      rule('  host: new\n  trafficPolicy: {tls: {mode: DISABLE}}', 't'),
    finds: ['DestinationRule/t spec.trafficPolicy.tls.mode'],
  },
  {
    code: 'PER0307',
    fact: 'finds tls without a mode, and SIMPLE against STRICT',
    yaml:
      SERVICES +
      peer('STRICT', 'bank') +
      rule('  host: reviews\n  trafficPolicy: {tls: {}}') +
      rule('  host: ratings.bank.svc.cluster.local\n  trafficPolicy: {tls: {mode: SIMPLE}}', 's'),
    finds: ['DestinationRule/r spec.trafficPolicy.tls', 'DestinationRule/s spec.trafficPolicy.tls'],
  },
  {
    code: 'PER0307',
    fact: 'takes SIMPLE to the outside and to servers with their own TLS',
    yaml:
      SERVICES +
      rule('  host: reviews\n  trafficPolicy: {tls: {mode: SIMPLE}}') +
      rule('  host: www.example.com\n  trafficPolicy: {tls: {mode: SIMPLE}}', 's'),
    finds: [],
  },
  {
    code: 'PER0308',
    fact: 'finds a subset without labels',
    yaml: rule('  host: reviews\n  subsets: [{name: all}, {name: v1, labels: {version: v1}}]'),
    finds: ['DestinationRule/r spec.subsets[0]'],
  },
  {
    code: 'PER0308',
    fact: 'takes subsets with labels',
    yaml: rule('  host: reviews\n  subsets: [{name: v1, labels: {version: 1}}]'),
    finds: [],
  },
  {
    code: 'PER0309',
    fact: 'finds TLS without an authority, for a host, a port and a subset',
    yaml: rule(
      '  host: a.test\n  trafficPolicy: {tls: {mode: SIMPLE}, portLevelSettings: [{port: {number: 443}, tls: {mode: MUTUAL}}]}\n  subsets: [{name: s, trafficPolicy: {tls: {mode: SIMPLE}}}]',
    ),
    finds: [
      'DestinationRule/r spec.subsets[0].trafficPolicy.tls',
      'DestinationRule/r spec.trafficPolicy.portLevelSettings[0].tls',
      'DestinationRule/r spec.trafficPolicy.tls',
    ],
  },
  {
    code: 'PER0309',
    fact: 'takes authorities, credentials and mTLS of the mesh',
    yaml:
      rule('  host: a.test\n  trafficPolicy: {tls: {mode: SIMPLE, caCertificates: /etc/ca.pem}}') +
      rule(
        '  host: b.test\n  workloadSelector: {matchLabels: {app: x}}\n  trafficPolicy: {tls: {mode: MUTUAL, credentialName: c}}',
        's',
      ) +
      rule('  host: c\n  trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}', 't'),
    finds: [],
  },
  {
    code: 'PER0310',
    fact: 'finds a rule in ambient mode without a waypoint',
    yaml: ambient('istio.io/dataplane-mode: ambient') + SERVICES + rule('  host: reviews'),
    finds: ['DestinationRule/r spec.host'],
  },
  {
    code: 'PER0310',
    fact: 'takes one with a waypoint, and one with sidecars',
    yaml:
      ambient('istio.io/dataplane-mode: ambient, istio.io/use-waypoint: w') +
      SERVICES +
      rule('  host: reviews') +
      rule('  host: ratings', 's', 'bank'),
    finds: [],
  },
];
