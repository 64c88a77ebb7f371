import { describe, expect, it } from 'vitest';
import { configuredRules } from '@/lib/health/configured-rules';
import { toleranceOf } from '@/lib/health/written-tolerance';
import { Fault } from '@/lib/mesh/fault';
import { selectionsOf } from './chart-subject';
import { entryHostsFor } from './entry-hosts';
import { loadGraph } from './load';
import type { MeshFacts } from './mesh-facts';
import { flow, peer, requests, service, tcp } from './passes/sample-flows';
import { rowsOf, samplePort } from './passes/sample-port';
import { PLAIN_OPTIONS } from './plain-request';
import { entryFact, meshFacts, nodeFacts, serviceFact, workloadFact } from './sample-facts';
import { edgesInWords, graphOf } from './sample-graph';

const A_TO_B = [requests(flow())];
const node = (answer: ReturnType<typeof graphOf>, name: string, kind?: string) =>
  answer.nodes.find((one) => one.name === name && (kind === undefined || one.kind === kind));
const ids = (answer: ReturnType<typeof graphOf>) => answer.nodes.map(({ id }) => id);

describe('facts of nodes', () => {
  it('are null without a source, and for what it does not know', () => {
    expect(graphOf({ requests: A_TO_B }).nodes.map(({ facts }) => facts)).toEqual([null, null, null]);
    const facts = meshFacts({ workloads: [workloadFact('b-v1')] });
    const answer = graphOf({ requests: A_TO_B }, {}, { facts });
    expect(node(answer, 'a')?.facts).toBeNull();
    expect(node(answer, 'b', 'app')?.facts).not.toBeNull();
  });

  it('of several workloads of an app are joined', () => {
    const facts = meshFacts({
      workloads: [
        workloadFact('b-v1', {
          facts: nodeFacts({
            labels: { app: 'b', version: 'v1' },
            replicas: { desired: 2, ready: 2 },
            outOfMesh: false,
            badges: ['circuitBreaker'],
          }),
        }),
        workloadFact('b-v2', {
          facts: nodeFacts({
            labels: { app: 'b', version: 'v2' },
            replicas: { desired: 1, ready: 0 },
            outOfMesh: true,
            badges: ['missingSidecar'],
          }),
        }),
      ],
    });
    const app = node(graphOf({ requests: A_TO_B }, { type: 'app' }, { facts }), 'b', 'app');
    expect(app?.facts).toMatchObject({
      labels: { app: 'b' },
      replicas: { desired: 3, ready: 2 },
      badges: ['circuitBreaker', 'missingSidecar'],
    });
    const version = node(graphOf({ requests: A_TO_B }, { type: 'versionedApp' }, { facts }), 'b', 'app');
    expect(version).toMatchObject({ workload: 'b-v1', facts: { badges: ['circuitBreaker'] } });
  });

  it('of a service that has no node stand on what its calls lead to', () => {
    const ruledBy = [{ kind: 'VirtualService', group: 'networking.istio.io', namespace: 'shop', name: 'b' }];
    const facts = meshFacts({
      workloads: [workloadFact('b-v1')],
      services: [
        serviceFact('b', { workloads: ['b-v1'], facts: nodeFacts({ badges: ['requestTimeout'], ruledBy }) }),
      ],
    });
    const straight = graphOf({ requests: A_TO_B }, { serviceNodes: 'none' }, { facts });
    expect(node(straight, 'b')?.facts).toMatchObject({ badges: ['requestTimeout'], ruledBy });
    const through = graphOf({ requests: A_TO_B }, { serviceNodes: 'all' }, { facts });
    expect(node(through, 'b', 'service')?.facts).toMatchObject({ badges: ['requestTimeout'], ruledBy });
    expect(node(through, 'b', 'app')?.facts?.badges).toEqual([]);
  });

  it('tell gateways and waypoints by what they are, whatever they are called', () => {
    const gateway = { kind: 'ingress' as const, hostnames: ['shop.example.com'] };
    const facts = meshFacts({ workloads: [workloadFact('a-v1', { facts: nodeFacts({ gateway }) })] });
    expect(node(graphOf({ requests: A_TO_B }, {}, { facts }), 'a')?.kind).toBe('gateway');
  });

  it('of the plan give way to a proxy that is seen', () => {
    const out = nodeFacts({ outOfMesh: true, badges: ['missingSidecar'] });
    const facts = meshFacts({
      workloads: [workloadFact('a-v1', { facts: out }), workloadFact('b-v1', { facts: out })],
    });
    const answer = graphOf({ requests: A_TO_B }, {}, { facts });
    expect(node(answer, 'a')?.facts).toMatchObject({ outOfMesh: false, badges: [] });
    expect(node(answer, 'b', 'app')?.facts).toMatchObject({ outOfMesh: true, badges: ['missingSidecar'] });
  });
});

