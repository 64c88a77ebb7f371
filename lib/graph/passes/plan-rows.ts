/**
 * All that steps 1 to 3 decide, and none of the numbers: which rows are counted and in view, and on which edges they
 * are drawn. It depends on which flows are told of and which of them have traffic, and a mesh whose calls stay the same
 * tells of the same with every refresh: then only numbers need to be added.
 */
import type { GraphRequest } from '@/lib/graph/contract';
import { Remembered } from '@/lib/graph/remembered';
import type { Flow } from '@/lib/graph/traffic';
import { neverReachedAServer } from '@/lib/mesh/response-flags';
import { countOnce, distinct, type TrafficRows } from './count-once';
import type { FactsIndex } from './facts-index';
import { type Placement, placement } from './place';
import { placeOperations } from './place-operations';
import { type PlacedRows, placeRows } from './place-rows';
import { placeServiceEntries } from './place-service-entries';
import { placeWaypoints } from './place-waypoints';
import { inScope } from './scope';
import type { Waypoints } from './waypoints';

export interface RowPlan {
  readonly waypoints: Waypoints;
  /** All that are counted, in view or not, each once. */
  readonly flows: readonly Flow[];
  readonly place: Placement;
  /** The rows that are counted, of those that came. */
  readonly counted: RowPlaces;
  /** The rows in view, of those that are counted. */
  readonly inView: RowPlaces;
  /** The rows in view on their edges. */
  readonly placed: PlacedRows;
}

/** Places of some rows among all, in their order. */
export interface RowPlaces {
  readonly requests: Int32Array;
  readonly tcp: Int32Array;
  readonly messages: Int32Array | null;
}

/** What of a request decides. */
type Chosen = Pick<
  GraphRequest,
  'type' | 'serviceNodes' | 'waypoints' | 'operations' | 'ambient' | 'namespaces'
>;

/** As `planRows`, once for the same. */
export function rememberedPlan(chosen: Chosen, rows: TrafficRows, index: FactsIndex | null): RowPlan {
  const facts = index ?? NO_FACTS;
  const known = plans.get(facts) ?? new Remembered<RowPlan>();
  plans.set(facts, known);
  return known.of([keyOf(chosen), ...decisive(rows)], () => planRows(chosen, rows, index));
}

/** They go with the facts that they were made by, which every change of configuration makes anew. */
const plans = new WeakMap<object, Remembered<RowPlan>>();
const NO_FACTS = {};

function keyOf({ type, serviceNodes, waypoints, operations, ambient, namespaces }: Chosen): string {
  return JSON.stringify([type, serviceNodes, waypoints, operations, ambient, namespaces]);
}

/** Of each row its flow, marked where it says that nothing ran, or that nothing arrived. */
function decisive({ requests, tcp, messages }: TrafficRows): unknown[] {
  const items: unknown[] = [];
  for (const { flow, flags, ratePerSecond } of requests) {
    if (!(ratePerSecond > 0)) items.push('idle');
    if (flags !== '-' && neverReachedAServer(flags)) items.push('unreached');
    items.push(flow);
  }
  for (const rows of [tcp, messages]) {
    items.push(rows === null ? 'none' : 'next');
    for (const { flow, ratePerSecond } of rows ?? []) {
      if (!(ratePerSecond > 0)) items.push('idle');
      items.push(flow);
    }
  }
  return items;
}

/** The very list of before where the same flows run: what was made of it holds (nodes.ts, scope.ts). */
const lists = new Remembered<readonly Flow[]>();

export function planRows(chosen: Chosen, rows: TrafficRows, index: FactsIndex | null): RowPlan {
  const { waypoints, ...counted } = countOnce(rows, chosen.ambient);
  const told = distinct(counted.requests, counted.tcp, counted.messages ?? []);
  const flows = lists.of(told, () => told);
  // A waypoint is on the way to the services that are called through it, not behind them.
  const behind = waypoints.any ? flows.filter(({ destination }) => !waypoints.has(destination)) : flows;
  const straight = placeServiceEntries(placement(chosen, behind), index);
  const place = placeOperations(placeWaypoints(straight, chosen, waypoints), chosen.operations);
  const isInScope = inScope(chosen.namespaces);
  const inView = {
    requests: counted.requests.filter(({ flow }) => isInScope(flow)),
    tcp: counted.tcp.filter(({ flow }) => isInScope(flow)),
    messages: counted.messages?.filter(({ flow }) => isInScope(flow)) ?? null,
  };
  return {
    waypoints,
    flows,
    place,
    counted: placesIn(rows, counted),
    inView: placesIn(counted, inView),
    placed: placeRows(inView, place),
  };
}

/** The rows at these places. */
export function rowsAt(rows: TrafficRows, places: RowPlaces): TrafficRows {
  return {
    requests: picked(rows.requests, places.requests),
    tcp: picked(rows.tcp, places.tcp),
    messages: places.messages === null ? null : picked(rows.messages ?? [], places.messages),
  };
}

function picked<Row>(rows: readonly Row[], places: Int32Array): readonly Row[] {
  return places.length === rows.length ? rows : Array.from(places, (place) => rows[place] as Row);
}

/** Where some of the rows stand among all, in whose order they are. */
function placesIn(all: TrafficRows, some: TrafficRows): RowPlaces {
  return {
    requests: placesOf(all.requests, some.requests),
    tcp: placesOf(all.tcp, some.tcp),
    messages: some.messages === null ? null : placesOf(all.messages ?? [], some.messages),
  };
}

function placesOf(all: readonly object[], some: readonly object[]): Int32Array {
  const places = new Int32Array(some.length);
  let at = 0;
  some.forEach((row, index) => {
    while (all[at] !== row) at += 1;
    places[index] = at;
    at += 1;
  });
  return places;
}
