/** The answer of a large mesh without a Prometheus: the rows of a source, built as any other; seeded. */
import { Random } from '@/e2e/meshes/random';
import { draftGraph, finishGraph } from '@/lib/graph/build';
import type { GraphAnswer } from '@/lib/graph/contract';
import { flow, groupOf, peer, requests, service } from '@/lib/graph/passes/sample-flows';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import type { Flow, RequestRow } from '@/lib/graph/traffic';

export interface SyntheticGraph {
  readonly seed: number;
  readonly services: number;
  readonly edges: number;
  readonly namespaces: number;
}

/** Rates of a window of a minute, as Prometheus extrapolates them: never round. */
const rateOf = (random: Random) => (random.whole(1, 30_000) / 60) * (1 + random.next() / 100);

export class SyntheticTraffic {
  readonly #random: Random;
  #rows: readonly RequestRow[];
  #p95 = new Map<string, number>();

  constructor({ seed, services, edges, namespaces }: SyntheticGraph) {
    this.#random = new Random(seed);
    this.#rows = callsOf(this.#random, services, edges).flatMap(([from, to]) =>
      this.#rowsOf(callOf(from, to, namespaces)),
    );
  }

  /** The answer at the next instant, a quarter of a minute later. */
  answer(toSeconds: number): GraphAnswer {
    const request = {
      ...PLAIN_OPTIONS,
      window: { fromSeconds: toSeconds - 60, toSeconds },
      latency: ['p95'] as const,
      mtls: true,
    };
    const draft = draftGraph(request, { requests: this.#rows, tcp: [], messages: null }, groupOf);
    const nothing = { durations: [], quantiles: new Map(), buckets: [], throughput: null, security: null };
    const answer = finishGraph(draft, nothing, []);
    return {
      ...answer,
      edges: answer.edges.map((edge) => ({
        ...edge,
        latencyMs: {
          avg: null,
          p50: null,
          p95: this.#latencyOf(`${nameOf(edge.source)} ${nameOf(edge.target)}`),
          p99: null,
        },
        mtls: {
          share: 1,
          sourcePrincipals: [principalOf(edge.source)],
          destinationPrincipals: [principalOf(edge.target)],
        },
      })),
    };
  }

  /** Gives a share of the calls other rates and another p95. */
  move(share: number): void {
    const moved = new Set<string>();
    for (const call of new Set(this.#rows.map(({ flow: of }) => callName(of))))
      if (this.#random.next() < share) moved.add(call);
    this.#rows = this.#rows.map((row) => {
      const by = 0.9 + this.#random.next() / 5;
      return moved.has(callName(row.flow)) ? { ...row, ratePerSecond: row.ratePerSecond * by } : row;
    });
    for (const call of moved)
      this.#p95.set(call, (this.#p95.get(call) ?? 0) * (0.9 + this.#random.next() / 5));
  }

  #latencyOf(call: string): number {
    const known = this.#p95.get(call) ?? 5 + this.#random.next() * 900;
    this.#p95.set(call, known);
    return known;
  }

  /** A fifth of the calls fail now and then. */
  #rowsOf(of: Flow): RequestRow[] {
    const ok = requests(of, { ratePerSecond: rateOf(this.#random) });
    if (!this.#random.chance(0.2)) return [ok];
    const failed = { code: '503', flags: 'UF', ratePerSecond: rateOf(this.#random) / 50 };
    return [ok, requests(of, failed)];
  }
}

function callName({ source, destination }: Flow): string {
  return `${source.app} ${destination.app}`;
}

function nameOf(nodeId: string): string {
  return nodeId.split('/')[3] ?? '';
}

/** Each service calls later ones; a few are called by many. */
function callsOf(random: Random, services: number, edges: number): (readonly [number, number])[] {
  const chosen = new Map<number, readonly [number, number]>();
  while (chosen.size < edges) {
    const from = random.whole(0, services - 2);
    const to = from + 1 + Math.floor((services - 1 - from) * random.next() ** 3);
    chosen.set(from * services + to, [from, to]);
  }
  return [...chosen.values()];
}

function callOf(from: number, to: number, namespaces: number): Flow {
  const at = (index: number) => {
    const app = `service-${index}`;
    const part = { cluster: 'Kubernetes', namespace: `team-${index % namespaces}`, app, version: 'v1' };
    return peer(`${app}-v1`, part);
  };
  const [name, namespace] = [`service-${to}`, `team-${to % namespaces}`];
  const called = { cluster: 'Kubernetes', namespace, host: `${name}.${namespace}.svc.cluster.local` };
  return flow({ source: at(from), destination: at(to), service: service(name, called) });
}

function principalOf(nodeId: string): string {
  const [, , namespace, name] = nodeId.split('/');
  return `spiffe://cluster.local/ns/${namespace}/sa/${name}`;
}
