import type { CheckCase } from '@/lib/config/analysis/checks/check-case';
import {
  ambient,
  claims,
  gateway,
  http,
  ingress,
  SERVICES,
  toReviews,
  twoPorts,
  virtualService,
} from './yaml-parts';

export const ROUTING_CASES: readonly CheckCase[] = [
  {
    code: 'PER0210',
    fact: 'finds a route behind a shorter prefix, and behind fewer headers',
    yaml: http(`
    - match: [{uri: {prefix: /v1}}, {headers: {user: {}}}]
      route: [{destination: {host: a}}]
    - match: [{uri: {exact: /v1/x}, method: {exact: GET}}, {headers: {user: {exact: jason}, other: {}}}]
      route: [{destination: {host: b}}]
    - match: [{uri: {prefix: /v2}}, {uri: {prefix: /v1}}]
      route: [{destination: {host: b}}]
    - route: [{destination: {host: a}}]`),
    finds: ['VirtualService/reviews spec.http[1]', 'VirtualService/reviews spec.http[2].match[1]'],
  },
  {
    code: 'PER0210',
    fact: 'finds what stands behind a route for everything',
    yaml: http(`
    - match: [{uri: {prefix: /}}]
      route: [{destination: {host: a}}]
    - match: [{uri: {regex: /x.*}}]
      route: [{destination: {host: b}}]`),
    finds: ['VirtualService/reviews spec.http[1]'],
  },
  {
    code: 'PER0210',
    fact: 'moves the route above the one that hides it',
    yaml: `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: v, namespace: shop}
spec:
  hosts: [reviews]
  http:
    # wide
    - match:
        - uri: {prefix: /v1}
      route:
        - destination: {host: a}
    - match:
        - uri: {prefix: /v1/x} # narrow
      route:
        - destination: {host: b}
`,
    finds: ['VirtualService/v spec.http[1]'],
    fixed: `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: v, namespace: shop}
spec:
  hosts: [reviews]
  http:
    # wide
    - match:
        - uri: {prefix: /v1/x} # narrow
      route:
        - destination: {host: b}
    - match:
        - uri: {prefix: /v1}
      route:
        - destination: {host: a}
`,
  },
  {
    code: 'PER0210',
    fact: 'takes routes that differ in what they ask for',
    yaml: http(
      `
    - match: [{uri: {prefix: /v1}, headers: {user: {exact: jason}}}]
      route: [{destination: {host: a}}]
    - match: [{uri: {prefix: /v1}, sourceLabels: {app: x}}]
      route: [{destination: {host: a}}]
    - match: [{uri: {prefix: /v1}, port: 80}]
      route: [{destination: {host: a}}]
    - match: [{uri: {prefix: /v1}, gateways: [gate]}]
      route: [{destination: {host: a}}]
    - match: [{uri: {prefix: /v1}, withoutHeaders: {user: {}}}]
      route: [{destination: {host: a}}]
    - match: [{uri: {exact: /V1}, ignoreUriCase: true}]
      route: [{destination: {host: a}}]
    - match: [{uri: {prefix: /v1}}]
      route: [{destination: {host: a}}]
    - match: [{uri: {prefix: /v}}]
      route: [{destination: {host: b}}]
    - route: [{destination: {host: b}}]`,
      '  gateways: [gate, mesh]\n',
    ),
    finds: [],
  },
  {
    code: 'PER0210',
    fact: 'lets routes stand behind a delegate',
    yaml: http(`
    - match: [{uri: {prefix: /v1}}]
      delegate: {name: other}
    - match: [{uri: {prefix: /v1/x}}]
      route: [{destination: {host: b}}]`),
    finds: [],
  },
  {
    code: 'PER0210',
    fact: 'finds a match that a route repeats beside another one',
    yaml: virtualService(`  hosts: [reviews]
  tls:
    - match: [{port: 443, sniHosts: [a.test]}, {port: 443, sniHosts: [b.test]}]
      route: [{destination: {host: a}}]
    - match: [{port: 443, sniHosts: [a.test]}, {port: 443, sniHosts: [c.test]}]
      route: [{destination: {host: b}}]`),
    finds: ['VirtualService/reviews spec.tls[1].match[0]'],
  },
  {
    code: 'PER0210',
    fact: 'finds a repeated TCP match',
    yaml: virtualService(`  hosts: [reviews]
  tcp:
    - match: [{port: 27017}]
      route: [{destination: {host: a}}]
    - match: [{port: 27017}]
      route: [{destination: {host: b}}]
    - match: [{port: 27018}]
      route: [{destination: {host: b}}]`),
    finds: ['VirtualService/reviews spec.tcp[1]'],
  },
  {
    code: 'PER0211',
    fact: 'finds a default before others and puts it last',
    yaml: `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: v, namespace: shop}
spec:
  hosts: [reviews]
  http:
    - route:
        - destination: {host: reviews} # rest
    - match:
        - uri: {prefix: /a}
      route:
        - destination: {host: reviews}
    - match:
        - uri: {prefix: /b}
      route:
        - destination: {host: reviews}
`,
    finds: ['VirtualService/v spec.http[0]'],
    fixed: `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: v, namespace: shop}
spec:
  hosts: [reviews]
  http:
    - match:
        - uri: {prefix: /a}
      route:
        - destination: {host: reviews}
    - match:
        - uri: {prefix: /b}
      route:
        - destination: {host: reviews}
    - route:
        - destination: {host: reviews} # rest
`,
  },
  {
    code: 'PER0211',
    fact: 'takes a default at the end, and one in each list',
    yaml: virtualService(
      `  hosts: [reviews]\n  http:\n    - match: [{uri: {prefix: /a}}]\n      route: [{destination: {host: a}}]\n${toReviews}\n  tcp:\n${toReviews}`,
    ),
    finds: [],
  },
  {
    code: 'PER0212',
    fact: 'finds a gateway that takes none of the hosts, or not from this namespace',
    yaml:
      gateway('[a.example.com]') +
      gateway('["bank/*"]', 'other') +
      virtualService('  hosts: [b.example.com]\n  gateways: [gate, other]', 'v'),
    finds: ['VirtualService/v spec.gateways[0]', 'VirtualService/v spec.gateways[1]'],
  },
  {
    code: 'PER0212',
    fact: 'takes wildcards on either side and namespaces that fit',
    yaml:
      gateway('["*.example.com"]') +
      gateway('["./b.example.com"]', 'own') +
      gateway('["shop/*"]', 'given', 'bank') +
      virtualService('  hosts: [b.example.com]\n  gateways: [gate, own, bank/given, mesh]', 'v') +
      virtualService('  hosts: ["*"]\n  gateways: [gate]', 'w'),
    finds: [],
  },
  {
    code: 'PER0213',
    fact: 'finds no port where there are two',
    yaml: twoPorts + http('    - route: [{destination: {host: two}}]'),
    finds: ['VirtualService/reviews spec.http[0].route[0].destination'],
  },
  {
    code: 'PER0213',
    fact: 'takes a chosen port, and a service with one',
    yaml:
      twoPorts +
      SERVICES +
      http(`${toReviews}\n    - route: [{destination: {host: two, port: {number: 80}}}]`),
    finds: [],
  },
  {
    code: 'PER0214',
    fact: 'finds a port that the service does not have',
    yaml: SERVICES + http('    - route: [{destination: {host: reviews, port: {number: 9080}}}]'),
    finds: ['VirtualService/reviews spec.http[0].route[0].destination.port.number'],
  },
  {
    code: 'PER0214',
    fact: 'takes one that it has, and services that are not known',
    yaml:
      SERVICES +
      http(
        '    - route: [{destination: {host: reviews, port: {number: 80}}}, {destination: {host: x, port: {number: 1}}}]',
      ),
    finds: [],
  },
  {
    code: 'PER0215',
    fact: 'finds subsets that the gateway goes past',
    yaml:
      SERVICES +
      virtualService(
        '  hosts: [reviews]\n  http: [{route: [{destination: {host: reviews, subset: v1}}]}]',
        'own',
      ) +
      virtualService(`  hosts: ["*"]\n  gateways: [gate]\n  http:\n${toReviews}`, 'in'),
    finds: ['VirtualService/in spec.http[0].route[0].destination.host'],
  },
  {
    code: 'PER0215',
    fact: 'takes a gateway that names the subset, and rules for both',
    yaml:
      virtualService(
        '  hosts: [reviews]\n  http: [{route: [{destination: {host: reviews, subset: v1}}]}]',
        'own',
      ) +
      virtualService(
        '  hosts: ["*"]\n  gateways: [gate]\n  http: [{route: [{destination: {host: reviews, subset: v1}}]}]',
        'in',
      ) +
      virtualService(`  hosts: [other]\n  http:\n${toReviews}`, 'mesh'),
    finds: [],
  },
  {
    code: 'PER0216',
    fact: 'finds claims that nothing validates',
    yaml: gateway('["*"]') + ingress + claims('@request.auth.claims.groups'),
    finds: ['VirtualService/reviews spec.http[0].match[0].headers.@request.auth.claims.groups'],
  },
  {
    code: 'PER0216',
    fact: 'takes validated claims and plain headers',
    yaml:
      gateway('["*"]') +
      ingress +
      claims('@request.auth.claims[groups]') +
      `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: jwt, namespace: istio-system}
spec: {selector: {matchLabels: {istio: ingressgateway}}, jwtRules: [{issuer: a}]}
---` +
      claims('groups').replace('name: reviews,', 'name: plain,'),
    finds: [],
  },
  {
    code: 'PER0217',
    fact: 'finds a fault and takes it away',
    yaml: `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: v, namespace: shop}
spec:
  hosts: [reviews]
  http:
    - fault:
        delay:
          fixedDelay: 7s
          percentage:
            value: 100
      route:
        - destination: {host: reviews}
    - fault: {abort: {httpStatus: 500}}
      route: [{destination: {host: reviews}}]`,
    finds: ['VirtualService/v spec.http[0].fault'],
  },
  {
    code: 'PER0217',
    fact: 'takes faults that never happen',
    yaml: http(
      '    - fault: {abort: {httpStatus: 500, percentage: {value: 0}}}\n      route: [{destination: {host: a}}]',
    ),
    finds: [],
  },
  {
    code: 'PER0218',
    fact: 'finds tries that do not fit',
    yaml: http(
      '    - timeout: 5s\n      retries: {attempts: 3, perTryTimeout: 2s}\n      route: [{destination: {host: a}}]',
    ),
    finds: ['VirtualService/reviews spec.http[0].retries'],
  },
  {
    code: 'PER0218',
    fact: 'takes tries that just fit, and no timeout',
    yaml: http(
      '    - timeout: 8s\n      retries: {attempts: 3, perTryTimeout: 2s}\n      route: [{destination: {host: a}}]\n    - retries: {attempts: 9, perTryTimeout: 2s}\n      route: [{destination: {host: a}}]',
    ),
    finds: [],
  },
  {
    code: 'PER0219',
    fact: 'finds copies of writes',
    yaml: http(
      '    - match: [{method: {exact: POST}}]\n      mirror: {host: b}\n      route: [{destination: {host: a}}]',
    ),
    finds: ['VirtualService/reviews spec.http[0].mirror'],
  },
  {
    code: 'PER0219',
    fact: 'takes copies of reads, of anything, and none at all',
    yaml: http(
      '    - match: [{method: {exact: GET}}]\n      mirror: {host: b}\n      route: [{destination: {host: a}}]\n    - match: [{method: {exact: POST}}]\n      mirror: {host: b}\n      mirrorPercentage: {value: 0}\n      route: [{destination: {host: a}}]\n    - mirror: {host: b}\n      route: [{destination: {host: a}}]',
    ),
    finds: [],
  },
  {
    code: 'PER0220',
    fact: 'finds a short host whose service is elsewhere',
    yaml: `${SERVICES}
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: v, namespace: shop}
spec:
  hosts:
    - ratings
  http: [{route: [{destination: {host: reviews}}]}]`,
    finds: ['VirtualService/v spec.hosts[0]'],
    fixed: `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: v, namespace: shop}
spec:
  hosts:
    - ratings.bank.svc.cluster.local
  http: [{route: [{destination: {host: reviews}}]}]`,
  },
  {
    code: 'PER0220',
    fact: 'takes own services, full names, made-up names and gateways',
    yaml:
      SERVICES +
      virtualService('  hosts: [reviews, ratings.bank.svc.cluster.local, made-up]', 'a') +
      virtualService('  hosts: [ratings]\n  gateways: [gate]', 'b'),
    finds: [],
  },
  {
    code: 'PER0221',
    fact: 'finds routes in ambient mode without a waypoint',
    yaml: ambient('istio.io/dataplane-mode: ambient') + SERVICES + http(toReviews),
    finds: ['VirtualService/reviews spec.hosts[0]'],
  },
  {
    code: 'PER0221',
    fact: 'finds routes in another namespace than the service',
    yaml:
      ambient('istio.io/dataplane-mode: ambient, istio.io/use-waypoint: waypoint') +
      SERVICES +
      virtualService(`  hosts: [reviews.shop.svc.cluster.local]\n  http:\n${toReviews}`, 'v', 'bank'),
    finds: ['VirtualService/v spec.hosts[0]'],
  },
  {
    code: 'PER0221',
    fact: 'takes a waypoint, and namespaces with sidecars',
    yaml:
      ambient('istio.io/dataplane-mode: ambient, istio.io/use-waypoint: waypoint') +
      SERVICES +
      http(toReviews) +
      virtualService(`  hosts: [ratings]\n  http:\n${toReviews}`, 'v', 'bank'),
    finds: [],
  },
];
