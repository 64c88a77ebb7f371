/** One long file on purpose: each fact is a few lines of YAML and what is said of them, read together as a table. */
import { describe, expect, it } from 'vitest';
import { storedObjects } from '@/lib/config/stored-objects';
import type { MeshFacts } from '@/lib/graph/mesh-facts';
import { meshFactsOf, meshFactsSteps } from './mesh-facts';
import { meshFactsFrom } from './port';

function objectsOf(...documents: readonly string[]) {
  const { placed, unreadable } = storedObjects(documents.join('\n---\n'), 'test.yaml', (text) => text);
  expect(unreadable).toEqual([]);
  return placed.map(({ object }) => object);
}

const factsOf = (...documents: readonly string[]): MeshFacts => meshFactsOf(objectsOf(...documents));

function namespace(name: string, labels: Readonly<Record<string, string>> = {}): string {
  return `{apiVersion: v1, kind: Namespace, metadata: {name: ${name}, labels: ${JSON.stringify(labels)}}}`;
}

const ENABLED = namespace('shop', { 'istio-injection': 'enabled' });

interface DeploymentParts {
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly replicas?: number;
  readonly status?: object;
  readonly containers?: readonly string[];
}

function deployment(name: string, parts: DeploymentParts = {}): string {
  const labels = parts.labels ?? { app: name };
  return JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: parts.namespace ?? 'shop', annotations: parts.annotations ?? {} },
    spec: {
      ...(parts.replicas === undefined ? {} : { replicas: parts.replicas }),
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: (parts.containers ?? ['app']).map((container) => ({ name: container })) },
      },
    },
    ...(parts.status === undefined ? {} : { status: parts.status }),
  });
}

function service(name: string, selector: Readonly<Record<string, string>> = { app: name }): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop' },
    spec: { selector, ports: [{ name: 'http', port: 80 }] },
  });
}

function istio(kind: string, name: string, spec: object, inNamespace = 'shop'): string {
  return JSON.stringify({
    apiVersion: 'networking.istio.io/v1',
    kind,
    metadata: { name, namespace: inNamespace },
    spec,
  });
}

function gatewayApi(kind: string, name: string, spec: object): string {
  return JSON.stringify({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind,
    metadata: { name, namespace: 'shop' },
    spec,
  });
}

const workload = (facts: MeshFacts, name: string) => facts.workloads.find((one) => one.name === name);
const serviceFact = (facts: MeshFacts, name: string) => facts.services.find((one) => one.name === name);

describe('names of workloads', () => {
  it.each([
    [{ app: 'a', version: 'v1' }, 'a', 'v1'],
    [{ app: 'a', 'app.kubernetes.io/name': 'b', 'app.kubernetes.io/version': '2' }, 'b', '2'],
    [{ 'service.istio.io/canonical-name': 'c', 'app.kubernetes.io/name': 'b', app: 'a' }, 'c', 'latest'],
    [{ 'service.istio.io/canonical-revision': 'x', version: 'v1', app: '' }, 'thing', 'x'],
    [{ other: 'label' }, 'thing', 'latest'],
  ])('follow the order of labels that Istio has: %j is %s %s', (labels, app, version) => {
    const facts = factsOf(deployment('thing', { labels: labels as Record<string, string> }));
    expect(workload(facts, 'thing')).toMatchObject({ app, version });
  });
});

