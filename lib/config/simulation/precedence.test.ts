/**
 * Who speaks for a host, and by whose rules it is called, where several objects would: Istio's order case by case.
 * Long on purpose: the cases share one mesh, and a rule of order is only read against its neighbours.
 */
import { describe, expect, it } from 'vitest';
import type { SimulatedRequest } from './request';
import { explainRoute, simulateRoute } from './route';
import { viewFromYaml } from './view-from-yaml';

const SERVICES = `
apiVersion: v1
kind: Service
metadata: { name: api, namespace: bank }
spec: { selector: { app: api }, ports: [{ port: 80, name: http }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: bank }
spec: { template: { metadata: { labels: { app: api, version: v1 } } } }
---
`;

const REQUEST: SimulatedRequest = {
  client: { namespace: 'shop', labels: { app: 'web' }, gateway: null },
  host: 'api.bank',
  port: 80,
  method: 'GET',
  path: '/',
  headers: {},
  scheme: 'http',
};

/** `[name, namespace, spec, day of creation]`. */
type Written = readonly [string, string, string, number?];

function objects(kind: string, all: readonly Written[], apiVersion = 'networking.istio.io/v1'): string {
  return all
    .map(
      ([name, namespace, spec, day = 1]) => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace}, creationTimestamp: "2026-01-0${day}T00:00:00Z" }
