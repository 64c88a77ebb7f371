/** The edges that a graph of a mesh must have, and the series that each is the sum of; written without the graph's code. */
import type { AmbientView, GraphType, ServiceNodes, WaypointView } from '@/lib/graph/vocabulary';
import type { Telling } from './calls';
import { type ExpectedNode, isPassthrough, peerNode, serviceNode } from './expected-nodes';
import type { RandomMesh } from './random-mesh';
import { type Told, toldBy } from './told';

export interface ExpectedView {
  readonly type: GraphType;
  readonly serviceNodes: ServiceNodes;
  readonly waypoints: WaypointView;
  readonly ambient: AmbientView;
  readonly operations: boolean;
  readonly messages: boolean;
}

export interface ExpectedEdge {
  readonly source: ExpectedNode;
  readonly target: ExpectedNode;
  readonly protocol: string;
  /** Labels `sid` of the series that are counted on it. */
  readonly sids: string[];
  /** Of those in which the receiving side says who proved to be whom. */
  readonly security: Telling[];
  /** Of ztunnels that saw the same traffic as bytes. */
  readonly ztunnel: Telling[];
}

export interface ExpectedGraph {
  /** By `source > target > protocol`, as their nodes' keys are written. */
  readonly edges: ReadonlyMap<string, ExpectedEdge>;
  /** Counted, each once. */
  readonly sids: readonly string[];
  /** The apps behind a service, by the service's key. */
  readonly appsBehind: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Known {
  readonly telling: Telling;
  readonly told: Told;
}

export function expectedGraph(mesh: RandomMesh, view: ExpectedView): ExpectedGraph {
  return new Expecting(mesh, view).graph();
}

type Hops = readonly (readonly [source: ExpectedNode, target: ExpectedNode])[];

class Expecting {
  readonly #view: ExpectedView;
  readonly #entry: RandomMesh['entry'];
  readonly #live: readonly Known[];
  readonly #counted: readonly Known[];
  readonly #spread = new Set<string>();
  /** Apps that answer for a service, and the service. */
  readonly #answering = new Map<string, ExpectedNode>();
  readonly #appsBehind = new Map<string, Set<string>>();

  constructor(mesh: RandomMesh, view: ExpectedView) {
    this.#view = view;
    this.#entry = mesh.entry;
    const live = mesh.tellings.filter(
      ({ call }) => call.liveliness === 'live' && (!call.isStream || view.messages),
    );
    this.#live = live.map((telling) => ({ telling, told: toldBy(telling, mesh) }));
    this.#counted = this.#live.filter(({ telling }) => telling.countsIn.includes(view.ambient));
    this.#learn();
  }