describe('membership of the mesh', () => {
  const pod = (labels: Readonly<Record<string, string>>, containers?: readonly string[]) =>
    deployment('thing', { labels: { app: 'thing', ...labels }, ...(containers ? { containers } : {}) });
  const INJECT = 'sidecar.istio.io/inject';

  it.each([
    ['an enabled namespace', { 'istio-injection': 'enabled' }, {}, false, false],
    ['a pod that declines', { 'istio-injection': 'enabled' }, { [INJECT]: 'false' }, true, false],
    ['a disabled namespace', { 'istio-injection': 'disabled' }, {}, true, false],
    [
      'a pod that asks in a disabled namespace',
      { 'istio-injection': 'disabled' },
      { [INJECT]: 'true' },
      true,
      false,
    ],
    ['a namespace that says nothing', {}, {}, true, false],
    ['a pod that asks where the namespace says nothing', {}, { [INJECT]: 'true' }, false, false],
    ['a pod that names a revision', {}, { 'istio.io/rev': 'canary' }, false, false],
    ['a namespace that names a revision', { 'istio.io/rev': '1-30' }, {}, false, false],
    [
      'a disabled namespace with a revision',
      { 'istio-injection': 'disabled', 'istio.io/rev': '1-30' },
      {},
      true,
      false,
    ],
    ['an ambient namespace', { 'istio.io/dataplane-mode': 'ambient' }, {}, false, true],
    [
      'a pod that leaves ambient mode',
      { 'istio.io/dataplane-mode': 'ambient' },
      { 'istio.io/dataplane-mode': 'none' },
      true,
      false,
    ],
    ['a pod that joins ambient mode', {}, { 'istio.io/dataplane-mode': 'ambient' }, false, true],
  ] as const)('is told for %s', (_case, namespaceLabels, labels, outOfMesh, ambient) => {
    const facts = factsOf(namespace('shop', namespaceLabels), pod(labels as Record<string, string>));
    expect(workload(facts, 'thing')?.facts).toMatchObject({ outOfMesh, ambient });
    expect(workload(facts, 'thing')?.facts.badges.includes('missingSidecar')).toBe(outOfMesh);
  });

  it('is not told where the namespace is not in the store, unless the proxy is written down', () => {
    expect(workload(factsOf(pod({})), 'thing')?.facts).toMatchObject({ outOfMesh: null, ambient: null });
    const injected = factsOf(pod({}, ['app', 'istio-proxy']));
    expect(workload(injected, 'thing')?.facts.outOfMesh).toBe(false);
  });

  it('is read from running pods rather than from rules', () => {
    const running = (name: string, containers: readonly string[], annotations = {}) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name,
          namespace: 'shop',
          labels: { app: 'thing' },
          annotations,
          ownerReferences: [{ kind: 'ReplicaSet', name: 'thing-1' }],
        },
        spec: { containers: containers.map((container) => ({ name: container })) },
        status: { conditions: [{ type: 'Ready', status: 'True' }] },
      });
    const rolled = factsOf(
      ENABLED,
      pod({}),
      running('thing-1-a', ['app', 'istio-proxy']),
      running('thing-1-b', ['app']),
    );
    expect(rolled.workloads).toHaveLength(1);
    expect(workload(rolled, 'thing')?.facts).toMatchObject({
      outOfMesh: true,
      replicas: { desired: 1, ready: 2 },
    });
    const captured = factsOf(
      ENABLED,
      pod({}),
      running('a', ['app'], { 'ambient.istio.io/redirection': 'enabled' }),
    );
    expect(workload(captured, 'thing')?.facts).toMatchObject({ outOfMesh: false, ambient: true });
  });
});

describe('replicas', () => {
  it('are known as far as the object tells', () => {
    const facts = factsOf(
      deployment('plain'),
      deployment('none', { replicas: 0 }),
      deployment('late', { replicas: 3, status: { readyReplicas: 1 } }),
      deployment('down', { replicas: 3, status: {} }),
      JSON.stringify({
        apiVersion: 'apps/v1',
        kind: 'DaemonSet',
        metadata: { name: 'ds', namespace: 'shop' },
        spec: {},
      }),
    );
    const replicas = (name: string) => workload(facts, name)?.facts.replicas;
    expect(replicas('plain')).toEqual({ desired: 1, ready: null });
    expect(replicas('none')).toEqual({ desired: 0, ready: null });
    expect(replicas('late')).toEqual({ desired: 3, ready: 1 });
    expect(replicas('down')).toEqual({ desired: 3, ready: 0 });
    expect(replicas('ds')).toBeNull();
    expect(workload(facts, 'none')?.facts.dead).toBe(true);
  });

  it('of none make a service dead, as does a selector that finds nothing', () => {
    const facts = factsOf(deployment('loyalty', { replicas: 0 }), service('loyalty'), service('gone'));
    expect(serviceFact(facts, 'loyalty')?.facts.dead).toBe(true);
    expect(serviceFact(facts, 'gone')?.facts.dead).toBe(true);
  });
});

