/** Health of every node and edge by the rules that hold for it: of its traffic, its times and its replicas. */
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { EdgeShape } from '@/lib/graph/draft';
import type { BucketRow, Flow } from '@/lib/graph/traffic';
import { evaluateEdge, evaluateHealth } from '@/lib/health/evaluate';
import type { Replicas } from '@/lib/health/replicas';
import {
  DEFAULT_RULES,
  DEFAULT_SUBJECT_RULES,
  type HealthRules,
  type HealthSubject,
  needsBuckets,
  type SubjectRules,
} from '@/lib/health/rules';
import type { Bucket } from '@/lib/metrics/histogram';

/** The rules of a graph's nodes, found once for the questions that they need and for the judgement. */
export class NodeRules {
  /** Mistakes in annotations, as sentences, each once. */
  readonly mistakes: readonly string[];
  readonly #byNode: ReadonlyMap<string, SubjectRules>;

  constructor(subjects: ReadonlyMap<string, HealthSubject>, rules: HealthRules = DEFAULT_RULES) {
    const byNode = new Map([...subjects].map(([id, subject]) => [id, rules.of(subject)]));
    this.#byNode = byNode;
    this.mistakes = [...new Set([...byNode.values()].flatMap(({ mistake }) => mistake ?? []))].sort();
  }

  of(nodeId: string): SubjectRules {
    return this.#byNode.get(nodeId) ?? DEFAULT_SUBJECT_RULES;
  }

  /** The flows whose histograms its rules are judged with. */
  timedFlows(edges: readonly EdgeShape[]): readonly Flow[] {
    return edges
      .filter(({ hop }) => needsBuckets(this.of(hop.targetId)) || needsBuckets(this.of(hop.sourceId)))
      .flatMap(({ protocol, flows }) => (protocol === 'tcp' ? [] : flows));
  }
}

export interface Judged {
  readonly nodes: readonly GraphNode[];
  /** Finished from `drafts`; some may be gone. */
  readonly edges: readonly GraphEdge[];
  readonly drafts: readonly EdgeShape[];
  /** Whether replicas, which are those of now, say anything about the window. */
  readonly isNow: boolean;
}

/** Nodes and edges are given their health. */
export function judgeGraph(
  { nodes, edges, drafts, isNow }: Judged,
  rules: NodeRules,
  rows: readonly BucketRow[],
): void {
  const times = new Times(drafts, rows);
  for (const edge of edges) {
    const target = rules.of(edge.target);
    const buckets = needsBuckets(target) ? times.of([edge]) : [];
    edge.health = evaluateEdge(edge, buckets, target, rules.of(edge.source));
  }
  const timed = nodes.filter(({ id }) => needsBuckets(rules.of(id)));
  const ends = timed.length === 0 ? null : edgesByEnd(edges);
  for (const node of nodes) {
    const own = rules.of(node.id);
    // What is judged by what it sends is timed by that too.
    const receives = node.incoming !== null || node.incomingTcp !== null;
    const timing =
      ends === null || !needsBuckets(own) ? [] : (ends[receives ? 'in' : 'out'].get(node.id) ?? []);
    node.health = healthOfNode(node, own, times.of(timing), isNow ? (node.facts?.replicas ?? null) : null);
  }
}

function healthOfNode(
  node: GraphNode,
  rules: SubjectRules,
  buckets: readonly Bucket[],
  replicas: Replicas | null,
): GraphNode['health'] {
  // Callers without a proxy, as against calls to nothing that is known.
  if (node.kind === 'unknown' && node.incoming === null && node.incomingTcp === null) {
    return { kind: 'unknown', because: 'These callers have no proxy, so nothing is known about them.' };
  }
  return evaluateHealth(
    {
      inbound: { requests: node.incoming, tcp: node.incomingTcp, messages: node.incomingMessages },
      outbound: { requests: node.outgoing, tcp: node.outgoingTcp, messages: node.outgoingMessages },
      buckets,
      replicas,
    },
    rules,
  );
}

function edgesByEnd(edges: readonly GraphEdge[]) {
  const ends = { in: new Map<string, GraphEdge[]>(), out: new Map<string, GraphEdge[]>() };
  for (const edge of edges) {
    for (const [map, id] of [
      [ends.in, edge.target],
      [ends.out, edge.source],
    ] as const) {
      const known = map.get(id);
      if (known === undefined) map.set(id, [edge]);
      else known.push(edge);
    }
  }
  return ends;
}

/** Histograms by edge. */
class Times {
  readonly #flows: ReadonlyMap<string, readonly Flow[]>;
  readonly #buckets = new Map<string, Bucket[]>();

  constructor(drafts: readonly EdgeShape[], rows: readonly BucketRow[]) {
    this.#flows = rows.length === 0 ? new Map() : new Map(drafts.map(({ id, flows }) => [id, flows]));
    for (const { flow, upperBoundMs, ratePerSecond } of rows) {
      const bucket = { upperBound: upperBoundMs, count: ratePerSecond };
      const known = this.#buckets.get(flow.key);
      if (known === undefined) this.#buckets.set(flow.key, [bucket]);
      else known.push(bucket);
    }
  }

  /** The buckets of all the flows that are counted on these edges. */
  of(edges: readonly GraphEdge[]): readonly Bucket[] {
    return edges.flatMap(({ id }) =>
      (this.#flows.get(id) ?? []).flatMap(({ key }) => this.#buckets.get(key) ?? []),
    );
  }
}
