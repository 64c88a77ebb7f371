/**
 * From rows of traffic to the graph that is drawn: one pass per concern, in this order. Pure, so that every number
 * can be tested without a server.
 *
 * 1. count each request, message and byte once: choose views, drop legs and bytes that are told of already
 * 2. keep what is in scope
 * 3. place flows on edges, gather them, and leave out the smallest of too many
 * 4. latency, throughput, mutual TLS
 * 5. nodes, what configuration knows of them, idle ones in and dead ones out
 * 6. health, boxes, ranks, totals
 *
 * What the first three decide without numbers is planned at once, and remembered while the same flows run
 * (passes/plan-flows.ts).
 */
import { DEFAULT_RULES, type HealthRules } from '@/lib/health/rules';
import type { Warning } from '@/lib/mesh/fault';
import type { GraphAnswer, GraphEdge, GraphRequest } from './contract';
import type { DraftEdge, EdgeShape } from './draft';
import type { MeshFacts } from './mesh-facts';
import { attachFacts } from './passes/attach-facts';
import { boxUp } from './passes/boxes';
import { distinct, hasTraffic, type TrafficRows } from './passes/count-once';
import { removeDead } from './passes/dead-nodes';
import { type FactsIndex, indexOf } from './passes/facts-index';
import { gatherEdges } from './passes/gather-edges';
import { healthSubjects } from './passes/health-subjects';
import { withIdleNodes } from './passes/idle-nodes';
import { judgeGraph, NodeRules } from './passes/judge-graph';
import { largestEdges } from './passes/largest';
import { attachLatency, type LatencyPlan, type LatencyRows, planLatency } from './passes/latency';
import { gatherNodes } from './passes/nodes';
import { seeProxies } from './passes/out-of-mesh';
import { type FlowPlan, planned } from './passes/plan-flows';
import { rankNodes } from './passes/rank';
import { busyNamespaces, inScope, unseenNamespaces } from './passes/scope';
import { attachSecurity } from './passes/security';
import { attachThroughput } from './passes/throughput';
import { totalsOf } from './passes/totals';
import type { SecurityRow, ThroughputRow, TrafficPort } from './traffic';

/** What is known beside traffic. */
export interface Knowledge {
  /** null = there is no source of configuration, or it does not answer. */
  readonly facts: MeshFacts | null;
  readonly rules: HealthRules;
  /** The window ends now, so that replicas, which are those of now, say something about it. */
  readonly isNow: boolean;
}

const NOTHING_KNOWN: Knowledge = { facts: null, rules: DEFAULT_RULES, isNow: false };

export interface DraftGraph {
  readonly request: GraphRequest;
  readonly plan: FlowPlan;
  /** In the order of their ends; of too many the largest. */
  readonly edges: readonly DraftEdge[];
  /** The edges but for their numbers: the very list of the plan where none was left out. */
  readonly shapes: readonly EdgeShape[];
  /** Counted and in view. */
  readonly rows: TrafficRows;
  readonly namespaces: GraphAnswer['namespaces'];
  /** What was left out, and what was looked for and not seen. */
  readonly warnings: readonly Warning[];
  readonly latencyPlan: LatencyPlan;
  readonly index: FactsIndex | null;
  readonly known: Knowledge;
  readonly rules: NodeRules;
}

/** Steps 1 to 3. Its `latencyPlan` says for which edges buckets are needed. */
export function draftGraph(
  request: GraphRequest,
  rows: TrafficRows,
  groupOf: TrafficPort['groupOf'],
  known: Knowledge = NOTHING_KNOWN,
): DraftGraph {
  const index = known.facts === null ? null : indexOf(known.facts);
  const byPlan = planned(request, rows, index);
  const { plan, counted, inView } = byPlan;
  const { edges, warning } = largestEdges(gatherEdges(byPlan));
  const shapes = warning === null ? plan.shapes : edges;
  const namespaces = busyNamespaces(counted.requests, plan.flows);
  return {
    request,
    plan,
    edges,
    shapes,
    rows: inView,
    namespaces,
    warnings: [...(warning === null ? [] : [warning]), ...unseenNamespaces(request.namespaces, namespaces)],
    latencyPlan:
      request.latency.length === 0
        ? { groups: new Map(), irregular: [] }
        : planLatency(edges, distinct(rows.requests.filter(hasTraffic)), plan.place, groupOf),
    index,
    known,
    rules: new NodeRules(healthSubjects(shapes, index), known.rules),
  };
}

export interface EdgeRows extends LatencyRows {
  readonly throughput: readonly ThroughputRow[] | null;
  readonly security: readonly SecurityRow[] | null;
}

/** Steps 4 to 6. */
export function finishGraph(draft: DraftGraph, rows: EdgeRows, warnings: readonly Warning[]): GraphAnswer {
  const { request, plan, edges: drafts } = draft;
  attachLatency(drafts, draft.latencyPlan, request.latency, rows);
  if (rows.throughput !== null) attachThroughput(drafts, rows.throughput);
  if (rows.security !== null) {
    const isInScope = inScope(request.namespaces);
    attachSecurity(
      drafts,
      rows.security.filter(({ flow }) => isInScope(flow) && !plan.waypoints.isTold(flow)),
      plan.place,
    );
  }
  const { nodes: living, edges } = knownNodes(draft, drafts.map(finishEdge));
  judgeGraph({ nodes: living, edges, drafts, isNow: draft.known.isNow }, draft.rules, rows.buckets);
  const onward = new Set(draft.shapes.flatMap(({ id, hop }) => (hop.onward ? id : [])));
  const { nodes, boxes } = boxUp(living, edges, onward, request.boxApps, draft.known.rules);
  return {
    window: { fromSeconds: request.window.fromSeconds, toSeconds: request.window.toSeconds },
    type: request.type,
    nodes: rankNodes(nodes, edges),
    edges,
    boxes,
    totals: totalsOf(draft.rows, plan.waypoints),
    namespaces: draft.namespaces,
    warnings: [...warnings, ...draft.warnings],
  };
}

/** Step 5. */
function knownNodes({ request, plan, shapes, index, known }: DraftGraph, edges: readonly GraphEdge[]) {
  const gathered = gatherNodes(shapes, edges, plan, request.namespaces);
  const all = withIdleNodes(gathered, request, known.facts, plan.flows);
  return removeDead(seeProxies(attachFacts(all, shapes, index), shapes), edges, index);
}

/** Its health comes later. */
function finishEdge(draft: DraftEdge): GraphEdge {
  const requests = draft.requests?.traffic() ?? null;
  const tcp = draft.tcp?.traffic() ?? null;
  const messages = draft.messages?.traffic() ?? null;
  return {
    id: draft.id,
    source: draft.hop.sourceId,
    target: draft.hop.targetId,
    protocol: draft.protocol,
    requests,
    tcp,
    messages,
    latencyMs: draft.latencyMs,
    throughput: draft.throughput,
    mtls: draft.mtls,
    reporters: [...draft.reporters],
    health: { kind: 'idle' },
  };
}