describe('signs of routes', () => {
  const badgesOf = (rule: string, name = 'reviews') => {
    const facts = factsOf(ENABLED, service('reviews'), service('other'), rule);
    return serviceFact(facts, name)?.facts.badges;
  };
  const to = (host: string, rest: object = {}) => ({ destination: { host }, ...rest });
  const virtualService = (http: object, rest: object = {}) =>
    istio('VirtualService', 'rule', { hosts: ['reviews'], http: [http], ...rest });

  it.each([
    ['a plain rule', { route: [to('reviews')] }, []],
    ['a condition', { match: [{ uri: { exact: '/' } }], route: [to('reviews')] }, ['requestRouting']],
    ['weights', { route: [to('reviews', { weight: 1 }), to('other', { weight: 99 })] }, ['trafficShifting']],
    ['a timeout', { timeout: '2s', route: [to('reviews')] }, ['requestTimeout']],
    ['a timeout that is switched off', { timeout: '0s', route: [to('reviews')] }, []],
    ['retries', { retries: { attempts: 2 }, route: [to('reviews')] }, ['retry']],
    ['retries that are switched off', { retries: { attempts: 0 }, route: [to('reviews')] }, []],
    ['a mirror', { mirror: { host: 'other' }, route: [to('reviews')] }, ['mirroring']],
    [
      'a delay',
      { fault: { delay: { fixedDelay: '1s', percentage: { value: 1 } } }, route: [to('reviews')] },
      ['faultInjection'],
    ],
    ['an abort that never happens', { fault: { abort: { httpStatus: 500 } }, route: [to('reviews')] }, []],
  ])('tell %s', (_case, http, badges) => {
    expect(badgesOf(virtualService(http))).toEqual(badges);
  });

  it('tell weights of TCP apart', () => {
    const rule = istio('VirtualService', 'rule', {
      hosts: ['reviews'],
      tcp: [{ route: [to('reviews', { weight: 1 }), to('other', { weight: 1 })] }],
    });
    expect(badgesOf(rule)).toEqual(['tcpTrafficShifting']);
  });

  it('of a gateway go to the service that a route sends to, and only with that route', () => {
    const rule = istio('VirtualService', 'rule', {
      hosts: ['*'],
      gateways: ['web'],
      http: [
        { match: [{ uri: { prefix: '/r' } }], route: [to('reviews')] },
        { timeout: '1s', route: [to('other')] },
      ],
    });
    expect(badgesOf(rule, 'reviews')).toEqual(['requestRouting']);
    expect(badgesOf(rule, 'other')).toEqual(['requestRouting', 'requestTimeout']);
  });

  it('respect who sees the rule', () => {
    const http = { timeout: '2s', route: [to('reviews')] };
    expect(badgesOf(virtualService(http, { exportTo: ['.'] }))).toEqual(['requestTimeout']);
    expect(badgesOf(virtualService(http, { exportTo: ['~'] }))).toEqual([]);
    expect(badgesOf(virtualService(http, { exportTo: ['nowhere'] }))).toEqual([]);
  });

  it('come with the rules by name', () => {
    const facts = factsOf(service('reviews'), virtualService({ route: [to('reviews')] }));
    expect(serviceFact(facts, 'reviews')?.facts.ruledBy).toEqual([
      { kind: 'VirtualService', group: 'networking.istio.io', namespace: 'shop', name: 'rule' },
    ]);
  });

  it('are read from routes of the Gateway API too', () => {
    const http = gatewayApi('HTTPRoute', 'split', {
      parentRefs: [{ group: '', kind: 'Service', name: 'reviews' }],
      rules: [
        {
          timeouts: { request: '1s' },
          filters: [{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'other', port: 80 } } }],
          backendRefs: [
            { name: 'reviews', port: 80, weight: 9 },
            { name: 'other', port: 80, weight: 1 },
          ],
        },
      ],
    });
    expect(badgesOf(http)).toEqual(['mirroring', 'trafficShifting', 'requestTimeout']);
    const tcp = gatewayApi('TCPRoute', 'split', {
      parentRefs: [{ name: 'web' }],
      rules: [
        {
          backendRefs: [
            { name: 'reviews', port: 1 },
            { name: 'other', port: 1 },
          ],
        },
      ],
    });
    expect(badgesOf(tcp)).toEqual(['tcpTrafficShifting']);
  });
});

