/** Boxes around nodes: clusters where there are several, namespaces, and apps with more than one member. */
import type { GraphBox, GraphEdge, GraphNode } from '@/lib/graph/contract';
import { evaluateHealth } from '@/lib/health/evaluate';
import { RequestTally } from '@/lib/metrics/tally';

export interface Boxed {
  readonly nodes: GraphNode[];
  readonly boxes: GraphBox[];
}

export function boxUp(nodes: readonly GraphNode[], edges: readonly GraphEdge[], boxApps: boolean): Boxed {
  const clusters = new Set(nodes.flatMap(({ cluster }) => cluster ?? []));
  const appSizes = new Map<string, number>();
  for (const node of nodes) {
    const id = appBoxId(node);
    if (id !== null) appSizes.set(id, (appSizes.get(id) ?? 0) + 1);
  }
  const boxes = new Map<string, Omit<GraphBox, 'incoming' | 'health'>>();
  const boxed = nodes.map((node) => {
    const around: string[] = [];
    const put = (id: string, kind: GraphBox['kind'], name: string) => {
      if (!boxes.has(id)) boxes.set(id, { id, kind, name, parent: around.at(-1) ?? null });
      around.push(id);
    };
    const { cluster, namespace, app } = node;
    if (clusters.size > 1 && cluster !== null) put(`box/cluster/${encoded(cluster)}`, 'cluster', cluster);
    if (namespace !== null)
      put(`box/namespace/${encoded(cluster)}/${encoded(namespace)}`, 'namespace', namespace);
    const appId = boxApps ? appBoxId(node) : null;
    if (appId !== null && app !== null && (appSizes.get(appId) ?? 0) > 1) put(appId, 'app', app);
    return { ...node, boxes: around };
  });
  const incoming = incomingOf(boxed, edges);
  const sorted = [...boxes.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    nodes: boxed,
    boxes: sorted.map((box) => {
      const requests = incoming.get(box.id)?.traffic() ?? null;
      return { ...box, incoming: requests, health: evaluateHealth({ requests, tcp: null }) };
    }),
  };
}

function appBoxId({ cluster, namespace, app }: GraphNode): string | null {
  return app === null ? null : `box/app/${encoded(cluster)}/${encoded(namespace)}/${encoded(app)}`;
}

function encoded(name: string | null): string {
  return name === null ? '-' : encodeURIComponent(name.toWellFormed());
}

/** What crosses into each box from outside it. */
function incomingOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Map<string, RequestTally> {
  const boxesOf = new Map<string, readonly string[]>();
  for (const { id, boxes } of nodes) boxesOf.set(id, boxes);
  const incoming = new Map<string, RequestTally>();
  for (const edge of edges) {
    if (edge.requests === null) continue;
    const left = boxesOf.get(edge.source) ?? [];
    for (const box of boxesOf.get(edge.target) ?? []) {
      if (left.includes(box)) continue;
      const tally = incoming.get(box) ?? new RequestTally();
      incoming.set(box, tally);
      tally.addAll(edge.requests);
    }
  }
  return incoming;
}
