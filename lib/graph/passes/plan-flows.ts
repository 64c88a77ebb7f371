/**
 * All that steps 1 to 3 decide, and none of the numbers: which flows are counted and in view, and on which edges they
 * are drawn. It depends on which flows are told of, and of each on whether anything ran and arrived. A mesh whose calls
 * stay the same tells of the same with every refresh, whatever the order, the codes and the rates: then only numbers
 * need to be added.
 */
import type { GraphRequest } from '@/lib/graph/contract';
import type { EdgeShape } from '@/lib/graph/draft';
import { Remembered } from '@/lib/graph/remembered';
import type { Flow } from '@/lib/graph/traffic';
import { countOnce, distinct, type TrafficRows } from './count-once';
import type { FactsIndex } from './facts-index';
import { type Numbered, numberAsBefore, numberFlows, SAID, type Told } from './number-flows';
import { type Placement, placement } from './place';
import { placeFlows } from './place-flows';
import { placeOperations } from './place-operations';
import { placeServiceEntries } from './place-service-entries';
import { placeWaypoints } from './place-waypoints';
import { inScope } from './scope';
import type { Waypoints } from './waypoints';

export interface FlowPlan {
  readonly waypoints: Waypoints;
  /** All that are counted, in view or not, each once. */
  readonly flows: readonly Flow[];
  readonly place: Placement;
  /** The edges in view, in the order of their ends. */
  readonly shapes: readonly EdgeShape[];
  /** By the flow's number, which of its rows are counted: `SAID.requests`, `SAID.tcp`, `SAID.messages`. */
  readonly counted: Uint8Array;
  /** By the flow's number, the places of its edges among the shapes; null = not in view. */
  readonly edges: readonly (readonly number[] | null)[];
}

/** Rows by a plan. */
export interface PlannedRows {
  readonly plan: FlowPlan;
  readonly counted: TrafficRows;
  readonly inView: TrafficRows;
  /** Of each row in view the places of its edges among the shapes. */
  readonly edges: RowEdges;
}

export type RowEdges = Readonly<Record<keyof TrafficRows, readonly (readonly number[])[]>>;

/** What of a request decides. */
type Chosen = Pick<
  GraphRequest,
  'type' | 'serviceNodes' | 'waypoints' | 'operations' | 'ambient' | 'namespaces'
>;

/** As `planFlows`, once for the same flows. */
export function planned(chosen: Chosen, rows: TrafficRows, index: FactsIndex | null): PlannedRows {
  const facts = index ?? NO_FACTS;
  const kept = plans.get(facts) ?? [];
  const key = keyOf(chosen);
  for (const one of kept) {
    if (one.key !== key) continue;
    const numbered = numberAsBefore(rows, one.told);
    if (numbered === null) continue;
    plans.set(facts, [one, ...kept.filter((other) => other !== one)]);
    return byPlan(one.plan, rows, numbered);
  }
  const numbered = numberFlows(rows);
  const plan = planFlows(chosen, rows, numbered.told, index);
  plans.set(facts, [{ key, told: numbered.told, plan }, ...kept].slice(0, MOST_KEPT));
  return byPlan(plan, rows, numbered);
}

/** Graphs of several types, scopes and windows are looked at in turn. */
const MOST_KEPT = 8;

interface Kept {
  readonly key: string;
  readonly told: Told;
  readonly plan: FlowPlan;
}

/** The last one used comes first. They go with the facts that they were made by, which every change of configuration makes anew. */
const plans = new WeakMap<object, readonly Kept[]>();
const NO_FACTS = {};

function keyOf({ type, serviceNodes, waypoints, operations, ambient, namespaces }: Chosen): string {
  return JSON.stringify([type, serviceNodes, waypoints, operations, ambient, namespaces]);
}

/** The very list of before where the same flows run: what was made of it holds (nodes.ts, scope.ts). */
const lists = new Remembered<readonly Flow[]>();

function planFlows(chosen: Chosen, rows: TrafficRows, { numbers }: Told, index: FactsIndex | null): FlowPlan {
  const { waypoints, ...kept } = countOnce(rows, chosen.ambient);
  const counting = distinct(kept.requests, kept.tcp, kept.messages ?? []);
  const flows = lists.of(counting, () => counting);
  // A waypoint is on the way to the services that are called through it, not behind them.
  const behind = waypoints.any ? flows.filter(({ destination }) => !waypoints.has(destination)) : flows;
  const straight = placeServiceEntries(placement(chosen, behind), index);
  const place = placeOperations(placeWaypoints(straight, chosen, waypoints), chosen.operations);
  const isInScope = inScope(chosen.namespaces);
  const { shapes, edgesOf } = placeFlows(
    {
      requests: kept.requests.filter(({ flow }) => isInScope(flow)),
      tcp: kept.tcp.filter(({ flow }) => isInScope(flow)),
      messages: kept.messages?.filter(({ flow }) => isInScope(flow)) ?? null,
    },
    place,
  );
  const counted = new Uint8Array(numbers.size);
  for (const kind of ['requests', 'tcp', 'messages'] as const) {
    for (const { flow } of kept[kind] ?? []) {
      const at = numbers.get(flow) as number;
      counted[at] = (counted[at] as number) | SAID[kind];
    }
  }
  const edges = [...numbers.keys()].map((flow) => (isInScope(flow) ? edgesOf(flow) : null));
  return { waypoints, flows, place, shapes, counted, edges };
}

function byPlan(plan: FlowPlan, rows: TrafficRows, numbered: Numbered): PlannedRows {
  const requests = chosenRows(plan, rows.requests, numbered.requests, SAID.requests);
  const tcp = chosenRows(plan, rows.tcp, numbered.tcp, SAID.tcp);
  const messages =
    rows.messages === null ? null : chosenRows(plan, rows.messages, numbered.messages, SAID.messages);
  return {
    plan,
    counted: { requests: requests.counted, tcp: tcp.counted, messages: messages?.counted ?? null },
    inView: { requests: requests.inView, tcp: tcp.inView, messages: messages?.inView ?? null },
    edges: { requests: requests.edges, tcp: tcp.edges, messages: messages?.edges ?? [] },
  };
}

function chosenRows<Row>(plan: FlowPlan, rows: readonly Row[], numbers: Int32Array, kind: number) {
  const counted: Row[] = [];
  const inView: Row[] = [];
  const edges: (readonly number[])[] = [];
  for (let at = 0; at < rows.length; at += 1) {
    const number = numbers[at] as number;
    if (((plan.counted[number] as number) & kind) === 0) continue;
    const row = rows[at] as Row;
    counted.push(row);
    const drawn = plan.edges[number] ?? null;
    if (drawn === null) continue;
    inView.push(row);
    edges.push(drawn);
  }
  return { counted, inView, edges };
}
