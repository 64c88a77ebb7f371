/** Boxes around nodes: clusters where there are several, namespaces, and apps with more than one member. */
import type { GraphBox, GraphEdge, GraphNode } from '@/lib/graph/contract';
import { DEFAULT_RULES, type HealthRules, type HealthSubject } from '@/lib/health/rules';
import { MessageTally, RequestTally, TcpTally } from '@/lib/metrics/tally';
import { judge } from './judge';

export interface Boxed {
  readonly nodes: GraphNode[];
  readonly boxes: GraphBox[];
}

/** `onward` are the ids of edges that are not the first hop of what runs over them. */
export function boxUp(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  onward: ReadonlySet<string>,
  boxApps: boolean,
  rules: HealthRules = DEFAULT_RULES,
): Boxed {
  const clusters = new Set(nodes.flatMap(({ cluster }) => cluster ?? []));
  const appSizes = new Map<string, number>();
  for (const node of boxApps ? nodes : []) {
    const id = appBoxId(node);
    if (id !== null) appSizes.set(id, (appSizes.get(id) ?? 0) + 1);
  }
  const boxes = new Map<string, Omit<GraphBox, 'incoming' | 'health'>>();
  const subjects = new Map<string, HealthSubject>();
  const boxed = nodes.map((node) => {
    const around: string[] = [];
    const put = (id: string, kind: GraphBox['kind'], name: string) => {
      if (!boxes.has(id)) {
        boxes.set(id, { id, kind, name, parent: around.at(-1) ?? null });
        const inside = kind === 'cluster' ? null : node.namespace;
        subjects.set(id, { namespace: inside, names: [{ kind, name }], annotation: null });
      }
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
  const arriving = arrivingAt(boxed, edges, onward);
  const sorted = [...boxes.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    nodes: boxed,
    boxes: sorted.map((box) => finishBox(box, arriving.get(box.id), subjects.get(box.id), rules)),
  };
}

function appBoxId({ cluster, namespace, app }: GraphNode): string | null {
  return app === null ? null : `box/app/${encoded(cluster)}/${encoded(namespace)}/${encoded(app)}`;
}

function encoded(name: string | null): string {
  if (name === null) return '-';
  return PLAIN.test(name) ? name : encodeURIComponent(name.toWellFormed());
}

/** Almost every name is plain, and encoding them all would be noticed. */
const PLAIN = /^[A-Za-z0-9_.~-]*$/;

interface Arriving {
  /** What crosses into the box from outside it. */
  readonly crossing: RequestTally;
  /** What its members send one another; each request once, though it runs over several edges. */
  readonly inside: RequestTally;
  readonly tcp: TcpTally;
  readonly messages: MessageTally;
  hasRequestsFromOutside: boolean;
}

function arrivingAt(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  onward: ReadonlySet<string>,
): Map<string, Arriving> {
  const arriving = new Map<string, Arriving>();
  const around = new Map<string, readonly Arriving[]>();
  for (const { id, boxes } of nodes) {
    const own = boxes.map((box) => arriving.get(box) ?? nothingYet());
    boxes.forEach((box, at) => void arriving.set(box, own[at] as Arriving));
    around.set(id, own);
  }
  for (const edge of edges) {
    const left = around.get(edge.source) ?? NO_BOX;
    for (const tallies of around.get(edge.target) ?? NO_BOX) {
      const fromInside = left.includes(tallies);
      // It arrived at a member already, where its first hop ended.
      if (fromInside && onward.has(edge.id)) continue;
      if (edge.tcp !== null) tallies.tcp.addAll(edge.tcp);
      if (edge.messages !== null) tallies.messages.addAll(edge.messages);
      if (edge.requests === null) continue;
      const requests = fromInside ? tallies.inside : tallies.crossing;
      requests.addAll(edge.requests);
      if (!fromInside) tallies.hasRequestsFromOutside = true;
    }
  }
  return arriving;
}

const NO_BOX: readonly Arriving[] = [];

function nothingYet(): Arriving {
  return {
    crossing: new RequestTally(),
    inside: new RequestTally(),
    tcp: new TcpTally(),
    messages: new MessageTally(),
    hasRequestsFromOutside: false,
  };
}

/** Idle where nothing arrives at its members: they only call, or rest. */
function finishBox(
  box: Omit<GraphBox, 'incoming' | 'health'>,
  arriving: Arriving | undefined,
  subject: HealthSubject | undefined,
  rules: HealthRules,
): GraphBox {
  const { crossing, inside, tcp, messages, hasRequestsFromOutside } = arriving ?? nothingYet();
  const incoming = crossing.traffic();
  const all = new RequestTally();
  all.addAll(incoming);
  all.addAll(inside.traffic());
  return {
    ...box,
    incoming: hasRequestsFromOutside ? incoming : null,
    health: judge(
      { requests: all.traffic(), tcp: tcp.traffic(), messages: messages.traffic() },
      subject === undefined ? undefined : rules.of(subject),
    ),
  };
}
