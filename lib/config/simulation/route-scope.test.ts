/** What a client's proxy knows: Sidecar objects, exportTo defaults, delegates, layer 4, waypoints. */
import { describe, expect, it } from 'vitest';
import type { MeshSettings } from './mesh-view';
import type { RouteOutcome } from './outcome';
import type { SimulatedRequest } from './request';
import { explainRoute } from './route';
import { viewFromYaml } from './view-from-yaml';

const MESH = `
apiVersion: v1
kind: Namespace
metadata: { name: lab, labels: { istio.io/dataplane-mode: ambient } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { clusterIP: 10.1.0.1, selector: { app: web }, ports: [{ port: 80, name: http }] }
---
apiVersion: v1
kind: Service
metadata: { name: api, namespace: bank }
spec: { selector: { app: api }, ports: [{ port: 80, name: http }, { port: 8080, name: http-alt }] }
---
apiVersion: v1
kind: Service
metadata: { name: db, namespace: bank }
spec: { clusterIP: 10.1.0.9, selector: { app: api }, ports: [{ port: 5432, name: tcp }, { port: 443, name: tls }] }
---
apiVersion: v1
kind: Service
metadata: { name: echo, namespace: lab, labels: { istio.io/use-waypoint: wp } }
spec: { selector: { app: echo }, ports: [{ port: 80, name: http }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: wp, namespace: lab }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { app: web } } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: bank }
spec: { template: { metadata: { labels: { app: api, version: v1 } } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: echo, namespace: lab }
spec: { template: { metadata: { labels: { app: echo } } } }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: pay, namespace: shop }
spec: { hosts: [pay.example.com], resolution: DNS, ports: [{ number: 80, name: http, protocol: HTTP }] }
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

function ask(
  yaml: string,
  request: Partial<SimulatedRequest> = {},
  settings: Partial<MeshSettings> = {},
): RouteOutcome {
  return explainRoute(viewFromYaml(MESH + yaml, settings), { ...REQUEST, ...request });
}

function object(
  kind: string,
  name: string,
  spec: string,
  namespace = 'shop',
  created = '2026-01-01T00:00:00Z',
): string {
  return `