const toHost = (host: string, source = peer('a-v1'), rate = 1) =>
  requests(flow({ source, service: service(host, { host }), destination: peer(null) }), {
    ratePerSecond: rate,
  });

describe('ServiceEntries', () => {
  const rows = [toHost('a.example.com'), toHost('b.example.com', peer('a-v1'), 2)];

  it('bring several hosts together in one node, with all their requests', () => {
    const facts = meshFacts({ serviceEntries: [entryFact('pay', ['a.example.com', 'b.example.com'])] });
    const answer = graphOf({ requests: rows }, {}, { facts });
    expect(edgesInWords(answer)).toEqual(['app a > external pay: 3']);
    expect(node(answer, 'pay')).toMatchObject({
      id: 'entry/c1/shop/pay',
      facts: { serviceEntry: { name: 'pay', hosts: ['a.example.com', 'b.example.com'] } },
    });
  });

  it('of one host stay the node of that host', () => {
    const facts = meshFacts({ serviceEntries: [entryFact('pay', ['a.example.com'])] });
    const without = graphOf({ requests: rows });
    const answer = graphOf({ requests: rows }, {}, { facts });
    expect(ids(answer)).toEqual(ids(without));
    expect(node(answer, 'a.example.com')?.facts?.serviceEntry?.name).toBe('pay');
    expect(node(answer, 'b.example.com')?.facts).toBeNull();
  });

  it('are seen only where they are exported to', () => {
    const hosts = ['a.example.com', 'b.example.com'];
    const facts = meshFacts({ serviceEntries: [entryFact('pay', hosts, { exportTo: ['shop'] })] });
    const fromElsewhere = toHost('a.example.com', peer('x-v1', { namespace: 'bank' }), 5);
    const answer = graphOf({ requests: [...rows, fromElsewhere] }, {}, { facts });
    expect(edgesInWords(answer).sort()).toEqual([
      'app a > external pay: 3',
      'app x > external a.example.com: 5',
    ]);
  });

  it('inside the mesh are services, also between caller and workload', () => {
    const inside = (host: string) =>
      requests(flow({ service: service(host, { host }), destination: peer('vm-v1') }));
    const entry = entryFact('machines', ['a.vm', 'b.vm'], { location: 'MESH_INTERNAL' });
    const answer = graphOf(
      { requests: [inside('a.vm'), inside('b.vm')] },
      {},
      { facts: meshFacts({ serviceEntries: [entry] }) },
    );
    expect(edgesInWords(answer).sort()).toEqual([
      'app a > service machines: 2',
      'service machines > app vm: 2',
    ]);
  });

  it('of wildcards cover what they name, the longest first', () => {
    const facts = meshFacts({
      serviceEntries: [
        entryFact('wide', ['*.example.com', 'x.test']),
        entryFact('near', ['*.eu.example.com', 'y.test']),
      ],
    });
    const answer = graphOf({ requests: [toHost('a.eu.example.com'), toHost('example.com')] }, {}, { facts });
    expect(edgesInWords(answer)).toEqual(['app a > external near: 1', 'app a > external example.com: 1']);
  });

  it('are charted as the sum of their hosts', async () => {
    const facts = meshFacts({ serviceEntries: [entryFact('pay', ['a.example.com', 'b.example.com'])] });
    const subject = { source: 'vapp/c1/shop/a/v1', target: 'entry/c1/shop/pay', protocol: 'http' as const };
    const hosts = await entryHostsFor(subject, { facts: async () => facts });
    expect(selectionsOf(subject, null, hosts).map((one) => one.service)).toEqual([
      { cluster: 'c1', namespace: 'shop', name: 'a.example.com' },
      { cluster: 'c1', namespace: 'shop', name: 'b.example.com' },
    ]);
    expect(() => selectionsOf({ node: 'entry/c1/shop/gone' }, null, hosts)).toThrow(/no ServiceEntry gone/);
  });
});

