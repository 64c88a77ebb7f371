/**
 * From rows of traffic to the graph that is drawn: one pass per concern, in this order. Pure, so that every number
 * can be tested without a server.
 *
 * 1. count each request, message and byte once: choose views, drop legs and bytes that are told of already
 * 2. keep what is in scope
 * 3. place flows on edges, gather them, and leave out the smallest of too many
 * 4. latency, throughput, mutual TLS
 * 5. nodes, boxes, health, ranks, totals
 */
import type { Warning } from '@/lib/mesh/fault';
import type { Reporter } from '@/lib/mesh/identity';
import type { GraphAnswer, GraphEdge, GraphRequest } from './contract';
import type { DraftEdge, DraftEdges } from './draft';
import { boxUp } from './passes/boxes';
import { countOnce, distinct, hasTraffic, type TrafficRows } from './passes/count-once';
import { type CountedRows, gatherEdges } from './passes/gather-edges';
import { judge } from './passes/judge';
import { attachLatency, type LatencyPlan, type LatencyRows, planLatency } from './passes/latency';
import { largestEdges } from './passes/largest';
import { gatherNodes } from './passes/nodes';
import { type Placement, placement, type View } from './passes/place';
import { placeOperations } from './passes/place-operations';
import { placeWaypoints } from './passes/place-waypoints';
import { rankNodes } from './passes/rank';
import { busyNamespaces, inScope, unseenNamespaces } from './passes/scope';
import { attachSecurity } from './passes/security';
import { attachThroughput } from './passes/throughput';
import { totalsOf } from './passes/totals';
import type { Waypoints } from './passes/waypoints';
import type { Flow, SecurityRow, ThroughputRow, TrafficPort } from './traffic';

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
}

/** Steps 1 to 3. Its `latencyPlan` says for which edges buckets are needed. */
export function draftGraph(
  request: GraphRequest,
  rows: TrafficRows,
  groupOf: TrafficPort['groupOf'],
): DraftGraph {
  const { requests, tcp, messages, waypoints } = countOnce(rows, request.ambient);
  const flows = distinct(joined(requests, tcp, messages ?? []));

  const isInScope = inScope(request.namespaces);
  const isAll = request.namespaces === null;
  const inView = {
    requests: isAll ? requests : requests.filter(({ flow }) => isInScope(flow)),
    tcp: isAll ? tcp : tcp.filter(({ flow }) => isInScope(flow)),
    messages: isAll ? messages : (messages?.filter(({ flow }) => isInScope(flow)) ?? null),
  };

  const way = placeWaypoints(placement(request satisfies View, flows), request, waypoints);
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
  };
}

function* joined(...parts: (readonly { readonly flow: Flow }[])[]): Generator<{ readonly flow: Flow }> {
  for (const part of parts) yield* part;
}

export interface EdgeRows extends LatencyRows {
  readonly throughput: readonly ThroughputRow[] | null;
  readonly security: readonly SecurityRow[] | null;
}

/** Steps 4 and 5. */
export function finishGraph(draft: DraftGraph, rows: EdgeRows, warnings: readonly Warning[]): GraphAnswer {
  const { request, edges: drafts, sorted } = draft;
  attachLatency(sorted, draft.latencyPlan, request.latency, rows);
  if (rows.throughput !== null) attachThroughput(sorted, rows.throughput);
  if (rows.security !== null) {
    const isInScope = inScope(request.namespaces);
    attachSecurity(
      drafts,
      rows.security.filter(({ flow }) => isInScope(flow)),
      draft.place,
    );
  }
  const edges = sorted.map(finishEdge);
  const gathered = gatherNodes(sorted, edges, draft.flows, request.namespaces, draft.waypoints);
  const onward = new Set(sorted.flatMap(({ id, hop }) => (hop.onward ? id : [])));
  const { nodes, boxes } = boxUp(gathered, edges, onward, request.boxApps);
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
    health: judge({ requests, tcp, messages }),
  };
}

/** In a fixed order. */
function reportersOf(flows: readonly Flow[]): Reporter[] {
  return REPORTERS.filter((reporter) => flows.some((flow) => flow.reporter === reporter));
}

const REPORTERS: readonly Reporter[] = ['destination', 'source', 'waypoint'];