apiVersion: networking.istio.io/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace}, creationTimestamp: "${created}" }
spec: ${spec}
---`;
}

/** Which rule answered, by its direct response. */
function answered(outcome: RouteOutcome): string | null {
  return outcome.kind === 'direct-response' ? outcome.body : outcome.kind;
}

const SAY = (body: string) => `directResponse: { status: 200, body: { string: ${body} } }`;

describe('Sidecar', () => {
  const sidecar = (egress: string, rest = '', namespace = 'shop', name = 'default') =>
    object('Sidecar', name, `{ egress: ${egress} ${rest} }`, namespace);

  const CASES: readonly (readonly [string, string, string])[] = [
    ['no Sidecar', '', 'routed'],
    ['own namespace only', sidecar('[{ hosts: ["./*"] }]'), 'passthrough'],
    ['a namespace', sidecar('[{ hosts: ["bank/*"] }]'), 'routed'],
    ['a host', sidecar('[{ hosts: ["bank/api.bank.svc.cluster.local"] }]'), 'routed'],
    ['another host', sidecar('[{ hosts: ["bank/db.bank.svc.cluster.local"] }]'), 'passthrough'],
    ['a host anywhere', sidecar('[{ hosts: ["*/*.bank.svc.cluster.local"] }]'), 'routed'],
    ['nothing', sidecar('[{ hosts: ["~/*"] }]'), 'passthrough'],
    ['all left out again', sidecar('[{ hosts: ["bank/*", "~/*"] }]'), 'passthrough'],
    [
      'a listener of another port',
      sidecar('[{ port: { number: 8080, protocol: HTTP }, hosts: ["*/*"] }]'),
      'passthrough',
    ],
    [
      'a listener of the port',
      sidecar('[{ port: { number: 80, protocol: HTTP }, hosts: ["*/*"] }, { hosts: ["~/*"] }]'),
      'routed',
    ],
    [
      'only known hosts',
      sidecar('[{ hosts: ["./*"] }]', ', outboundTrafficPolicy: { mode: REGISTRY_ONLY }'),
      'blackhole',
    ],
    [
      'one for other pods',
      sidecar('[{ hosts: ["./*"] }]', ', workloadSelector: { labels: { app: other } }'),
      'routed',
    ],
    ['one of the root namespace', sidecar('[{ hosts: ["./*"] }]', '', 'istio-system'), 'passthrough'],
    [
      'own before that of the root',
      sidecar('[{ hosts: ["./*"] }]', '', 'istio-system') + sidecar('[{ hosts: ["*/*"] }]'),
      'routed',
    ],
    [
      'a selecting one before the default',
      sidecar('[{ hosts: ["*/*"] }]', ', workloadSelector: { labels: { app: web } }', 'shop', 'web') +
        sidecar('[{ hosts: ["./*"] }]'),
      'routed',
    ],
  ];

  it.each(CASES)('%s', (_name, yaml, kind) => {
    expect(ask(yaml).kind).toBe(kind);
  });

  it('knows a destination that is not imported where an imported rule names it, on the ports that it names', () => {
    const rules = (port: string) =>
      object(
        'VirtualService',
        'elsewhere',
        `{ hosts: [shop.example], http: [{ route: [{ destination: { host: api.bank.svc.cluster.local${port} } }] }] }`,
      );
    const called = { host: 'shop.example', port: 80 };
    const own = sidecar('[{ hosts: ["./*"] }]');
    expect(ask(rules('') + own, called).kind).toBe('routed');
    expect(ask(rules(', port: { number: 81 }') + own, called).kind).toBe('no-cluster');
    const ofPort = sidecar('[{ port: { number: 80, protocol: HTTP, name: http }, hosts: ["./*"] }]');
    expect(ask(rules('') + ofPort, called).kind).toBe('routed');
  });

  it('hides VirtualServices whose hosts it does not import, and names the line', () => {
    const rules = object(
      'VirtualService',
      'all',
      `{ hosts: ["*.bank.svc.cluster.local"], http: [{ ${SAY('rule')} }] }`,
      'bank',
    );
    expect(answered(ask(rules))).toBe('rule');
    const outcome = ask(rules + sidecar('[{ hosts: ["./*"] }]'));
    expect(outcome.steps).toContainEqual(
      expect.objectContaining({
        kind: 'skipped',
        path: ['spec', 'egress'],
        object: expect.objectContaining({ kind: 'Sidecar' }),
      }),
    );
  });
});

describe('the egress proxy of a Sidecar', () => {
  const sidecar = (policy: string) =>
    object('Sidecar', 'default', `{ outboundTrafficPolicy: ${policy} }`, 'shop');

  it.each([
    ['the service that it names', 'api.bank.svc.cluster.local', 'routed'],
    ['nowhere, where the name is none', 'nowhere.bank.svc.cluster.local', 'no-cluster'],
    ['nowhere by a short name, which counts as it is written', 'api', 'no-cluster'],
  ])('sends unknown hosts to %s', (_, host, kind) => {
    const yaml = sidecar(`{ mode: ALLOW_ANY, egressProxy: { host: ${host}, port: { number: 8080 } } }`);
    const outcome = ask(yaml, { host: 'www.example.org' });
    expect(outcome).toMatchObject({ kind, destinations: [{ host, port: 8080, share: 1 }] });
    expect(outcome.steps).toContainEqual(
      expect.objectContaining({ kind: 'chosen', path: ['spec', 'outboundTrafficPolicy', 'egressProxy'] }),
    );
    expect(ask(yaml, { host: 'www.example.org', scheme: 'tls', port: 443 }).kind).toBe(kind);
  });

  it('takes nothing from known hosts', () => {
    const host = 'web.shop.svc.cluster.local';
    const yaml = sidecar(`{ mode: ALLOW_ANY, egressProxy: { host: ${host}, port: { number: 80 } } }`);
    expect(ask(yaml)).toMatchObject({ destinations: [{ host: 'api.bank.svc.cluster.local' }] });
  });
});

describe('MeshConfig', () => {
  it('gives the exportTo of objects that write none', () => {
    const rules = object('VirtualService', 'all', `{ hosts: [api], http: [{ ${SAY('rule')} }] }`, 'bank');
    expect(answered(ask(rules, {}, { defaultVirtualServiceExportTo: ['.'] }))).toBe('routed');
    expect(ask('', {}, { defaultServiceExportTo: ['.'] }).kind).toBe('passthrough');
  });

  it('gives the default retries', () => {
    expect(ask('', {}, { defaultRetryAttempts: 5, defaultRetryOn: ['503'] })).toMatchObject({
      retries: { attempts: 5, retryOn: ['503'] },
    });
  });
});

describe('delegates', () => {
  const root = (http: string) =>
    object('VirtualService', 'root', `{ hosts: [api.bank.svc.cluster.local], http: [${http}] }`);
  const delegate = (http: string, rest = '') =>
    object('VirtualService', 'sub', `{ http: [${http}] ${rest} }`, 'bank');
  const TO = 'delegate: { name: sub, namespace: bank }';
  const AT = (kind: string, value: string) => `match: [{ uri: { ${kind}: ${value} } }]`;

  const CASES: readonly (readonly [string, string, string, string, string])[] = [
    ['hands over', `{ ${TO} }`, `{ ${SAY('sub')} }`, '/', 'sub'],
    [
      'adds the match of the root',
      `{ ${AT('prefix', '/a')}, ${TO} }, { ${SAY('root')} }`,
      `{ ${SAY('sub')} }`,
      '/b',
      'root',
    ],
    [
      'a longer prefix fits',
      `{ ${AT('prefix', '/a')}, ${TO} }, { ${SAY('root')} }`,
      `{ ${AT('prefix', '/a/b')}, ${SAY('sub')} }`,
      '/a/b/c',
      'sub',
    ],
    [
      'another prefix conflicts',
      `{ ${AT('prefix', '/a')}, ${TO} }, { ${SAY('root')} }`,
      `{ ${AT('prefix', '/b')}, ${SAY('sub')} }`,
      '/b',
      'root',
    ],
    [
      'an equal exact path fits',
      `{ ${AT('exact', '/a')}, ${TO} }, { ${SAY('root')} }`,
      `{ ${AT('exact', '/a')}, ${SAY('sub')} }`,
      '/a',
      'sub',
    ],
    [
      'a regex conflicts',
      `{ ${AT('regex', '/a.*')}, ${TO} }, { ${SAY('root')} }`,
      `{ ${AT('prefix', '/a')}, ${SAY('sub')} }`,
      '/a',
      'root',
    ],
  ];

  it.each(CASES)('%s', (_name, http, sub, path, expected) => {
    expect(answered(ask(root(http) + delegate(sub), { path }))).toBe(expected);
  });

  it('leaves an entry out whose delegate is missing or hidden', () => {
    const http = `{ ${TO} }, { ${SAY('root')} }`;
    expect(answered(ask(root(http)))).toBe('root');
    expect(answered(ask(root(http) + delegate(`{ ${SAY('sub')} }`, ', exportTo: ["."]')))).toBe('root');
  });

  it('fills what the delegate leaves out and resolves hosts in its namespace', () => {
    const outcome = ask(
      root(`{ timeout: 5s, headers: { request: { set: { a: "1" } } }, ${TO} }`) +
        delegate(
          '{ retries: { attempts: 1 }, route: [{ destination: { host: api, port: { number: 80 } } }] }',
        ),
    );
    expect(outcome).toMatchObject({
      kind: 'routed',
      timeoutSeconds: 5,
      retries: { attempts: 1 },
      headers: { request: { set: { a: '1' } } },
      destinations: [{ host: 'api.bank.svc.cluster.local' }],
      matched: { object: { name: 'sub' }, routeIndex: 0 },
    });
  });
});

describe('layer 4', () => {
  const DB = { host: 'db.bank', port: 5432, scheme: 'tcp' } as const;
  const TO = 'route: [{ destination: { host: api.bank.svc.cluster.local, port: { number: 8080 } } }]';
  const host = (outcome: RouteOutcome) =>
    'destinations' in outcome ? outcome.destinations[0]?.host.split('.')[0] : outcome.kind;

  it.each([
    ['without a match', `tcp: [{ ${TO} }]`, DB, 'api'],
    ['by port', `tcp: [{ match: [{ port: 5432 }], ${TO} }]`, DB, 'api'],
    ['of another port', `tcp: [{ match: [{ port: 1 }], ${TO} }]`, DB, 'db'],
    [
      'by subnet of the service',
      `tcp: [{ match: [{ destinationSubnets: ["10.1.0.0/24"] }], ${TO} }]`,
      DB,
      'api',
    ],
    ['by another subnet', `tcp: [{ match: [{ destinationSubnets: ["10.2.0.0/24"] }], ${TO} }]`, DB, 'db'],
    [
      'by address given',
      `tcp: [{ match: [{ destinationSubnets: ["10.2.0.0/24"] }], ${TO} }]`,
      { ...DB, destinationIp: '10.2.0.1' },
      'api',
    ],
    [
      'gateways and labels both',
      `tcp: [{ match: [{ gateways: [mesh], sourceLabels: { app: x } }], ${TO} }]`,
      DB,
      'db',
    ],
    [
      'SNI',
      `tls: [{ match: [{ sniHosts: ["*.example.com"] }], ${TO} }]`,
      { ...DB, port: 443, scheme: 'tls', sni: 'a.example.com' },
      'api',
    ],
    [
      'another SNI',
      `tls: [{ match: [{ sniHosts: ["b.example.com"] }], ${TO} }]`,
      { ...DB, port: 443, scheme: 'tls', sni: 'a.example.com' },
      'passthrough',
    ],
    [
      'another SNI, for other clients',
      `tls: [{ match: [{ sniHosts: ["b.example.com"], sourceLabels: { app: x } }], ${TO} }]`,
      { ...DB, port: 443, scheme: 'tls', sni: 'a.example.com' },
      'db',
    ],
    [
      'a more exact SNI before an earlier rule',
      `tls: [{ match: [{ sniHosts: ["*.example.com"] }], route: [{ destination: { host: db } }] }, { match: [{ sniHosts: ["a.example.com"] }], ${TO} }]`,
      { ...DB, port: 443, scheme: 'tls', sni: 'a.example.com' },
      'api',
    ],
    [
      'a narrower block before a more exact SNI',
      `tls: [{ match: [{ sniHosts: ["a.example.com"] }], route: [{ destination: { host: db } }] }, { match: [{ sniHosts: ["*.example.com"], destinationSubnets: ["10.1.0.0/24"] }], ${TO} }]`,
      { ...DB, port: 443, scheme: 'tls', sni: 'a.example.com' },
      'api',
    ],
  ] as const)('TCP and TLS rules %s', (_name, rules, request, expected) => {
    const yaml = object('VirtualService', 'db', `{ hosts: [db], ${rules} }`, 'bank');
    expect(host(ask(yaml, request))).toBe(expected);
  });

  it('asks every VirtualService of the host, not only the first', () => {
    const yaml =
      object('VirtualService', 'a', `{ hosts: [db], tcp: [{ match: [{ port: 1 }], ${TO} }] }`, 'bank') +
      object('VirtualService', 'b', `{ hosts: [db], tcp: [{ ${TO} }] }`, 'bank');
    expect(host(ask(yaml, DB))).toBe('api');
  });
});

describe('ambient clients', () => {
  const client = { namespace: 'lab', labels: {}, gateway: null, plane: 'ambient' } as const;
  const rule = (namespace: string, target: string) =>
    object('VirtualService', 'v', `{ hosts: [${target}], http: [{ ${SAY('rule')} }] }`, namespace);

  it('are bound by no rule where the service has no waypoint', () => {
    expect(answered(ask(rule('bank', 'api'), { client }))).toBe('routed');
    expect(ask('', { client })).toMatchObject({ kind: 'routed', protocol: 'tcp' });
  });

  it('are bound by the rules at the waypoint, of its namespace and the service’s only', () => {
    const echo = { client, host: 'echo.lab' };
    expect(answered(ask(rule('lab', 'echo'), echo))).toBe('rule');
    expect(answered(ask(rule('shop', 'echo.lab.svc.cluster.local'), echo))).toBe('routed');
  });
});