describe('idle nodes', () => {
  const facts = meshFacts({
    workloads: [
      workloadFact('b-v1'),
      workloadFact('b-v2'),
      workloadFact('far', { namespace: 'bank' }),
      workloadFact('way', { facts: nodeFacts({ gateway: { kind: 'waypoint', hostnames: [] } }) }),
    ],
    services: [serviceFact('b', { workloads: ['b-v1', 'b-v2'] }), serviceFact('lonely', { app: null })],
    serviceEntries: [
      entryFact('pay', ['a.example.com', 'b.example.com']),
      entryFact('one', ['c.example.com']),
    ],
  });
  const idle = (part: Parameters<typeof graphOf>[1], rows = A_TO_B) => {
    const answer = graphOf({ requests: rows }, { idleNodes: true, ...part }, { facts });
    return answer.nodes.filter(({ health }) => health.kind === 'idle').map(({ id }) => id);
  };

  it('are shown only when asked for', () => {
    expect(idle({ idleNodes: false })).toEqual([]);
  });

  it('are the workloads without traffic, and what no workload stands for', () => {
    expect(idle({ type: 'workload', serviceNodes: 'auto' })).toEqual([
      'entry/c1/shop/pay',
      'svc/c1/shop/c.example.com',
      'svc/c1/shop/lonely',
      'wl/c1/bank/far',
      'wl/c1/shop/b-v2',
    ]);
    expect(idle({ type: 'workload', serviceNodes: 'none' })).toEqual(['wl/c1/bank/far', 'wl/c1/shop/b-v2']);
    expect(idle({ type: 'app', serviceNodes: 'none' })).toEqual(['app/c1/bank/far']);
    expect(idle({ type: 'versionedApp', serviceNodes: 'none', namespaces: ['shop'] })).toEqual([
      'vapp/c1/shop/b/v2',
    ]);
    expect(idle({ type: 'service' })).toEqual([
      'entry/c1/shop/pay/caller',
      'svc/c1/shop/c.example.com/caller',
      'svc/c1/shop/lonely/caller',
    ]);
    expect(idle({ type: 'workload', serviceNodes: 'none', waypoints: 'nodes' })).toContain('wl/c1/shop/way');
  });

  it('have the id that their first request will give them', () => {
    const before = idle({ type: 'workload', serviceNodes: 'none', namespaces: ['shop'] });
    const busy = requests(flow({ destination: peer('b-v2') }));
    const answer = graphOf({ requests: [...A_TO_B, busy] }, { type: 'workload', serviceNodes: 'none' });
    expect(ids(answer)).toEqual(expect.arrayContaining(before));
  });

  it('are not there twice where one name lives in several clusters', () => {
    const west = requests(
      flow({
        source: peer('a-v1', { cluster: 'c2' }),
        destination: peer('b-v2', { cluster: 'c2' }),
        service: service('b', { cluster: 'c2' }),
      }),
    );
    expect(idle({ type: 'workload', serviceNodes: 'none', namespaces: ['shop'] }, [...A_TO_B, west])).toEqual(
      [],
    );
  });
});

describe('dead nodes', () => {
  const gone = [
    requests(flow({ destination: peer('old-v1'), service: service('old') }), { ratePerSecond: 0 }),
  ];
  const alive: MeshFacts = meshFacts({
    workloads: [workloadFact('a-v1'), workloadFact('b-v1')],
    services: [serviceFact('b', { workloads: ['b-v1'] })],
  });
  const names = (facts: MeshFacts | null, rows = [...A_TO_B, ...gone]) =>
    graphOf({ requests: rows }, { type: 'workload', idle: true }, { facts }).nodes.map(
      ({ kind, name }) => `${kind} ${name}`,
    );

  it('are what has neither traffic nor an object, and what that leaves alone', () => {
    expect(names(null)).toContain('workload old-v1');
    expect(names(alive)).toEqual(['service b', 'workload a-v1', 'workload b-v1']);
  });

  it('are not guessed at by a store that knows none of the namespace', () => {
    expect(names(meshFacts({ workloads: [workloadFact('x', { namespace: 'bank' })] }))).toContain(
      'workload old-v1',
    );
    expect(names(meshFacts())).toContain('service old');
  });

  it('are not guessed at in a cluster that the store does not tell of', () => {
    const far = requests(
      flow({ destination: peer('old-v2', { cluster: 'c2' }), service: service('old', { cluster: 'c2' }) }),
      { ratePerSecond: 0 },
    );
    const seen = names(alive, [...A_TO_B, ...gone, far]);
    expect(seen).toContain('workload old-v2');
    expect(seen).not.toContain('workload old-v1');
  });

  it('have no traffic', () => {
    const unlisted = requests(flow({ destination: peer('new-v1'), service: service('new') }));
    expect(names(alive, [...A_TO_B, unlisted])).toContain('workload new-v1');
    const bytes = tcp(flow({ protocol: 'tcp', destination: peer('raw-v1'), service: service('raw') }));
    const answer = graphOf({ requests: A_TO_B, tcp: [bytes] }, { type: 'workload' }, { facts: alive });
    expect(answer.nodes.map(({ name }) => name)).toContain('raw-v1');
  });
});

