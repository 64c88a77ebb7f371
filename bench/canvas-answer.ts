/**
 * Answers of `GET /api/graph` of any size, made up from a seed, that look like a mesh: namespaces with tiers of
 * services, most calls within a namespace, popular services called from everywhere, few things that fail.
 */
import type { GraphAnswer, GraphEdge, GraphNode } from '@/lib/graph/contract';
import { graphAnswer, graphBox, graphEdge, graphNode } from '@/lib/graph/fixtures/builders';
import { seeded } from '@/lib/graph/layout/synthetic';
import { RequestTally, TcpTally } from '@/lib/metrics/tally';
import type { RequestTraffic } from '@/lib/metrics/traffic';

export interface MeshAnswer {
  readonly seed: number;
  readonly nodes: number;
  readonly edgesPerNode: number;
  readonly namespaces: number;
}

const WORDS = [
  'cart',
  'catalog',
  'checkout',
  'search',
  'orders',
  'billing',
  'stock',
  'identity',
  'mail',
  'media',
];
const PLACES = ['shop', 'payments', 'content', 'logistics', 'analytics', 'platform', 'edge', 'support'];
const TIERS = 4;

export function meshAnswer({ seed, nodes: count, edgesPerNode, namespaces }: MeshAnswer): GraphAnswer {
  const random = seeded(seed);
  const place = (index: number) => {
    const round = Math.floor(index / PLACES.length);
    return `${PLACES[index % PLACES.length]}${round === 0 ? '' : `-${round + 1}`}`;
  };
  const nodes = Array.from({ length: count }, (_, index) => {
    const namespace = place(index % namespaces);
    const name = `${WORDS[Math.floor(random() * WORDS.length)]}-${Math.floor(index / namespaces) + 1}`;
    const id = `vapp/-/${namespace}/${name}/v1`;
    return graphNode({
      id,
      name,
      namespace,
      version: 'v1',
      boxes: [`box/${namespace}`],
      rank: 1 + (index % 100),
    });
  });
  const pairs = new Map<string, GraphEdge>();
  const wanted = Math.floor(count * edgesPerNode);
  for (let tries = 0; pairs.size < wanted && tries < wanted * 30; tries += 1) {
    const [from, to] = pair(random, count, namespaces);
    const [source, target] = [nodes[from], nodes[to]];
    if (source === undefined || target === undefined || from === to) continue;
    const id = `e${from}-${to}`;
    if (!pairs.has(id)) pairs.set(id, edgeOf(random, id, source.id, target.id));
  }
  const edges = [...pairs.values()];
  return withSums(
    graphAnswer({
      nodes,
      edges,
      boxes: Array.from({ length: Math.min(namespaces, count) }, (_, index) => graphBox(place(index))),
      namespaces: Array.from({ length: namespaces }, (_, index) => ({
        name: place(index),
        requestsPerSecond: namespaces - index,
      })),
    }),
  );
}

/** The same mesh a refresh later: the numbers of this share of the edges are others. */
export function refreshed(answer: GraphAnswer, share: number, seed: number): GraphAnswer {
  const random = seeded(seed);
  return withSums({
    ...answer,
    edges: answer.edges.map((edge) =>
      random() < share ? edgeOf(random, edge.id, edge.source, edge.target) : edge,
    ),
  });
}

/** Indexes of caller and callee: a tier further, mostly within the namespace; the first of a tier are popular. */
function pair(random: () => number, count: number, namespaces: number): [number, number] {
  const from = Math.floor(random() * count);
  const perNamespace = Math.max(1, Math.floor(count / namespaces));
  const tier = Math.floor((Math.floor(from / namespaces) / perNamespace) * TIERS);
  const own = from % namespaces;
  const namespace = random() < 0.8 ? own : Math.floor(random() * namespaces);
  const next = (tier + (random() < 0.85 ? 1 : 0) + random() ** 2) / TIERS;
  return [from, Math.floor(next * perNamespace) * namespaces + namespace];
}

function edgeOf(random: () => number, id: string, source: string, target: string): GraphEdge {
  const rate = 10 ** (random() * 3 - 1);
  if (random() < 0.12) {
    const tcp = new TcpTally();
    tcp.add('sent', rate * 900);
    tcp.add('received', rate * 4000);
    return graphEdge(source, target, { id, protocol: 'tcp', requests: null, tcp: tcp.traffic() });
  }
  const luck = random();
  const failing = luck < 0.01 ? 0.3 : luck < 0.05 ? 0.02 : 0;
  const tally = new RequestTally();
  tally.add('http', { code: '200', grpcStatus: null, flags: '-' }, null, rate * (1 - failing));
  if (failing > 0) tally.add('http', { code: '503', grpcStatus: null, flags: 'UO' }, null, rate * failing);
  const requests = tally.traffic();
  const median = 4 + random() * 60;
  return graphEdge(source, target, {
    id,
    requests,
    latencyMs: { avg: median * 1.2, p50: median, p95: median * 3, p99: median * 7 },
    health: healthOf(requests),
  });
}

/** By the share that fails, as the default tolerances have it. */
function healthOf({ errorsPerSecond, requestsPerSecond }: RequestTraffic): GraphEdge['health'] {
  const share = errorsPerSecond / requestsPerSecond;
  if (share === 0) return { kind: 'healthy' };
  const reasons = [`${Number((share * 100).toPrecision(3))} % of requests fail: 5xx`];
  return share >= 0.1 ? { kind: 'failing', reasons } : { kind: 'degraded', reasons };
}

/** Nodes and boxes by the edges that end at them. */
function withSums(answer: GraphAnswer): GraphAnswer {
  const incoming = new Map<string, RequestTally>();
  const outgoing = new Map<string, RequestTally>();
  const add = (tallies: Map<string, RequestTally>, key: string, edge: GraphEdge) => {
    if (edge.requests === null) return;
    const tally = tallies.get(key) ?? new RequestTally();
    tallies.set(key, tally);
    tally.addAll(edge.requests);
  };
  for (const edge of answer.edges) {
    add(outgoing, edge.source, edge);
    add(incoming, edge.target, edge);
  }
  const whole = new RequestTally();
  const inBox = new Map<string, RequestTally>();
  const nodes = answer.nodes.map((node): GraphNode => {
    const arriving = incoming.get(node.id)?.traffic() ?? null;
    if (arriving !== null) {
      whole.addAll(arriving);
      for (const box of node.boxes) {
        const tally = inBox.get(box) ?? new RequestTally();
        inBox.set(box, tally);
        tally.addAll(arriving);
      }
    }
    const health = arriving === null ? ({ kind: 'healthy' } as const) : healthOf(arriving);
    return {
      ...node,
      incoming: arriving,
      outgoing: outgoing.get(node.id)?.traffic() ?? null,
      health,
      root: arriving === null,
    };
  });
  return {
    ...answer,
    nodes,
    boxes: answer.boxes.map((box) => ({ ...box, incoming: inBox.get(box.id)?.traffic() ?? null })),
    totals: { ...answer.totals, requests: whole.traffic() },
  };
}