spec: ${spec}
---`,
    )
    .join('');
}

const FQDN = 'api.bank.svc.cluster.local';
const says = (host: string, body: string, rest = '') =>
  `{ hosts: ["${host}"], ${rest} http: [{ directResponse: { status: 200, body: { string: ${body} } } }] }`;

function answered(yaml: string, request: Partial<SimulatedRequest> = {}): string | null {
  const outcome = simulateRoute(viewFromYaml(SERVICES + yaml), { ...REQUEST, ...request });
  return outcome.kind === 'direct-response' ? outcome.body : outcome.kind;
}

describe('order of VirtualServices', () => {
  const OWN = { client: { ...REQUEST.client, namespace: 'bank' } };
  const CASES: readonly (readonly [string, readonly Written[], string, Partial<SimulatedRequest>?])[] = [
    [
      'oldest of two that are public',
      [
        ['b', 'x', says(FQDN, 'late'), 2],
        ['c', 'x', says(FQDN, 'early')],
      ],
      'early',
    ],
    [
      'name, where both are as old',
      [
        ['b', 'x', says(FQDN, 'second')],
        ['a', 'z', says(FQDN, 'first')],
      ],
      'first',
    ],
    [
      'private before public, whatever its age',
      [
        ['a', 'x', says(FQDN, 'public')],
        ['z', 'shop', says(FQDN, 'private', 'exportTo: ["."],'), 9],
      ],
      'private',
    ],
    [
      'private by the name of its own namespace',
      [
        ['a', 'x', says(FQDN, 'public')],
        ['z', 'shop', says(FQDN, 'private', 'exportTo: [shop],'), 9],
      ],
      'private',
    ],
    [
      'private before exported by name',
      [
        ['a', 'x', says(FQDN, 'named', 'exportTo: [shop],')],
        ['z', 'shop', says(FQDN, 'private', 'exportTo: ["."],'), 9],
      ],
      'private',
    ],
    [
      'private to its own namespace though others are named too',
      [
        ['a', 'x', says(FQDN, 'named', 'exportTo: [bank],')],
        ['z', 'bank', says(FQDN, 'own', 'exportTo: [".", shop],'), 9],
      ],
      'own',
      OWN,
    ],
    [
      'the same object is only exported to the other namespace',
      [
        ['z', 'bank', says(FQDN, 'exported', 'exportTo: [".", shop],'), 1],
        ['a', 'shop', says(FQDN, 'private', 'exportTo: ["."],'), 9],
      ],
      'private',
    ],
    [
      'exported by name before public',
      [
        ['a', 'x', says(FQDN, 'public')],
        ['z', 'x', says(FQDN, 'named', 'exportTo: [shop],'), 9],
      ],
      'named',
    ],
    [
      'exact before a wildcard that is private',
      [
        ['z', 'x', says(FQDN, 'exact'), 9],
        ['a', 'shop', says('*.bank.svc.cluster.local', 'wild', 'exportTo: ["."],')],
      ],
      'exact',
    ],
    [
      'the longer wildcard',
      [
        ['a', 'x', says('*.cluster.local', 'short')],
        ['z', 'x', says('*.bank.svc.cluster.local', 'long'), 9],
      ],
      'long',
    ],
    [
      'one that delegates in its place by age, with its delegate',
      [
        ['a', 'x', `{ hosts: ["${FQDN}"], http: [{ delegate: { name: d, namespace: x } }] }`],
        ['d', 'x', '{ http: [{ directResponse: { status: 200, body: { string: delegate } } }] }'],
        ['z', 'x', says(FQDN, 'plain'), 9],
      ],
      'delegate',
    ],
    [
      'one whose rules are all for others claims nothing',
      [
        [
          'a',
          'x',
          `{ hosts: ["${FQDN}"], http: [{ match: [{ sourceLabels: { app: other } }], directResponse: { status: 200, body: { string: other } } }] }`,
        ],
        ['z', 'x', says(FQDN, 'everyone'), 9],
      ],
      'everyone',
    ],
    [
      'one that is exported to nobody here',
      [['a', 'x', says(FQDN, 'hidden', 'exportTo: [elsewhere],')]],
      'routed',
    ],
    [
      'a short host means the object’s own namespace',
      [
        ['a', 'shop', says('api', 'shop')],
        ['b', 'bank', says('api', 'bank'), 2],
      ],
      'bank',
    ],
    [
      'a short host without a service, by its full name',
      [['a', 'shop', says('legacy', 'legacy')]],
      'legacy',
      { host: 'legacy.shop.svc.cluster.local' },
    ],
    [
      'a short host without a service has no short name',
      [['a', 'shop', says('legacy', 'legacy')]],
      'passthrough',
      { host: 'legacy' },
    ],
    [
      'a host with a dot is taken as it is written, before the service that has it as a short name',
      [['a', 'x', says('api.bank', 'literal')]],
      'literal',
    ],
    [
      'a literal host after the rules of the service itself',
      [
        ['a', 'x', says(FQDN, 'service')],
        ['b', 'x', says('api.bank', 'literal'), 2],
      ],
      'service',
    ],
    [
      'a literal host before the rules of the service itself',
      [
        ['a', 'x', says(FQDN, 'service'), 2],
        ['b', 'x', says('api.bank', 'literal')],
      ],
      'literal',
    ],
    [
      'a wildcard that covers a service does not cover what is none',
      [['a', 'x', says('*.bank.svc.cluster.local', 'wildcard')]],
      'passthrough',
      { host: 'other.bank.svc.cluster.local' },
    ],
    [
      'a wildcard that covers no service',
      [['a', 'x', says('*.example', 'wildcard')]],
      'wildcard',
      { host: 'api.example' },
    ],
    [
      'the longest wildcard keeps a service from a shorter one, even where its rules are for others',
      [
        [
          'a',
          'x',
          '{ hosts: ["*.bank.svc.cluster.local"], http: [{ match: [{ sourceLabels: { app: other } }], directResponse: { status: 200 } }] }',
        ],
        ['b', 'x', says('*.cluster.local', 'shorter')],
      ],
      'routed',
      { host: FQDN },
    ],
  ];

  it.each(CASES.map((entry) => [entry[0], entry] as const))('%s', (_, [, written, expected, request]) => {
    expect(answered(objects('VirtualService', written), request)).toBe(expected);
  });
});

describe('delegates', () => {
  const root = (match: string) =>
    `{ hosts: ["${FQDN}"], http: [{ match: [${match}], delegate: { name: d, namespace: x } }] }`;
  const delegate = (match: string) =>
    `{ http: [{ match: [${match}], directResponse: { status: 200, body: { string: taken } } }] }`;
  const CASES: readonly (readonly [string, string, string, string])[] = [
    ['a prefix is continued', '{ uri: { prefix: /a } }', '{ uri: { prefix: /a/b } }', 'taken'],
    ['a prefix is left', '{ uri: { prefix: /a/b } }', '{ uri: { prefix: /a } }', 'not-found'],
    ['the exact path again', '{ uri: { exact: /a/b/c } }', '{ uri: { exact: /a/b/c } }', 'taken'],
    ['a prefix below an exact path', '{ uri: { exact: /a } }', '{ uri: { prefix: /a } }', 'not-found'],
    [
      'a regular expression at the root',
      '{ uri: { regex: "/a.*" } }',
      '{ uri: { exact: /a/b/c } }',
      'not-found',
    ],
    [
      'a regular expression at the root and no path below',
      '{ uri: { regex: "/a.*" } }',
      '{ headers: { x: { exact: y } } }',
      'taken',
    ],
    ['case is ignored by one only', '{ ignoreUriCase: true }', '{ uri: { prefix: /a } }', 'not-found'],
    ['another port', '{ port: 80 }', '{ port: 81 }', 'not-found'],
    [
      'the namespace of the source is not repeated',
      '{ sourceNamespace: shop }',
      '{ uri: { prefix: /a } }',
      'not-found',
    ],
    [
      'the namespace of the source is repeated',
      '{ sourceNamespace: shop }',
      '{ sourceNamespace: shop }',
      'taken',
    ],
    [
      'another label of the source',
      '{ sourceLabels: { app: web } }',
      '{ sourceLabels: { app: b } }',
      'not-found',
    ],
    ['one label more of the source', '{ sourceLabels: { app: web } }', '{ uri: { prefix: /a } }', 'taken'],
    ['gateways beyond those of the root', '{ gateways: [mesh] }', '{ gateways: [mesh, x/y] }', 'not-found'],
    ['gateways among those of the root', '{ gateways: [mesh, x/y] }', '{ gateways: [mesh] }', 'taken'],
  ];

  it.each(CASES)('%s', (_, wide, own, expected) => {
    const yaml = objects('VirtualService', [
      ['r', 'x', root(wide)],
      ['d', 'x', delegate(own)],
    ]);
    const outcome = simulateRoute(viewFromYaml(SERVICES + yaml), {
      ...REQUEST,
      path: '/a/b/c',
      headers: { x: 'y' },
    });
    // A root none of whose delegates is left claims nothing, so that the service's own route answers.
    const got = outcome.kind === 'direct-response' ? outcome.body : 'not-found';
    expect(got).toBe(expected);
  });
});

describe('order of DestinationRules', () => {
  const rule = (host: string, mode: string, rest = '') =>
    `{ host: "${host}", ${rest} trafficPolicy: { tls: { mode: ${mode} } } }`;

  function mode(
    written: readonly Written[],
    client: Partial<SimulatedRequest['client']> = {},
  ): string | null {
    const view = viewFromYaml(SERVICES + objects('DestinationRule', written));
    const outcome = simulateRoute(view, { ...REQUEST, client: { ...REQUEST.client, ...client } });
    if (outcome.kind !== 'routed') throw new Error(outcome.kind);
    return outcome.destinations[0]?.limits.tlsMode ?? null;
  }

  const CASES: readonly (readonly [
    string,
    readonly Written[],
    string | null,
    Partial<SimulatedRequest['client']>?,
  ])[] = [
    [
      'the client’s namespace before the service’s',
      [
        ['a', 'bank', rule(FQDN, 'SIMPLE')],
        ['b', 'shop', rule(FQDN, 'DISABLE'), 2],
      ],
      'DISABLE',
    ],
    [
      'a wildcard of the client’s namespace hides an exact one of the service’s',
      [
        ['a', 'bank', rule(FQDN, 'SIMPLE')],
        ['b', 'shop', rule('*.local', 'DISABLE'), 2],
      ],
      'DISABLE',
    ],
    [
      'exported to another namespace only, it does not count for its own',
      [
        ['a', 'shop', rule(FQDN, 'DISABLE', 'exportTo: [bank],')],
        ['b', 'bank', rule(FQDN, 'SIMPLE')],
      ],
      'SIMPLE',
    ],
    [
      'the service’s namespace before the root’s',
      [
        ['a', 'istio-system', rule(FQDN, 'DISABLE')],
        ['b', 'bank', rule('*.bank.svc.cluster.local', 'SIMPLE')],
      ],
      'SIMPLE',
    ],
    ['the root namespace for everyone', [['a', 'istio-system', rule('*.local', 'MUTUAL')]], 'MUTUAL'],
    ['a third namespace for nobody', [['a', 'x', rule(FQDN, 'SIMPLE')]], null],
    [
      'private in the service’s namespace',
      [
        ['a', 'bank', rule(FQDN, 'SIMPLE', 'exportTo: ["."],')],
        ['b', 'bank', rule('*.local', 'MUTUAL')],
      ],
      'MUTUAL',
    ],
    [
      'the exact one is exported elsewhere, and wider ones do not step in',
      [
        ['a', 'bank', rule(FQDN, 'SIMPLE', 'exportTo: [x],')],
        ['b', 'bank', rule('*.local', 'MUTUAL')],
      ],
      null,
    ],
    [
      'in the root namespace only private rules come first',
      [
        ['a', 'istio-system', rule('*.local', 'DISABLE')],
        ['b', 'bank', rule(FQDN, 'SIMPLE')],
      ],
      'SIMPLE',
      { namespace: 'istio-system' },
    ],
    [
      'in the root namespace a private rule',
      [
        ['a', 'istio-system', rule('*.local', 'DISABLE', 'exportTo: ["."],')],
        ['b', 'bank', rule(FQDN, 'SIMPLE')],
      ],
      'DISABLE',
      { namespace: 'istio-system' },
    ],
    [
      'the oldest policy of two that are merged',
      [
        ['b', 'bank', rule(FQDN, 'SIMPLE'), 1],
        ['a', 'bank', rule(FQDN, 'DISABLE'), 2],
      ],
      'SIMPLE',
    ],
    [
      'the latest of two that cannot be merged',
      [
        ['a', 'bank', rule(FQDN, 'SIMPLE', 'exportTo: ["*"],'), 1],
        ['b', 'bank', rule(FQDN, 'DISABLE', 'exportTo: [shop],'), 2],
      ],
      'DISABLE',
    ],
    [
      'for the client’s own pods before one for all',
      [
        ['a', 'shop', rule(FQDN, 'SIMPLE'), 1],
        ['b', 'shop', rule(FQDN, 'DISABLE', 'workloadSelector: { matchLabels: { app: web } },'), 2],
      ],
      'DISABLE',
    ],
    [
      'for other pods',
      [
        ['a', 'shop', rule(FQDN, 'SIMPLE'), 1],
        ['b', 'shop', rule(FQDN, 'DISABLE', 'workloadSelector: { matchLabels: { app: x } },'), 2],
      ],
      'SIMPLE',
    ],
    [
      'as private as one for other pods, and lost in it',
      [
        ['a', 'shop', rule(FQDN, 'SIMPLE', 'exportTo: ["."],'), 1],
        ['b', 'shop', rule(FQDN, 'DISABLE', 'workloadSelector: { matchLabels: { app: x } },'), 2],
      ],
      null,
    ],
    [
      'exported to more than an older one, and merged into it',
      [
        ['a', 'bank', rule(FQDN, 'SIMPLE', 'exportTo: [shop],'), 1],
        ['b', 'bank', rule(FQDN, 'DISABLE', 'exportTo: [shop, other],'), 2],
      ],
      'SIMPLE',
    ],
    [
      'for pods of its own namespace only',
      [['a', 'bank', rule(FQDN, 'DISABLE', 'workloadSelector: { matchLabels: { app: web } },')]],
      null,
    ],
  ];

  it.each(CASES.map((entry) => [entry[0], entry] as const))('%s', (_, [, written, expected, client]) => {
    expect(mode(written, client)).toBe(expected);
  });
});

describe('what a cluster gets', () => {
  const POLICY = 'loadBalancer: { simple: RANDOM }, connectionPool: { tcp: { maxConnections: 7 } }';
  const CASES: readonly (readonly [string, string, readonly [string, number | null]])[] = [
    [
      'the rule’s policy',
      `trafficPolicy: { ${POLICY} }, subsets: [{ name: v1, labels: { version: v1 } }]`,
      ['RANDOM', 7],
    ],
    [
      'a subset’s fields over the rule’s',
      `trafficPolicy: { ${POLICY} }, subsets: [{ name: v1, labels: { version: v1 }, trafficPolicy: { loadBalancer: { simple: ROUND_ROBIN } } }]`,
      ['ROUND_ROBIN', 7],
    ],
    [
      'a port’s settings in place of all of the rule’s',
      `trafficPolicy: { ${POLICY}, portLevelSettings: [{ port: { number: 80 }, loadBalancer: { simple: ROUND_ROBIN } }] }, subsets: [{ name: v1, labels: { version: v1 } }]`,
      ['ROUND_ROBIN', null],
    ],
    [
      'another port’s settings not at all',
      `trafficPolicy: { ${POLICY}, portLevelSettings: [{ port: { number: 81 }, loadBalancer: { simple: ROUND_ROBIN } }] }, subsets: [{ name: v1, labels: { version: v1 } }]`,
      ['RANDOM', 7],
    ],
    [
      'a subset’s fields over the port’s of the rule',
      `trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, ${POLICY} }] }, subsets: [{ name: v1, labels: { version: v1 }, trafficPolicy: { loadBalancer: { simple: ROUND_ROBIN } } }]`,
      ['ROUND_ROBIN', 7],
    ],
    [
      'a subset’s port in place of everything',
      `trafficPolicy: { ${POLICY} }, subsets: [{ name: v1, labels: { version: v1 }, trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, loadBalancer: { simple: ROUND_ROBIN } }] } }]`,
      ['ROUND_ROBIN', null],
    ],
  ];

  it.each(CASES)('%s', (_, spec, expected) => {
    const view = viewFromYaml(
      SERVICES +
        objects('DestinationRule', [['a', 'bank', `{ host: api, ${spec} }`]]) +
        objects('VirtualService', [
          ['a', 'bank', '{ hosts: [api], http: [{ route: [{ destination: { host: api, subset: v1 } }] }] }'],
        ]),
    );
    const outcome = simulateRoute(view, REQUEST);
    const limits = outcome.kind === 'routed' ? outcome.destinations[0]?.limits : undefined;
    expect([limits?.loadBalancer, limits?.connectionPool?.maxConnections ?? null]).toEqual(expected);
  });
});

describe('a VirtualService beside routes that are attached to the service', () => {
  const route = (namespace: string, rest = '') =>
    `{ parentRefs: [{ group: "", kind: Service, name: api, namespace: bank }], rules: [{ filters: [{ type: RequestRedirect, requestRedirect: { hostname: ${namespace}.route } }] ${rest} }] }`;
  const CASES: readonly (readonly [string, Written | null, Written, string])[] = [
    [
      'the older VirtualService',
      ['v', 'x', says(FQDN, 'virtual'), 1],
      ['r', 'bank', route('bank'), 2],
      'virtual',
    ],
    ['the older route', ['v', 'x', says(FQDN, 'virtual'), 2], ['r', 'bank', route('bank'), 1], 'bank.route'],
    [
      'an exact host before a wildcard, whatever its age',
      ['v', 'x', says('*.local', 'virtual'), 1],
      ['r', 'bank', route('bank'), 2],
      'bank.route',
    ],
    [
      'the client’s own route before what is public',
      ['v', 'x', says(FQDN, 'virtual'), 1],
      ['r', 'shop', route('shop'), 2],
      'shop.route',
    ],
    [
      'a private VirtualService before a public route',
      ['v', 'shop', says(FQDN, 'virtual', 'exportTo: ["."],'), 2],
      ['r', 'bank', route('bank'), 1],
      'virtual',
    ],
  ];

  it.each(CASES)('%s', (_, virtualService, written, expected) => {
    const yaml =
      objects('VirtualService', virtualService === null ? [] : [virtualService]) +
      objects('HTTPRoute', [written], 'gateway.networking.k8s.io/v1');
    const outcome = explainRoute(viewFromYaml(SERVICES + yaml), REQUEST);
    const got =
      outcome.kind === 'redirect'
        ? new URL(outcome.location).hostname
        : outcome.kind === 'direct-response'
          ? outcome.body
          : outcome.kind;
    expect(got).toBe(expected);
    expect(outcome.steps.filter(({ kind }) => kind === 'chosen').length).toBeGreaterThan(0);
  });

  it('asks a GRPCRoute and an HTTPRoute on the same Service together', () => {
    const parents = 'parentRefs: [{ group: "", kind: Service, name: api, namespace: bank }]';
    const grpc = `{ ${parents}, rules: [{ matches: [{ method: { service: shop.Cart } }], backendRefs: [{ name: api, port: 80 }] }] }`;
    const yaml =
      objects('HTTPRoute', [['old', 'bank', route('bank')]], 'gateway.networking.k8s.io/v1') +
      objects('GRPCRoute', [['new', 'bank', grpc, 5]], 'gateway.networking.k8s.io/v1');
    const outcome = explainRoute(viewFromYaml(SERVICES + yaml), { ...REQUEST, path: '/shop.Cart/Add' });
    expect(outcome).toMatchObject({ kind: 'routed', matched: { object: { kind: 'GRPCRoute' } } });
    expect(explainRoute(viewFromYaml(SERVICES + yaml), REQUEST)).toMatchObject({
      matched: { object: { kind: 'HTTPRoute' } },
    });
  });
});
