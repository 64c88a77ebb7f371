/**
 * Which nodes and edges of a graph alerts are about. Pure. An alert of a service is on the service's node where there is
 * one, else on what answers for it; one of calls is on their edges, and on whom they call where no such edge is there.
 */
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { RaisedAlert } from './contract';

export interface PlacedAlerts {
  /** By id. */
  readonly nodes: ReadonlyMap<string, readonly RaisedAlert[]>;
  readonly edges: ReadonlyMap<string, readonly RaisedAlert[]>;
  /** Of whole namespaces, and of what is not drawn. */
  readonly elsewhere: readonly RaisedAlert[];
}

export const NO_ALERTS: PlacedAlerts = { nodes: new Map(), edges: new Map(), elsewhere: [] };

export function placeAlerts(
  { nodes, edges }: { readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[] },
  alerts: readonly RaisedAlert[],
): PlacedAlerts {
  if (alerts.length === 0) return NO_ALERTS;
  const onNodes = new Map<string, RaisedAlert[]>();
  const onEdges = new Map<string, RaisedAlert[]>();
  const elsewhere: RaisedAlert[] = [];
  for (const alert of alerts) {
    const called = nodes.filter((node) => isNamed(node, alert.subject));
    const calls = callsOf(alert, called, nodes, edges);
    if (calls.length > 0) for (const { id } of calls) put(onEdges, id, alert);
    else if (called.length === 0) elsewhere.push(alert);
    else for (const { id } of standingFor(called)) put(onNodes, id, alert);
  }
  return { nodes: onNodes, edges: onEdges, elsewhere };
}

/** The service itself where it is drawn: its workloads have alerts of their own. */
function standingFor(named: readonly GraphNode[]): readonly GraphNode[] {
  const services = named.filter(isService);
  return services.length > 0 ? services : named;
}

function isNamed(node: GraphNode, { kind, namespace, name }: RaisedAlert['subject']): boolean {
  if (node.namespace !== namespace || kind === 'namespace') return false;
  if (kind === 'workload')
    return !isService(node) && (node.workload === null ? node.app : node.workload) === name;
  if (node.kind === 'service') return node.name === name;
  if (node.kind === 'external') return node.name === name || node.host === name;
  if (node.kind !== 'app' && node.kind !== 'workload' && node.kind !== 'gateway') return false;
  return answersFor(node, name, namespace) ?? [node.app, node.workload, node.name].includes(name);
}

/** Whether it is called by the service's host; null where no call says by which. */
function answersFor({ incoming }: GraphNode, name: string, namespace: string): boolean | null {
  const hosts = (incoming?.codes ?? []).flatMap(({ host }) => host ?? []);
  const services = hosts.filter((host) => /^[^.]+\.[^.]+\.svc(\.|$)/.test(host));
  return services.length === 0 ? null : services.some((host) => host.startsWith(`${name}.${namespace}.svc`));
}

function callsOf(
  { caller }: RaisedAlert,
  called: readonly GraphNode[],
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
): readonly GraphEdge[] {
  if (caller === null || called.length === 0) return [];
  const isCaller = ({ namespace, workload, app, name }: GraphNode) =>
    namespace === caller.namespace && (workload ?? app ?? name) === caller.name;
  const byApp = ({ namespace, app }: GraphNode) => namespace === caller.namespace && app === caller.name;
  const exactly = nodes.filter((node) => !isService(node) && isCaller(node));
  const callers = new Set((exactly.length > 0 ? exactly : nodes.filter(byApp)).map(({ id }) => id));
  const targets = new Set(called.map(({ id }) => id));
  return edges.filter(({ source, target }) => callers.has(source) && targets.has(target));
}

function isService({ kind }: GraphNode): boolean {
  return kind === 'service' || kind === 'external';
}

function put(all: Map<string, RaisedAlert[]>, id: string, alert: RaisedAlert): void {
  const known = all.get(id);
  if (known === undefined) all.set(id, [alert]);
  else known.push(alert);
}