describe('circuit breakers', () => {
  const pair = [
    ENABLED,
    service('reviews'),
    deployment('reviews-v1', { labels: { app: 'reviews', version: 'v1' } }),
    deployment('reviews-v2', { labels: { app: 'reviews', version: 'v2' } }),
  ];
  const signs = (...rules: readonly string[]) => {
    const facts = factsOf(...pair, ...rules);
    return [
      serviceFact(facts, 'reviews')?.facts.badges,
      workload(facts, 'reviews-v1')?.facts.badges,
      workload(facts, 'reviews-v2')?.facts.badges,
    ].map((badges) => badges?.includes('circuitBreaker'));
  };
  const LIMITS = { connectionPool: { tcp: { maxConnections: 1 } } };

  it('hold for the whole service, or for the workloads of a subset', () => {
    const whole = istio('DestinationRule', 'rule', {
      host: 'reviews',
      trafficPolicy: { outlierDetection: {} },
    });
    expect(signs(whole)).toEqual([true, true, true]);
    const subset = istio('DestinationRule', 'rule', {
      host: 'reviews',
      subsets: [{ name: 'two', labels: { version: 'v2' }, trafficPolicy: LIMITS }],
    });
    expect(signs(subset)).toEqual([true, false, true]);
    const port = istio('DestinationRule', 'rule', {
      host: 'reviews',
      trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, ...LIMITS }] },
    });
    expect(signs(port)).toEqual([true, true, true]);
    expect(signs(istio('DestinationRule', 'rule', { host: 'reviews', trafficPolicy: { tls: {} } }))).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('of a wildcard give way to a rule for the host itself', () => {
    const wide = istio('DestinationRule', 'wide', {
      host: '*.shop.svc.cluster.local',
      trafficPolicy: LIMITS,
    });
    expect(signs(wide)).toEqual([true, true, true]);
    expect(signs(wide, istio('DestinationRule', 'own', { host: 'reviews' }))).toEqual([false, false, false]);
  });
});

describe('rate limits', () => {
  const limit = (workloadSelector: object, context: string, inNamespace = 'shop') =>
    istio(
      'EnvoyFilter',
      'limit',
      {
        workloadSelector,
        configPatches: [
          {
            applyTo: 'HTTP_FILTER',
            match: { context },
            patch: { operation: 'INSERT_BEFORE', value: { name: 'envoy.filters.http.local_ratelimit' } },
          },
        ],
      },
      inNamespace,
    );
  const isLimited = (filter: string) =>
    workload(factsOf(ENABLED, deployment('catalog'), filter), 'catalog')?.facts.badges.includes('rateLimit');

  it('reach the workloads that the filter selects, in its namespace or from the root', () => {
    expect(isLimited(limit({ labels: { app: 'catalog' } }, 'SIDECAR_INBOUND'))).toBe(true);
    expect(isLimited(limit({ labels: { app: 'other' } }, 'SIDECAR_INBOUND'))).toBe(false);
    expect(isLimited(limit({ labels: { app: 'catalog' } }, 'SIDECAR_INBOUND', 'elsewhere'))).toBe(false);
    expect(isLimited(limit({}, 'ANY', 'istio-system'))).toBe(true);
    expect(isLimited(limit({}, 'GATEWAY'))).toBe(false);
  });

  it('are no other filter', () => {
    expect(isLimited(limit({}, 'ANY').replace('local_ratelimit', 'lua'))).toBe(false);
    expect(isLimited(limit({}, 'ANY').replace('INSERT_BEFORE', 'REMOVE'))).toBe(false);
  });
});

describe('gateways', () => {
  it('are what a Gateway selects, with the hosts that it serves, and part of the mesh', () => {
    const facts = factsOf(
      namespace('shop'),
      deployment('edge', { labels: { istio: 'ingressgateway' } }),
      deployment('out', { labels: { istio: 'egressgateway' } }),
      istio('Gateway', 'web', {
        selector: { istio: 'ingressgateway' },
        servers: [{ port: { number: 80 }, hosts: ['shop.example.com', './b.example.com'] }],
      }),
    );
    expect(workload(facts, 'edge')?.facts).toMatchObject({
      gateway: { kind: 'ingress', hostnames: ['b.example.com', 'shop.example.com'] },
      outOfMesh: false,
      badges: ['gateway'],
    });
    expect(workload(facts, 'out')?.facts.gateway).toEqual({ kind: 'egress', hostnames: [] });
  });

  it('of the Gateway API are known before anybody sees their pods', () => {
    const facts = factsOf(
      gatewayApi('Gateway', 'web', {
        gatewayClassName: 'istio',
        listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
      }),
      gatewayApi('HTTPRoute', 'web', {
        parentRefs: [{ name: 'web' }],
        hostnames: ['a.example.com'],
        rules: [],
      }),
      gatewayApi('Gateway', 'waypoint', { gatewayClassName: 'istio-waypoint', listeners: [] }),
      gatewayApi('Gateway', 'foreign', { gatewayClassName: 'nginx', listeners: [] }),
    );
    expect(facts.workloads.map(({ name, app, facts: own }) => [name, app, own.gateway])).toEqual([
      ['waypoint', 'waypoint', { kind: 'waypoint', hostnames: [] }],
      ['web-istio', 'web-istio', { kind: 'gatewayApi', hostnames: ['a.example.com'] }],
    ]);
  });
});

