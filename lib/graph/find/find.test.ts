import { describe, expect, it } from 'vitest';
import type { GraphNode } from '@/lib/graph/contract';
import { graphAnswer, graphEdge, graphNode, requests } from '@/lib/graph/fixtures/builders';
import type { NodeFacts } from '@/lib/graph/node-facts';
import type { NodeBadge } from '@/lib/graph/vocabulary';
import { findContext } from './context';
import { evaluateFind } from './evaluate';
import { parseFind } from './parser';
import { EXAMPLES, FIND_PRESETS, HIDE_PRESETS } from './presets';

function facts(part: Partial<NodeFacts>): NodeFacts {
  return {
    labels: {},
    replicas: null,
    outOfMesh: false,
    ambient: false,
    dead: false,
    badges: [],
    ruledBy: [],
    gateway: null,
    serviceEntry: null,
    workloadEntries: [],
    ...part,
  };
}

const badges = (...names: NodeBadge[]) => ({ facts: facts({ badges: names }) });
const failing: GraphNode['health'] = { kind: 'failing', reasons: ['20 % of requests fail'] };
const rps = (requestsPerSecond: number, part = {}) => requests({ requestsPerSecond, ...part });
const code = (status: string, ratePerSecond: number, flags = '-') => ({
  code: status,
  flags,
  ratePerSecond,
  grpcStatus: null,
  host: null,
});

/** A small shop that has one of everything. */
const answer = graphAnswer({
  nodes: [
    graphNode({
      id: 'gw',
      kind: 'gateway',
      name: 'ingress',
      app: 'ingress',
      workload: 'ingress-1',
      namespace: 'edge',
      root: true,
      rank: 3,
    }),
    graphNode({
      id: 'front',
      name: 'frontend',
      version: 'v1',
      workload: 'frontend-v1',
      namespace: 'shop',
      rank: 1,
      facts: facts({
        labels: { tier: 'web', 'app.kubernetes.io/part-of': 'shop' },
        ruledBy: [{ kind: 'VirtualService', group: 'networking.istio.io', namespace: 'shop', name: 'front' }],
      }),
      incoming: rps(10, { errorsPerSecond: 1 }),
      outgoing: rps(12),
    }),
    graphNode({
      id: 'cart',
      name: 'cart',
      version: 'v2',
      workload: 'cart-v2',
      namespace: 'shop',
      cluster: 'east',
      health: failing,
      rank: 2,
      facts: facts({ labels: { tier: 'backend' }, outOfMesh: true, dead: true }),
    }),
    graphNode({
      id: 'svc',
      kind: 'service',
      name: 'cart',
      app: null,
      namespace: 'shop',
      host: 'cart.shop.svc.cluster.local',
    }),
    graphNode({
      id: 'op',
      kind: 'operation',
      name: 'GetCart',
      app: null,
      operation: 'GetCart all',
      namespace: 'shop',
    }),
    graphNode({
      id: 'ext',
      kind: 'external',
      name: 'pay.example.com',
      app: null,
      namespace: null,
      host: 'pay.example.com',
      outside: true,
    }),
    graphNode({
      id: 'idle',
      name: 'sleepy',
      namespace: 'lab',
      health: { kind: 'idle' },
      ...badges('circuitBreaker', 'faultInjection', 'mirroring', 'requestRouting'),
    }),
    graphNode({
      id: 'busy',
      name: 'busy',
      namespace: 'lab',
      ...badges(
        'requestTimeout',
        'tcpTrafficShifting',
        'trafficShifting',
        'workloadEntry',
        'retry',
        'rateLimit',
      ),
    }),
    graphNode({
      id: 'unknown',
      kind: 'unknown',
      name: 'unknown',
      app: null,
      namespace: null,
      health: { kind: 'unknown', because: 'No proxy.' },
    }),
  ],
  edges: [
    graphEdge('gw', 'front', {
      id: 'e-front',
      requests: rps(10, {
        errorsPerSecond: 1,
        serverErrorsPerSecond: 1,
        clientErrorsPerSecond: 0.5,
        codes: [code('200', 8.5), code('404', 0.5), code('503', 1, 'UO')],
      }),
      latencyMs: { avg: 100, p50: 80, p95: 1200, p99: 2000 },
      throughput: { requestBytesPerSecond: 1000, responseBytesPerSecond: 9000 },
      mtls: {
        share: 1,
        sourcePrincipals: ['spiffe://cluster.local/ns/edge/sa/gw'],
        destinationPrincipals: ['spiffe://cluster.local/ns/shop/sa/front'],
      },
      health: failing,
    }),
    graphEdge('front', 'cart', {
      id: 'e-cart',
      requests: rps(9),
      latencyMs: { avg: 5, p50: 4, p95: 12, p99: 30 },
      mtls: { share: 0, sourcePrincipals: [], destinationPrincipals: [] },
    }),
    graphEdge('front', 'ext', { id: 'e-ext', requests: rps(3) }),
    graphEdge('cart', 'busy', {
      id: 'e-grpc',
      protocol: 'grpc',
      requests: rps(4, { grpcErrorsPerSecond: 1, errorsPerSecond: 1 }),
      messages: { sentPerSecond: 40, receivedPerSecond: 4 },
    }),
    graphEdge('cart', 'idle', {
      id: 'e-tcp',
      protocol: 'tcp',
      requests: null,
      tcp: {
        sentBytesPerSecond: 1500,
        receivedBytesPerSecond: 500,
        connectionsOpenedPerSecond: 2,
        connectionsFailedPerSecond: 0,
        failures: [],
      },
    }),
    graphEdge('front', 'idle', { id: 'e-idle', requests: rps(0), health: { kind: 'idle' } }),
  ],
});

