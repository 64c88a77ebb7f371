/** Boxes as single nodes: their members go into them, edges that end alike become one, edges inside are gone. */
import type { GraphAnswer, GraphEdge, GraphNode } from '@/lib/graph/contract';
import { trafficOver } from '@/lib/graph/passes/edge-sums';
import { mergedEdge } from './merge-edges';
import type { Scene } from './scene';
import type { FoldedNode, HealthKind, ViewGraph } from './view-graph';

export type Folding = Pick<ViewGraph, 'nodes' | 'edges' | 'boxes' | 'folded' | 'merged' | 'drawnAs'>;

/**
 * Of boxes inside one another the outermost counts. A folded box's own figures are, as those of any node, of all that
 * crosses into and out of it in `answer`, whatever `scene` leaves out; its members are those of the scene.
 */
export function fold(scene: Scene, answer: GraphAnswer, folded: ReadonlySet<string>): Folding {
  const inside = foldedBoxOf(scene.nodes, folded);
  const nodes = scene.nodes.filter(({ id }) => !inside.has(id));
  const used = new Set(inside.values());
  const members = membersOf(scene.nodes, inside);
  const crossing = crossingOf(answer, used);
  const drawnBoxes = boxesAround(nodes, members);
  const { edges, merged } = mergeEdges(scene.edges, inside);
  const drawnAs = new Map(inside);
  for (const { id, source, target } of inside.size === 0 ? [] : scene.edges) {
    const box = inside.get(source);
    if (box !== undefined && box === inside.get(target)) drawnAs.set(id, box);
  }
  for (const [id, parts] of merged) for (const part of parts) drawnAs.set(part, id);
  return {
    nodes,
    edges,
    boxes: answer.boxes.filter(({ id }) => drawnBoxes.has(id)),
    folded: answer.boxes.flatMap((box) => {
      const own = members.get(box.id);
      return own === undefined ? [] : foldedNode(box, own, crossing.get(box.id) ?? NOTHING_CROSSES);
    }),
    merged,
    drawnAs,
  };
}

/** Node → the outermost folded box around it, for those that have one. */
function foldedBoxOf(nodes: readonly GraphNode[], folded: ReadonlySet<string>): Map<string, string> {
  const inside = new Map<string, string>();
  if (folded.size === 0) return inside;
  for (const { id, boxes } of nodes) {
    const box = boxes.find((one) => folded.has(one));
    if (box !== undefined) inside.set(id, box);
  }
  return inside;
}

function membersOf(
  nodes: readonly GraphNode[],
  inside: ReadonlyMap<string, string>,
): Map<string, GraphNode[]> {
  const members = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const box = inside.get(node.id);
    if (box === undefined) continue;
    const own = members.get(box);
    if (own === undefined) members.set(box, [node]);
    else own.push(node);
  }
  return members;
}

/** Boxes that still hold something which is drawn: a node, or a folded box. */
function boxesAround(
  nodes: readonly GraphNode[],
  members: ReadonlyMap<string, readonly GraphNode[]>,
): Set<string> {
  const around = new Set(nodes.flatMap(({ boxes }) => boxes));
  for (const [box, [first]] of members) for (const outer of outside(box, first)) around.add(outer);
  return around;
}

/** The boxes around a box, as one of its members tells them. */
function outside(box: string, member: GraphNode | undefined): readonly string[] {
  return member === undefined ? [] : member.boxes.slice(0, member.boxes.indexOf(box));
}

interface Crossing {
  readonly incoming: GraphEdge[];
  readonly outgoing: GraphEdge[];
}

const NOTHING_CROSSES: Crossing = { incoming: [], outgoing: [] };

function crossingOf(answer: GraphAnswer, boxes: ReadonlySet<string>): Map<string, Crossing> {
  const inside = foldedBoxOf(answer.nodes, boxes);
  const crossing = new Map<string, Crossing>();
  for (const box of boxes) crossing.set(box, { incoming: [], outgoing: [] });
  for (const edge of answer.edges) {
    const from = inside.get(edge.source);
    const to = inside.get(edge.target);
    if (from === to) continue;
    if (from !== undefined) crossing.get(from)?.outgoing.push(edge);
    if (to !== undefined) crossing.get(to)?.incoming.push(edge);
  }
  return crossing;
}

function foldedNode(
  { id, kind, name, health }: GraphAnswer['boxes'][number],
  members: readonly GraphNode[],
  { incoming, outgoing }: Crossing,
): FoldedNode {
  const [first] = members;
  return {
    id,
    kind,
    name,
    cluster: first?.cluster ?? null,
    namespace: kind === 'cluster' ? null : (first?.namespace ?? null),
    boxes: outside(id, first),
    health,
    members: members.length,
    apps: new Set(members.flatMap((node) => appOf(node) ?? [])).size,
    healthCounts: healthCounts(members),
    ...trafficOver(incoming, outgoing),
  };
}

function appOf({ kind, namespace, app, name }: GraphNode): string | null {
  switch (kind) {
    case 'workload':
    case 'app':
    case 'service':
    case 'gateway':
      return `${namespace}/${app ?? name}`;
    case 'operation':
    case 'waypoint':
    case 'external':
    case 'passthrough':
    case 'blackhole':
    case 'unknown':
      return null;
  }
  return kind satisfies never;
}

function healthCounts(members: readonly GraphNode[]): Record<HealthKind, number> {
  const counts: Record<HealthKind, number> = { healthy: 0, degraded: 0, failing: 0, idle: 0, unknown: 0 };
  for (const { health } of members) counts[health.kind] += 1;
  return counts;
}

/** Edges that do not touch a folded box stay the very same. */
function mergeEdges(
  edges: readonly GraphEdge[],
  inside: ReadonlyMap<string, string>,
): { readonly edges: GraphEdge[]; readonly merged: Map<string, readonly string[]> } {
  const merged = new Map<string, readonly string[]>();
  if (inside.size === 0) return { edges: [...edges], merged };
  const kept: GraphEdge[] = [];
  const groups = new Map<string, { source: string; target: string; parts: GraphEdge[] }>();
  for (const edge of edges) {
    const source = inside.get(edge.source) ?? edge.source;
    const target = inside.get(edge.target) ?? edge.target;
    if (source === edge.source && target === edge.target) kept.push(edge);
    if (source === target || (source === edge.source && target === edge.target)) continue;
    const key = `${source}>${target}>${edge.protocol}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { source, target, parts: [edge] });
    else group.parts.push(edge);
  }
  for (const { source, target, parts } of groups.values()) {
    const edge = mergedEdge(source, target, parts);
    kept.push(edge);
    merged.set(
      edge.id,
      parts.map(({ id }) => id),
    );
  }
  return { edges: kept, merged };
}
