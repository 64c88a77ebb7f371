/** On which edges every counted flow is drawn. */
import type { EdgeShape } from '@/lib/graph/draft';
import { edgeId } from '@/lib/graph/identity';
import { Remembered } from '@/lib/graph/remembered';
import type { Flow, Grouping } from '@/lib/graph/traffic';
import { REPORTERS } from '@/lib/mesh/identity';
import type { TrafficRows } from './count-once';
import type { Hop, Placement } from './place';

export interface PlacedFlows {
  /** In the order of their ends, whatever order the rows came in. */
  readonly shapes: readonly EdgeShape[];
  /** The places of a flow's edges among the shapes; none for a flow of no row that was given. */
  edgesOf(flow: Flow): readonly number[];
}

/** `rows` are counted and in view. */
export function placeFlows({ requests, tcp, messages }: TrafficRows, place: Placement): PlacedFlows {
  const placing = new Placing(place);
  for (const { flow, ratePerSecond } of requests) placing.put(flow, ratePerSecond > 0);
  for (const { flow, ratePerSecond } of tcp) placing.put(flow, ratePerSecond > 0);
  // A stream that has not ended has messages and no request: its edge is drawn, and its flow counts as one without.
  for (const { flow } of messages ?? []) placing.put(flow, false);
  const order = orders.of(
    placing.shapes.map(({ hop }) => hop),
    () => orderOf(placing.shapes),
  );
  const places = new Int32Array(order.length);
  order.forEach((from, to) => {
    places[from] = to;
  });
  const edges = new Map<string, readonly number[]>();
  for (const [key, placed] of placing.placed) {
    edges.set(
      key,
      placed.edges.map((edge) => places[edge] as number),
    );
  }
  return {
    shapes: sameAgain(order.map((at) => placing.shapes[at] as GrowingShape)),
    edgesOf: ({ key }) => edges.get(key) ?? NO_EDGES,
  };
}

const NO_EDGES: readonly number[] = [];

const orders = new Remembered<readonly number[]>();

/** The places of edges in the order of their ends. */
function orderOf(shapes: readonly GrowingShape[]): number[] {
  const keyed = shapes.map(({ hop }, at) => ({ key: hop.edgeKey, at }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ at }) => at);
}

const lists = new Remembered<readonly EdgeShape[]>();

/** The very list of before where nothing of it changed: what was made of it holds (nodes.ts, health-subjects.ts). */
function sameAgain(shapes: readonly GrowingShape[]): readonly EdgeShape[] {
  const items: unknown[] = [];
  for (const { hop, legs, flows, allFlows, waypointHops } of shapes) {
    // Hops by way of a waypoint are made anew each time, and so is what is made of them.
    items.push(hop, ...legs, waypointHops, flows.length, allFlows.length);
    for (const flow of flows) items.push(flow);
    for (const flow of allFlows) items.push(flow);
  }
  return lists.of(items, () => shapes.map(finished));
}

interface GrowingShape extends Omit<EdgeShape, 'reporters'> {
  readonly legs: Grouping[];
  readonly flows: Flow[];
  readonly allFlows: Flow[];
  waypointHops: Map<Flow, Hop> | null;
}

function finished(shape: GrowingShape): EdgeShape {
  const telling = shape.flows.length > 0 ? shape.flows : shape.allFlows;
  const reporters = REPORTERS.filter((reporter) => telling.some((flow) => flow.reporter === reporter));
  return { ...shape, reporters };
}

interface Placed {
  /** Places among the shapes. */
  readonly edges: readonly number[];
  hasTraffic: boolean;
}

class Placing {
  readonly shapes: GrowingShape[] = [];
  /** By the flow's key: it may have several rows, and where it is drawn is worked out once. */
  readonly placed = new Map<string, Placed>();
  readonly #place: Placement;
  /** By `Hop.edgeKey`. */
  readonly #at = new Map<string, number>();

  constructor(place: Placement) {
    this.#place = place;
  }

  put(flow: Flow, hasTraffic: boolean): void {
    const placed = this.placed.get(flow.key) ?? this.#putFlow(flow);
    if (!hasTraffic || placed.hasTraffic) return;
    placed.hasTraffic = true;
    for (const edge of placed.edges) this.shapes[edge]?.flows.push(flow);
  }

  #putFlow(flow: Flow): Placed {
    const edges = this.#place.hopsOf(flow).map((hop) => {
      const at = this.#shapeAt(hop, flow);
      const shape = this.shapes[at] as GrowingShape;
      if (hop.leg !== null && !shape.legs.includes(hop.leg)) shape.legs.push(hop.leg);
      shape.allFlows.push(flow);
      if (hop.waypoint !== null) {
        shape.waypointHops ??= new Map();
        shape.waypointHops.set(flow, hop);
      }
      return at;
    });
    const placed = { edges, hasTraffic: false };
    this.placed.set(flow.key, placed);
    return placed;
  }

  #shapeAt(hop: Hop, { protocol }: Flow): number {
    const known = this.#at.get(hop.edgeKey);
    if (known !== undefined) return known;
    const at = this.shapes.length;
    const id = edgeIdOf(hop);
    this.shapes.push({ id, protocol, hop, legs: [], flows: [], allFlows: [], waypointHops: null });
    this.#at.set(hop.edgeKey, at);
    return at;
  }
}

const ids = new WeakMap<Hop, string>();

function edgeIdOf(hop: Hop): string {
  const known = ids.get(hop);
  if (known !== undefined) return known;
  const made = edgeId(hop.edgeKey);
  ids.set(hop, made);
  return made;
}