/** Ids of what matches, nodes before edges. */
function find(text: string): string {
  const parsed = parseFind(text);
  if (parsed.kind !== 'expression') throw new Error(`${text}: ${JSON.stringify(parsed)}`);
  const { nodes, edges } = evaluateFind(parsed.expression, findContext(answer));
  return [...nodes, ...edges].join(' ');
}

const ALL_NODES = 'gw front cart svc op ext idle busy unknown';
const but = (...ids: string[]) =>
  ALL_NODES.split(' ')
    .filter((id) => !ids.includes(id))
    .join(' ');

describe('expressions of Kiali', () => {
  it.each([
    // Operands of nodes.
    ['app = cart', 'cart'],
    ['app != cart', but('cart')],
    ['app startswith front', 'front'],
    ['cluster = east', 'cart'],
    ['grpcin > 0', 'busy'],
    ['grpcout >= 4', 'cart'],
    ['httpin > 9.5', 'front'],
    ['httpin < 5', 'ext idle'],
    ['httpout > 0.5', 'gw front'],
    ['httpout = NaN', but('gw', 'front')],
    ['httpout != NaN', 'gw front'],
    ['tcpin >= 2000', 'idle'],
    ['tcpout > 1000', 'cart'],
    ['label:tier', 'front cart'],
    ['!label:tier', but('front', 'cart')],
    ['label:tier = backend', 'cart'],
    ['label:tier != backend', but('cart')],
    ['label:app.kubernetes.io/part-of = shop', 'front'],
    ['name = cart', 'cart svc'],
    ['name != cart', but('cart', 'svc')],
    ['name not contains cart', but('cart', 'svc', 'op')],
    ['name = frontend-v1', 'front'],
    ['name = GetCart all', 'op'],
    ['namespace = lab', 'idle busy'],
    ['ns = lab', 'idle busy'],
    ['ns = unknown', 'unknown'],
    ['node = app', 'gw front cart idle busy'],
    ['node = op', 'op'],
    ['node = operation', 'op'],
    ['node = svc', 'svc ext'],
    ['node = service', 'svc ext'],
    ['node = wl', ''],
    ['node = workload', ''],
    ['node = unknown', 'unknown'],
    ['node != app', 'svc op ext unknown'],
    ['operation *= Get', 'op'],
    ['op = GetCart all', 'op'],
    ['rank <= 2', 'front cart svc op ext idle busy unknown'],
    ['rank > 2', 'gw'],
    ['service = cart', 'svc'],
    ['svc startswith ca', 'svc'],
    ['version = v1', 'front'],
    ['workload $= -v2', 'cart'],
    ['wl endswith -v2', 'cart'],
    // Words of nodes.
    ['circuitbreaker', 'idle'],
    ['cb', 'idle'],
    ['has cb', 'idle'],
    ['!cb', but('idle')],
    ['dead', 'cart'],
    ['faultinjection', 'idle'],
    ['fi', 'idle'],
    ['healthy', 'gw front svc op ext busy'],
    ['! healthy', 'cart'],
    ['is not healthy', 'cart'],
    ['not is healthy', 'cart'],
    ['idle', 'idle'],
    ['is idle', 'idle'],
    ['inaccessible', ''],
    ['mirroring', 'idle'],
    ['outside', 'ext'],
    ['outsider', 'ext'],
    ['requestrouting', 'idle'],
    ['rr', 'idle'],
    ['requesttimeout', 'busy'],
    ['rto', 'busy'],
    ['serviceentry', 'ext'],
    ['se', 'ext'],
    ['sidecar', but('cart')],
    ['!sc', 'cart'],
    ['outofmesh', 'cart'],
    ['om', 'cart'],
    ['tcptrafficshifting', 'busy'],
    ['tcpts', 'busy'],
    ['trafficshifting', 'busy'],
    ['ts', 'busy'],
    ['trafficsource', 'gw'],
    ['root', 'gw'],
    ['virtualservice', 'front'],
    ['vs', 'front'],
    ['workloadentry', 'busy'],
    ['we', 'busy'],
    // Operands of edges.
    ['grpc > 3', 'e-grpc'],
    ['%grpcerr > 20', 'e-grpc'],
    ['%grpcerror >= 25', 'e-grpc'],
    ['%grpctraffic = 100', 'e-grpc'],
    ['http > 0.5', 'e-front e-cart e-ext'],
    ['http = NaN', 'e-grpc e-tcp e-idle'],
    ['%httperr > 10', 'e-front'],
    ['%httperror = 15', 'e-front'],
    ['%httptraffic >= 50.0', 'e-front e-cart'],
    ['%httptraffic = 25', 'e-ext'],
    ['tcp = 2000', 'e-tcp'],
    ['protocol = grpc', 'e-grpc'],
    ['protocol != http', 'e-grpc e-tcp'],
    ['responsetime > 1000', 'e-front'],
    ['rt > 500', 'e-front'],
    ['throughput > 5000', 'e-front'],
    ['sourceprincipal *= sa/gw', 'e-front'],
    ['destprincipal endswith sa/front', 'e-front'],
    // Words of edges.
    ['mtls', 'e-front'],
    ['has mtls', 'e-front'],
    ['!mtls', 'e-cart'],
    ['traffic', 'e-front e-cart e-ext e-grpc e-tcp'],
    ['!traffic', 'e-idle'],
    // Joined: `and` binds tighter, words in any case.
    ['app != details and version=v1', 'front'],
    ['node = svc and svc startswith ca or !traffic', 'svc e-idle'],
    ['!traffic OR node = svc AND svc startswith ca', 'svc e-idle'],
    ['ns = shop AND app = cart', 'cart'],
    ['name=unknown', 'unknown'],
    ['name !contains cart', but('cart', 'svc', 'op')],
    ['name !*= cart', but('cart', 'svc', 'op')],
    ['name ! contains cart', but('cart', 'svc', 'op')],
    ['app !startswith front', but('front')],
    ['app !^= front', but('front')],
    ['app not endswith cart', but('cart')],
    ['app !$= cart', but('cart')],
  ])('%s', (text, expected) => {
    expect(find(text)).toBe(expected);
  });

  it('includes its presets', () => {
    expect(FIND_PRESETS.map(({ expression }) => find(expression))).toEqual([
      'e-front',
      'cart',
      'unknown',
      but('gw'),
    ]);
    expect(HIDE_PRESETS.map(({ expression }) => find(expression))).toEqual([
      'gw front svc op ext busy',
      'unknown',
      'gw',
    ]);
  });
});

