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
 */
import { DEFAULT_RULES, type HealthRules } from '@/lib/health/rules';
import type { Warning } from '@/lib/mesh/fault';
import type { Reporter } from '@/lib/mesh/identity';
import type { GraphAnswer, GraphEdge, GraphRequest } from './contract';
import type { DraftEdge, DraftEdges } from './draft';
import type { MeshFacts } from './mesh-facts';
import { attachFacts } from './passes/attach-facts';
import { boxUp } from './passes/boxes';
import { countOnce, distinct, hasTraffic, type TrafficRows } from './passes/count-once';
import { removeDead } from './passes/dead-nodes';
import { type FactsIndex, indexOf } from './passes/facts-index';
import { type CountedRows, gatherEdges } from './passes/gather-edges';
import { healthSubjects } from './passes/health-subjects';
import { withIdleNodes } from './passes/idle-nodes';
import { judgeGraph, NodeRules } from './passes/judge-graph';
import { largestEdges } from './passes/largest';
import { attachLatency, type LatencyPlan, type LatencyRows, planLatency } from './passes/latency';
import { gatherNodes } from './passes/nodes';
import { seeProxies } from './passes/out-of-mesh';
import { type Placement, placement, type View } from './passes/place';
import { placeOperations } from './passes/place-operations';
import { placeServiceEntries } from './passes/place-service-entries';
import { placeWaypoints } from './passes/place-waypoints';
import { rankNodes } from './passes/rank';
import { busyNamespaces, inScope, unseenNamespaces } from './passes/scope';
import { attachSecurity } from './passes/security';
import { attachThroughput } from './passes/throughput';
import { totalsOf } from './passes/totals';
import type { Waypoints } from './passes/waypoints';
import type { Flow, SecurityRow, ThroughputRow, TrafficPort } from './traffic';

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
  readonly edges: DraftEdges;
  readonly sorted: readonly DraftEdge[];
  readonly place: Placement;
  /** Counted and in view. */
  readonly rows: CountedRows;
  /** All that are known, in view or not. */
  readonly flows: readonly Flow[];
  readonly waypoints: Waypoints;
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
  const { requests, tcp, messages, waypoints } = countOnce(rows, request.ambient);
  const flows = distinct(requests, tcp, messages ?? []);

  const isInScope = inScope(request.namespaces);
  const isAll = request.namespaces === null;
  const inView = {
    requests: isAll ? requests : requests.filter(({ flow }) => isInScope(flow)),
    tcp: isAll ? tcp : tcp.filter(({ flow }) => isInScope(flow)),
    messages: isAll ? messages : (messages?.filter(({ flow }) => isInScope(flow)) ?? null),
  };

  const index = known.facts === null ? null : indexOf(known.facts);
  // A waypoint is on the way to the services that are called through it, not behind them.
  const behind = waypoints.any ? flows.filter(({ destination }) => !waypoints.has(destination)) : flows;
  const straight = placeServiceEntries(placement(request satisfies View, behind), index);
  const way = placeWaypoints(straight, request, waypoints);
  const place = placeOperations(way, request.operations);
  const edges = gatherEdges(inView, place);
  const { edges: sorted, warning } = largestEdges(edges.sorted());
  const namespaces = busyNamespaces(requests, flows);
  return {
    request,
    edges,
    sorted,
    place,
    rows: inView,
    flows,
    waypoints,
    namespaces,
    warnings: [...(warning === null ? [] : [warning]), ...unseenNamespaces(request.namespaces, namespaces)],
    latencyPlan:
      request.latency.length === 0
        ? { groups: new Map(), irregular: [] }
        : planLatency(sorted, distinct(rows.requests.filter(hasTraffic)), place, groupOf),
    index,
    known,
    rules: new NodeRules(healthSubjects(sorted, index), known.rules),
  };
}

export interface EdgeRows extends LatencyRows {
  readonly throughput: readonly ThroughputRow[] | null;
  readonly security: readonly SecurityRow[] | null;
}

/** Steps 4 to 6. */
export function finishGraph(draft: DraftGraph, rows: EdgeRows, warnings: readonly Warning[]): GraphAnswer {
  const { request, edges: drafts, sorted } = draft;
  attachLatency(sorted, draft.latencyPlan, request.latency, rows);
  if (rows.throughput !== null) attachThroughput(sorted, rows.throughput);
  if (rows.security !== null) {
    const isInScope = inScope(request.namespaces);
    attachSecurity(
      drafts,
      rows.security.filter(({ flow }) => isInScope(flow) && !draft.waypoints.isTold(flow)),
      draft.place,
    );
  }
  const { nodes: living, edges } = knownNodes(draft, sorted.map(finishEdge));
  judgeGraph({ nodes: living, edges, drafts: sorted, isNow: draft.known.isNow }, draft.rules, rows.buckets);
  const onward = new Set(sorted.flatMap(({ id, hop }) => (hop.onward ? id : [])));
  const { nodes, boxes } = boxUp(living, edges, onward, request.boxApps, draft.known.rules);
  return {
    window: { fromSeconds: request.window.fromSeconds, toSeconds: request.window.toSeconds },
    type: request.type,
    nodes: rankNodes(nodes, edges),
    edges,
    boxes,
    totals: totalsOf(draft.rows, draft.waypoints),
    namespaces: draft.namespaces,
    warnings: [...warnings, ...draft.warnings],
  };
}

/** Step 5. */
function knownNodes(
  { request, sorted, flows, waypoints, index, known }: DraftGraph,
  edges: readonly GraphEdge[],
) {
  const gathered = gatherNodes(sorted, edges, flows, request.namespaces, waypoints);
  const all = withIdleNodes(gathered, request, known.facts, flows);
  return removeDead(seeProxies(attachFacts(all, sorted, index), sorted), edges, index);
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
    reporters: reportersOf(draft.flows.length > 0 ? draft.flows : draft.allFlows),
    health: { kind: 'idle' },
  };
}

/** In a fixed order. */
function reportersOf(flows: readonly Flow[]): Reporter[] {
  const [first] = flows;
  if (first !== undefined && flows.length === 1) return [first.reporter];
  return REPORTERS.filter((reporter) => flows.some((flow) => flow.reporter === reporter));
}

const REPORTERS: readonly Reporter[] = ['destination', 'source', 'waypoint'];
