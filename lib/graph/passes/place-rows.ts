/** On which edges every counted row is drawn: the edges that its flow runs over. */
import type { EdgeShape } from '@/lib/graph/draft';
import { edgeId } from '@/lib/graph/identity';
import { Remembered } from '@/lib/graph/remembered';
import type { Flow, Grouping } from '@/lib/graph/traffic';
import type { Reporter } from '@/lib/mesh/identity';
import type { TrafficRows } from './count-once';
import type { Hop, Placement } from './place';

/** Pairs of a row and an edge that it is drawn on, in the order of the rows. */
export interface RowEdges {
  /** Places in the list of rows. */
  readonly rows: Int32Array;
  /** Places among the edges. */
  readonly edges: Int32Array;
}

export interface PlacedRows {
  /** In the order of their ends, whatever order the rows came in. */
  readonly shapes: readonly EdgeShape[];
  readonly requests: RowEdges;
  readonly tcp: RowEdges;
  /** null = not asked for, or not told. */
  readonly messages: RowEdges | null;
}

/** `rows` are counted and in view. */
export function placeRows({ requests, tcp, messages }: TrafficRows, place: Placement): PlacedRows {
  const placing = new Placing(place);
  const placed = {
    requests: placing.put(requests),
    tcp: placing.put(tcp),
    // A stream that has not ended has messages and no request: its edge is drawn, and its flow counts as one without.
    messages: messages && placing.put(messages, false),
  };
  const order = orders.of(
    placing.shapes.map(({ hop }) => hop),
    () => orderOf(placing.shapes),
  );
  const places = new Int32Array(order.length);
  order.forEach((from, to) => {
    places[from] = to;
  });
  const sorted = ({ rows, edges }: Pairs): RowEdges => ({
    rows: Int32Array.from(rows),
    edges: Int32Array.from(edges, (edge) => places[edge] ?? 0),
  });
  return {
    shapes: sameAgain(order.map((at) => placing.shapes[at] as GrowingShape)),
    requests: sorted(placed.requests),
    tcp: sorted(placed.tcp),
    messages: placed.messages && sorted(placed.messages),
  };
}

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
  for (const { hop, flows, allFlows } of shapes) {
    items.push(hop, flows.length, allFlows.length);
    for (const flow of flows) items.push(flow);
    for (const flow of allFlows) items.push(flow);
  }
  return lists.of(items, () => shapes.map(finished));
}

interface Pairs {
  readonly rows: number[];
  readonly edges: number[];
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

const REPORTERS: readonly Reporter[] = ['destination', 'source', 'waypoint'];

interface Placed {
  /** Places among the shapes. */
  readonly edges: readonly number[];
  hasTraffic: boolean;
}

class Placing {
  readonly shapes: GrowingShape[] = [];
  readonly #place: Placement;
  /** By `Hop.edgeKey`. */
  readonly #at = new Map<string, number>();
  /** A flow has a row for each way that requests end; where it is drawn is worked out once. */
  readonly #placed = new Map<string, Placed>();

  constructor(place: Placement) {
    this.#place = place;
  }

  /** `countsTraffic`: a flow whose row has a rate counts as one with traffic. */
  put(rows: readonly { readonly flow: Flow; readonly ratePerSecond: number }[], countsTraffic = true): Pairs {
    const pairs: Pairs = { rows: [], edges: [] };
    rows.forEach(({ flow, ratePerSecond }, at) => {
      const placed = this.#placed.get(flow.key) ?? this.#putFlow(flow);
      if (countsTraffic && ratePerSecond > 0 && !placed.hasTraffic) {
        placed.hasTraffic = true;
        for (const edge of placed.edges) this.shapes[edge]?.flows.push(flow);
      }
      for (const edge of placed.edges) {
        pairs.rows.push(at);
        pairs.edges.push(edge);
      }
    });
    return pairs;
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
    this.#placed.set(flow.key, placed);
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