describe('expressions beyond Kiali', () => {
  it.each([
    ['cart', 'cart svc op'],
    ['Frontend V1', 'front'],
    ['cart service', 'svc'],
    ['shop', 'front cart svc op'],
    ['"cart"', 'cart svc op'],
    ['cart and not node = svc', 'cart op'],
    ['sleepy or busy', 'idle busy'],
    ['(app = cart or app = frontend) and version != v1', 'cart'],
    ['not (app = cart or ns = shop)', 'gw ext idle busy unknown'],
    ['not not cb', 'idle'],
    ['rt > 1s', 'e-front'],
    ['rt > 1.2s', ''],
    ['p95 >= 1.2 s', 'e-front'],
    ['p99 > 500ms', 'e-front'],
    ['p50 < 5', 'e-cart'],
    ['avg = 100', 'e-front'],
    ['not rt > 500', 'e-cart'],
    ['rt != 12', 'e-front e-ext e-grpc e-tcp e-idle'],
    ['http = 10rps', 'e-front'],
    ['http > 60rpm', 'e-front e-cart e-ext'],
    ['tcp > 1.5KB/s', 'e-tcp'],
    ['tcp >= 1KiB', 'e-tcp'],
    ['throughput = 10 KB/s', 'e-front'],
    ['requestthroughput = 1KB/s', 'e-front'],
    ['responsethroughput > 1KB/s', 'e-front'],
    ['%httperr > 5%', 'e-front'],
    ['%error >= 10', 'front e-front e-grpc'],
    ['in >= 10', 'front'],
    ['out > 11', 'front'],
    ['rate > 9', 'e-front'],
    ['messages > 40', 'e-grpc'],
    ['connections > 1', 'e-tcp'],
    ['code = 503', 'e-front'],
    ['code ^= 4', 'e-front'],
    ['flag = UO', 'e-front'],
    ['errors', 'front cart e-front e-grpc'],
    ['slow', 'e-front'],
    ['failing', 'cart e-front'],
    ['health = idle', 'idle e-idle'],
    ['gateway', 'gw'],
    ['node = gateway', 'gw'],
    ['node = external', 'ext'],
    ['retry or ratelimit', 'busy'],
    ['name =~ ^cart(-v[23])?$', 'cart svc'],
    ['name matches ^s', 'idle'],
    ['name not matches cart|front', but('front', 'cart', 'svc')],
    ['name !~ "(?i)cart|front"', but('front', 'cart', 'svc', 'op')],
    ['version > v1', 'cart'],
    ['version = ""', but('front', 'cart')],
    ['version not = v1 and ns = shop', 'cart svc op'],
    ['host $= .com', 'ext'],
    ['name starts with sl', 'idle'],
    // A node's part and an edge's part joined: edges with such an end.
    ['ns = shop and %httperr > 5', 'e-front'],
    ['ns = lab and protocol = tcp', 'e-tcp'],
    ['(ns = lab or ns = edge) and traffic', 'e-front e-grpc e-tcp'],
    ['traffic and not ns = shop', 'e-front e-ext e-grpc e-tcp'],
    ['source.app = frontend', 'e-cart e-ext e-idle'],
    ['source.app = frontend and target.ns = lab', 'e-idle'],
    ['target.failing', 'e-cart'],
    ['not source.ns = shop', 'e-front'],
  ])('%s', (text, expected) => {
    expect(find(text)).toBe(expected);
  });

  it('reads every example', () => {
    for (const { expression } of EXAMPLES) expect(parseFind(expression).kind, expression).toBe('expression');
  });

  it('tells what changed where two moments are compared, and nothing where they are not', () => {
    const change = (id: string, kinds: ['new'] | ['slower'] | ['same']) => ({
      id,
      kinds,
      before: null,
      after: null,
      score: 1,
    });
    const comparison = {
      nodes: new Map([['cart', change('cart', ['new'])]]),
      edges: new Map([
        ['e-cart', change('e-cart', ['slower'])],
        ['e-tcp', change('e-tcp', ['same'])],
      ]),
    };
    const compared = (text: string) => {
      const parsed = parseFind(text);
      if (parsed.kind !== 'expression') throw new Error(text);
      const { nodes, edges } = evaluateFind(parsed.expression, findContext(answer, comparison));
      return [...nodes, ...edges].join(' ');
    };
    expect(compared('changed')).toBe('cart e-cart');
    expect(compared('not changed')).toBe('e-tcp');
    expect(compared('changed and not new')).toBe('e-cart');
    expect(compared('slower')).toBe('e-cart');
    expect(find('changed or not changed')).toBe('');
  });
});
