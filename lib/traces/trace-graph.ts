/**
 * The calls of a trace as a graph: by path (an operation called by the same chain of callers is one node) or by service.
 * Times are nanoseconds. No recursion.
 */
import { type Flame, mergedFlame } from '@/lib/traces/flame/merged-flame';
import { ASYNCHRONOUS, FAILED, hasFlag, type Trace } from './model/trace';

export interface TraceGraphNode {
  /** Number of the node, unique in the graph. */
  readonly id: number;
  /** Position in `trace.services`. */
  readonly service: number;
  /** Position in `trace.names`; −1 = all operations of the service. */
  readonly name: number;
  readonly spans: number;
  readonly failed: number;
  /** Durations added up; by service only those of spans that another service (or nobody) called. */
  readonly totalNs: number;
  readonly selfNs: number;
  /** The longest span. */
  readonly row: number;
}

export interface TraceGraphEdge {
  readonly from: number;
  readonly to: number;
  /** Spans that were called. */
  readonly calls: number;
  readonly failed: number;
  /** Nobody waits for any of them. */
  readonly isAsynchronous: boolean;
}

export interface TraceGraph {
  readonly nodes: readonly TraceGraphNode[];
  readonly edges: readonly TraceGraphEdge[];
  /** Nodes there are, drawn or not. */
  readonly count: number;
  /** The node of each row; −1 where it was left out. */
  readonly ofRow: Int32Array;
}

/** At most `most` nodes: those with the largest total. Of a node that is kept the callers are kept. */
export function graphByPath(trace: Trace, self: Float64Array, most: number): TraceGraph {
  const flame = mergedFlame(trace, self);
  const kept = widest(flame, most);
  const waited = waitedFor(trace, flame);
  const nodes: TraceGraphNode[] = [];
  const edges: TraceGraphEdge[] = [];
  for (let bar = 0; bar < flame.count; bar += 1) {
    if (kept[bar] !== 1) continue;
    const spans = flame.spans[bar] ?? 0;
    const failed = flame.failed[bar] ?? 0;
    nodes.push({
      id: bar,
      service: flame.service[bar] ?? 0,
      name: flame.name[bar] ?? 0,
      spans,
      failed,
      totalNs: flame.durationNs[bar] ?? 0,
      selfNs: flame.selfNs[bar] ?? 0,
      row: flame.row[bar] ?? 0,
    });
    const from = flame.parent[bar] ?? -1;
    if (from >= 0) edges.push({ from, to: bar, calls: spans, failed, isAsynchronous: waited[bar] !== 1 });
  }
  return { nodes, edges, count: flame.count, ofRow: flame.ofRow.map((bar) => (kept[bar] === 1 ? bar : -1)) };
}

/** 1 for the `most` widest bars. A bar is at least as wide as what stands on it and comes first, so callers stay. */
function widest({ count, widthNs }: Flame, most: number): Uint8Array {
  const kept = new Uint8Array(count);
  const order = Int32Array.from({ length: count }, (_, bar) => bar);
  if (count > most) order.sort((a, b) => (widthNs[b] ?? 0) - (widthNs[a] ?? 0) || a - b);
  for (const bar of order.subarray(0, most)) kept[bar] = 1;
  return kept;
}

function waitedFor(trace: Trace, flame: Flame): Uint8Array {
  const waited = new Uint8Array(flame.count);
  for (let row = 0; row < trace.count; row += 1) {
    if (!hasFlag(trace, row, ASYNCHRONOUS)) waited[flame.ofRow[row] ?? 0] = 1;
  }
  return waited;
}

/** One node a service, one edge a pair of services of which one called the other. */
export function graphByService(trace: Trace, self: Float64Array, most: number): TraceGraph {
  const nodes = trace.services.map((_, service) => ({
    id: service,
    service,
    name: -1,
    spans: 0,
    failed: 0,
    totalNs: 0,
    selfNs: 0,
    row: -1,
  }));
  const edges = new Map<
    number,
    { from: number; to: number; calls: number; failed: number; isAsynchronous: boolean }
  >();
  for (let row = 0; row < trace.count; row += 1) {
    const service = trace.service[row] ?? 0;
    const node = nodes[service];
    if (node === undefined) continue;
    const duration = trace.durationNs[row] ?? 0;
    const failed = (trace.flags[row] ?? 0) & FAILED;
    node.spans += 1;
    node.failed += failed;
    node.selfNs += self[row] ?? 0;
    if (node.row < 0 || duration > (trace.durationNs[node.row] ?? 0)) node.row = row;
    const parent = trace.parent[row] ?? -1;
    const caller = parent < 0 ? -1 : (trace.service[parent] ?? -1);
    if (caller === service) continue;
    node.totalNs += duration;
    if (caller < 0) continue;
    const key = caller * trace.services.length + service;
    let edge = edges.get(key);
    if (edge === undefined) {
      edge = { from: caller, to: service, calls: 0, failed: 0, isAsynchronous: true };
      edges.set(key, edge);
    }
    edge.calls += 1;
    edge.failed += failed;
    if (!hasFlag(trace, row, ASYNCHRONOUS)) edge.isAsynchronous = false;
  }
  const shown = [...nodes].sort((a, b) => b.selfNs - a.selfNs || a.id - b.id).slice(0, most);
  const kept = new Set(shown.map(({ id }) => id));
  return {
    nodes: nodes.filter(({ id }) => kept.has(id)),
    edges: [...edges.values()].filter(({ from, to }) => kept.has(from) && kept.has(to)),
    count: nodes.length,
    ofRow: trace.service.map((service) => (kept.has(service) ? service : -1)),
  };
}