  graph(): ExpectedGraph {
    const edges = new Map<string, ExpectedEdge>();
    for (const known of this.#counted) {
      for (const [source, target] of this.#hops(known)) {
        const { protocol, sids } = known.telling;
        const key = `${source.key} > ${target.key} > ${protocol}`;
        const edge = edges.get(key) ?? { source, target, protocol, sids: [], security: [], ztunnel: [] };
        edge.sids.push(...sids);
        edges.set(key, edge);
      }
    }
    for (const known of this.#live) this.#secure(known, edges);
    const sids = this.#counted.flatMap(({ telling }) => (telling.leg === 'out' ? [] : telling.sids));
    return { edges, sids, appsBehind: this.#appsBehind };
  }

  /** What many tellings say together: where services spread to, and which apps stand for a service. */
  #learn(): void {
    const ends = new Map<string, string>();
    for (const { telling, told } of this.#counted) {
      if (telling.leg === 'in' || isDirect(told)) continue;
      const { namespace, name } = told.service;
      const id = JSON.stringify([namespace, name]);
      const end = told.destination === null ? 'none' : peerNode(told.destination, this.#view.type).key;
      if (ends.has(id) && ends.get(id) !== end) this.#spread.add(id);
      ends.set(id, end);
      if (told.destination === null) continue;
      const service = serviceNode(told.service);
      this.#answering.set(peerNode(told.destination, 'app').key, service);
      const apps = this.#appsBehind.get(service.key) ?? new Set();
      this.#appsBehind.set(service.key, apps.add(told.destination.app));
    }
  }

  #hops({ telling, told }: Known): Hops {
    const plain = telling.leg === null ? this.#plain(told) : this.#leg(telling, told);
    const { operation, through } = telling.call;
    const [first, ...rest] = plain;
    if (first === undefined) return [];
    const service = serviceNode(told.service);
    if (this.#view.waypoints === 'nodes' && through !== null && telling.leg === null) {
      const waypoint = peerNode(partyOf(through.waypoint), this.#view.type);
      return [[first[0], waypoint], [waypoint, first[1]], ...rest];
    }
    if (
      !this.#view.operations ||
      operation === null ||
      telling.protocol === 'tcp' ||
      service.kind !== 'service'
    )
      return plain;
    const middle: ExpectedNode = {
      ...service,
      kind: 'operation',
      key: `operation ${service.cluster}/${service.namespace}/${told.service.name}/${operation}`,
      behind: service.key,
    };
    return [[first[0], middle], [middle, first[1]], ...rest];
  }

  #plain(told: Told): Hops {
    const { type, serviceNodes } = this.#view;
    const caller = this.#caller(told);
    const service = this.#called(told);
    const target = told.destination === null ? null : peerNode(told.destination, type);
    if (target !== null && isDirect(told)) return [[caller, target]];
    if (type === 'service' || target === null) return [[caller, service]];
    const id = JSON.stringify([told.service.namespace, told.service.name]);
    const isDrawn = serviceNodes === 'all' || (serviceNodes === 'auto' && this.#spread.has(id));
    return isDrawn
      ? [
          [caller, service],
          [service, target],
        ]
      : [[caller, target]];
  }

  /** Where a ServiceEntry brings the host together with others, for this caller, the entry stands for it. */
  #called({ service, source }: Told): ExpectedNode {
    const entry = this.#entry;
    const isSeen = entry?.exportTo?.includes(source?.namespace ?? '') ?? true;
    if (entry === null || !isSeen || !entry.hosts.includes(service.name ?? '')) return serviceNode(service);
    return serviceNode({ ...service, namespace: entry.namespace, name: entry.name });
  }

  /** Without the waypoint's own word nobody knows which workload each caller reached: it runs through the service. */
  #leg({ leg }: Telling, told: Told): Hops {
    const service = serviceNode(told.service);
    if (leg === 'in') return [[this.#caller(told), service]];
    if (told.destination === null || this.#view.type === 'service') return [];
    return [[service, peerNode(told.destination, this.#view.type)]];
  }

  #caller({ source }: Told): ExpectedNode {
    if (source === null)
      return {
        key: 'unknown source',
        kind: 'unknown',
        cluster: null,
        namespace: null,
        app: null,
        behind: null,
      };
    if (this.#view.type !== 'service') return peerNode(source, this.#view.type);
    const app = peerNode(source, 'app');
    const service = this.#answering.get(app.key);
    // One of several apps behind a service is not the service.
    const isItsOnly = service !== undefined && this.#appsBehind.get(service.key)?.size === 1;
    return isItsOnly ? service : app;
  }

  /** The receiving side's word; of legs of what a waypoint tells, the waypoint's. */
  #secure(known: Known, edges: ReadonlyMap<string, ExpectedEdge>): void {
    const { reporter, ztunnel, protocol, leg, call } = known.telling;
    if (reporter === 'source' && !ztunnel) return;
    if (leg !== null && call.teller === 'waypoint' && this.#view.ambient !== 'ztunnel') return;
    if (call.isStream) return;
    for (const [source, target] of this.#hops(known)) {
      edges.get(`${source.key} > ${target.key} > ${protocol}`)?.security.push(known.telling);
      if (!ztunnel) continue;
      for (const other of ['http', 'grpc'])
        edges.get(`${source.key} > ${target.key} > ${other}`)?.ztunnel.push(known.telling);
    }
  }
}

/** No service in particular was called, or an egress gateway lies before it, which calls it in turn. */
function isDirect({ service, destination }: Told): boolean {
  return service.name === null || isPassthrough(service.name) || destination?.app === 'istio-egressgateway';
}

function partyOf(workload: {
  cluster: string;
  namespace: string;
  name: string;
  app: string;
  version: string;
}) {
  return { ...workload, workload: workload.name };
}
