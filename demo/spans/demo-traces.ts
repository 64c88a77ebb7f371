/**
 * The demo's traces, computed when asked for: trace number n is one request of the same simulation that the
 * metrics come from, drawn with the dice of (seed, n), in the state of the world at its time.
 */

import { breakersOf } from '@/demo/traffic/breakers';
import { type Chance, hashText, mix, seededChance } from '@/demo/traffic/chance';
import type { Hop } from '@/demo/traffic/hop';
import type { MeshTraffic, WorldState } from '@/demo/traffic/mesh-traffic';
import { RequestSimulation } from '@/demo/traffic/request';
import { demand, incidentCycle } from '@/demo/traffic/time';
import type { Entry } from '@/demo/world/behaviour';
import { workloadNamed } from '@/demo/world/workloads';
import { ENTRIES, NO_HEADERS } from '@/demo/world/world';
import type { Span } from '@/lib/traces/model/span';
import { spansOfHop } from './hop-spans';
import { slotSeconds, spanIdOf, TRACES_PER_SECOND, traceIdOf } from './trace-index';

/** A trace before its spans are written out. */
export interface DrawnTrace {
  readonly index: number;
  readonly startUs: number;
  readonly hop: Hop;
}

const TRACED = ENTRIES.filter((entry) => entry.traced);

/** What is known of a trace before its request is followed; cheap, so that a search can pass most of them by. */
export interface TraceStart {
  readonly index: number;
  readonly seconds: number;
  readonly entry: Entry;
  readonly state: WorldState;
  readonly chance: Chance;
}

/** Begins a trace. Always the same for the same seed, history and index. */
export function startTrace(traffic: MeshTraffic, index: number): TraceStart {
  const chance = seededChance(mix(traffic.history.seed, index));
  const seconds = slotSeconds(index) + chance.next(0) / TRACES_PER_SECOND;
  const state = traffic.stateAt(seconds, incidentCycle(seconds).phase);
  return { index, seconds, state, chance, entry: pickEntry(seconds, chance.next(1)) };
}

/** Follows the request of a trace that has just been begun. */
export function followTrace({ index, seconds, entry, state, chance }: TraceStart): DrawnTrace {
  const { router, phase, drawn } = state;
  const simulation = new RequestSimulation({ router, phase, breakers: breakersOf(drawn.breakers), chance });
  const client = workloadNamed(entry.client);
  const hop = simulation.send(client, entry.call, entry.headers ?? NO_HEADERS, 0, hashText(entry.name));
  return { index, startUs: Math.round(seconds * 1e6), hop };
}

export function drawTrace(traffic: MeshTraffic, index: number): DrawnTrace {
  return followTrace(startTrace(traffic, index));
}

/** Whether a service may have spans in a trace; `false` is certain but for the rarest of calls. */
export function mayTakePart({ entry, state }: TraceStart, service: string): boolean {
  // A waypoint reports for the workloads of its namespace.
  if (service.startsWith('waypoint.')) return entry.client.startsWith(`${service.slice(9)}/`);
  return state.drawn.takePart.get(entry.name)?.has(service) ?? true;
}

/** Entries are traced in the proportion in which they happen. */
function pickEntry(seconds: number, dice: number): Entry {
  const weights = TRACED.map((entry) => entry.ratePerSecond * demand(entry.wave, seconds));
  let left = dice * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, entry] of TRACED.entries()) {
    left -= weights[index] ?? 0;
    if (left < 0) return entry;
  }
  const [first] = TRACED;
  if (first === undefined) throw new Error('The demo world has no traced entries.');
  return first;
}

/** The spans of a drawn trace, parents before children. */
export function spansOf(traffic: MeshTraffic, trace: DrawnTrace): Span[] {
  const { seed } = traffic.history;
  const { index } = trace;
  let place = 0;
  const unique = mix(mix(seed, index), 11);
  const hex = (value: number, digits: number) => value.toString(16).padStart(8, '0').slice(0, digits);
  const requestId = `${hex(unique, 8)}-${hex(mix(unique, 1), 4)}-9${hex(mix(unique, 2), 3)}-a${hex(mix(unique, 3), 3)}-${hex(mix(unique, 4), 8)}${hex(mix(unique, 5), 4)}`;
  return spansOfHop(trace.hop, {
    traceId: traceIdOf(seed, index),
    startUs: trace.startUs,
    facts: { seconds: trace.startUs / 1e6, requestId, slot: index },
    nextId: () => spanIdOf(seed, index, place++),
  });
}