describe('ServiceEntries and WorkloadEntries', () => {
  it('are facts of their own, with the namespaces that see them', () => {
    const entry = (exportTo?: readonly string[]) =>
      factsOf(
        istio('ServiceEntry', 'pay', {
          hosts: ['a.example.com', 'b.example.com'],
          location: 'MESH_INTERNAL',
          ...(exportTo === undefined ? {} : { exportTo }),
        }),
      ).serviceEntries[0];
    expect(entry()).toMatchObject({
      name: 'pay',
      hosts: ['a.example.com', 'b.example.com'],
      location: 'MESH_INTERNAL',
      exportTo: null,
      facts: { serviceEntry: { name: 'pay', namespace: 'shop' } },
    });
    expect(entry(['.', 'other'])?.exportTo).toEqual(['shop', 'other']);
    expect(entry(['*'])?.exportTo).toBeNull();
    expect(entry(['~'])?.exportTo).toEqual([]);
  });

  it('make one workload of the machines that share a name in metrics', () => {
    const machine = (name: string) =>
      JSON.stringify({
        apiVersion: 'networking.istio.io/v1',
        kind: 'WorkloadEntry',
        metadata: {
          name,
          namespace: 'shop',
          labels: { 'service.istio.io/workload-name': 'vm' },
          annotations: { 'istio.io/autoRegistrationGroup': 'vm' },
        },
        spec: { address: '10.0.0.1', labels: { app: 'warehouse', version: 'v1' } },
      });
    const facts = factsOf(machine('vm-1'), machine('vm-2'), service('warehouse'));
    expect(facts.workloads).toHaveLength(1);
    expect(workload(facts, 'vm')).toMatchObject({
      app: 'warehouse',
      version: 'v1',
      facts: {
        badges: ['workloadEntry'],
        workloadEntries: ['vm-1', 'vm-2'],
        replicas: { desired: 2, ready: null },
        outOfMesh: false,
      },
    });
    expect(serviceFact(facts, 'warehouse')).toMatchObject({
      app: 'warehouse',
      workloads: ['vm'],
      facts: { badges: ['workloadEntry'], dead: false },
    });
  });
});

describe('meshFactsFrom', () => {
  it('works facts out once for each state of the store', async () => {
    let objects = objectsOf(service('a'));
    const port = meshFactsFrom(
      { list: async () => ({ objects: [...objects], unreadable: [] }) },
      async () => {},
    );
    const first = await port.facts();
    expect(await port.facts()).toBe(first);
    objects = objectsOf(service('a'), service('b'));
    expect((await port.facts()).services.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('answers all who ask while it works with one and the same', async () => {
    const objects = objectsOf(service('a'));
    const port = meshFactsFrom({ list: async () => ({ objects, unreadable: [] }) }, async () => {});
    const [one, other] = await Promise.all([port.facts(), port.facts()]);
    expect(other).toBe(one);
  });

  it('tells what the store may not show, but nothing of kinds that are not installed', async () => {
    const kinds = [{ group: 'networking.istio.io', kind: 'Gateway' }];
    const gaps = [
      {
        reason: 'forbidden' as const,
        kinds,
        namespaces: ['shop'],
        message: 'Gateways in shop may not be read.',
      },
      { reason: 'not-installed' as const, kinds, namespaces: null, message: 'There are no Gateways.' },
    ];
    const store = { list: async () => ({ objects: [], unreadable: [], gaps }) };
    expect(await meshFactsFrom(store, async () => {}).gaps?.()).toEqual([
      'Gateways in shop may not be read.',
    ]);
  });
});

describe('meshFactsSteps', () => {
  it('takes a step for a few dozen services and workloads, however many there are', () => {
    const steps = (count: number) => {
      const objects = objectsOf(...Array.from({ length: count }, (_, at) => service(`s${at}`)));
      return [...meshFactsSteps(objects)].length;
    };
    expect(steps(640) - steps(320)).toBeGreaterThanOrEqual(10);
  });
});