describe('health by rules', () => {
  const failing = [requests(flow()), requests(flow(), { code: '500', ratePerSecond: 1 })];
  const tolerant = (scope: object) =>
    configuredRules({
      rates: [{ ...scope, rule: [toleranceOf({ code: '5XX', degraded: 60 })] }],
      latency: [],
      objectives: [],
    });

  it('holds for the nodes and edges that they name, and for boxes', () => {
    const byName = graphOf({ requests: failing }, {}, { rules: tolerant({ kind: 'service', name: '^b$' }) });
    expect(node(byName, 'b', 'service')?.health.kind).toBe('healthy');
    expect(node(byName, 'b', 'app')?.health.kind).toBe('failing');
    expect(byName.edges.map(({ health }) => health.kind).sort()).toEqual(['failing', 'healthy']);
    const byNamespace = graphOf({ requests: failing }, {}, { rules: tolerant({ namespace: '^shop$' }) });
    expect(byNamespace.nodes.filter(({ health }) => health.kind === 'failing')).toEqual([]);
    expect(byNamespace.boxes.filter(({ health }) => health.kind === 'failing')).toEqual([]);
  });

  it('knows a workload by its name where apps are drawn, and the annotation of its object', () => {
    const rules = tolerant({ kind: 'workload', name: '^b-v1$' });
    const graph = graphOf({ requests: failing }, { serviceNodes: 'none' }, { rules });
    expect(node(graph, 'b')?.health.kind).toBe('healthy');
    const facts = meshFacts({ workloads: [workloadFact('b-v1', { healthRate: '5XX,60,70,http,inbound' })] });
    const annotated = graphOf(
      { requests: failing },
      { serviceNodes: 'none' },
      { facts, rules: configuredRules({ rates: [], latency: [], objectives: [] }) },
    );
    expect(node(annotated, 'b')?.health.kind).toBe('healthy');
  });

  it('counts replicas only in windows that end now', () => {
    const replicas = { desired: 2, ready: 0 };
    const facts = meshFacts({ workloads: [workloadFact('b-v1', { facts: nodeFacts({ replicas }) })] });
    const health = (isNow: boolean) =>
      node(graphOf({ requests: A_TO_B }, { serviceNodes: 'none' }, { facts, isNow }), 'b')?.health;
    expect(health(true)).toMatchObject({ kind: 'failing', reasons: ['None of 2 replicas is ready'] });
    expect(health(false)?.kind).toBe('healthy');
  });
});

describe('loadGraph', () => {
  const asked: unknown[] = [];
  const traffic = samplePort({
    requests: async () => rowsOf(...A_TO_B),
    buckets: async ({ flows }) => {
      asked.push(flows);
      return rowsOf(
        ...[100, 1000, Number.POSITIVE_INFINITY].map((upperBoundMs, at) => ({
          flow: flow(),
          upperBoundMs,
          ratePerSecond: [0, 1, 1][at] ?? 0,
        })),
      );
    },
  });
  const request = { ...PLAIN_OPTIONS, window: { fromSeconds: 0, toSeconds: 600 } };

  it('draws the graph without facts when the store fails, and says so', async () => {
    const down = new Fault('source-unreachable', 'The folder is gone.', { source: 'manifests' });
    const answer = await loadGraph({ traffic, meshFacts: { facts: () => Promise.reject(down) } }, request);
    expect(answer.nodes).toHaveLength(2);
    expect(answer.warnings).toEqual([
      {
        source: 'manifests',
        code: 'source-unreachable',
        message: 'What configuration knows of the nodes is missing: The folder is gone.',
      },
    ]);
  });

  it('asks for histograms only of what a rule is timed by, and judges node and edge by them', async () => {
    await loadGraph({ traffic }, request);
    expect(asked).toEqual([]);
    const limit = { quantile: 'p95' as const, degradedFromMs: 500, failingFromMs: null };
    const rules = configuredRules({ rates: [], latency: [{ name: '^b$', rule: [limit] }], objectives: [] });
    const answer = await loadGraph({ traffic, healthRules: () => rules }, request);
    expect(asked).toEqual([[flow()]]);
    const degraded = { kind: 'degraded', reasons: ['p95 is 955 ms (degraded from 500 ms)'] };
    expect(answer.nodes.find(({ name }) => name === 'b')?.health).toMatchObject(degraded);
    expect(answer.edges[0]?.health).toMatchObject(degraded);
    expect(answer.nodes.find(({ name }) => name === 'a')?.health.kind).toBe('healthy');
  });

  it('says which annotation cannot be used', async () => {
    const facts = meshFacts({ workloads: [workloadFact('b-v1', { healthRate: 'nonsense' })] });
    const rules = configuredRules({ rates: [], latency: [], objectives: [] });
    const answer = await loadGraph(
      { traffic, meshFacts: { facts: async () => facts }, healthRules: () => rules },
      request,
    );
    expect(answer.warnings).toMatchObject([
      { code: 'info', message: expect.stringContaining('app b in shop') },
    ]);
  });
});
